"""
The admin's own door: whoever may use it shows a second factor first, and again after an hour without a request, or a
day (SECURITY D8; NIST SP 800-63B-4 §2.2.3). By the setting STANDFIRST_STAFF_SECOND_FACTOR.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from standfirst.readers import second_factor

ADMIN = "/admin/"
IDLE = timedelta(hours=1)
OVERALL = timedelta(hours=24)
NOTED_EVERY = 60
"""Seconds between two notes in a session that it is in use."""
_SEEN = "standfirst_staff_seen"


class StaffDoorMiddleware:
    """Stands inside the session, authentication and account middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(ADMIN) and request.path_info != reverse("wagtailadmin_logout"):
            first = _first(request)
            if first:
                return self._refused(request, first)
        return self.get_response(request)

    @staticmethod
    def _refused(request: HttpRequest, first: str) -> HttpResponseBase:
        # Only a page that a person opens is answered with another one.
        if request.method != "GET" or request.headers.get("X-Requested-With") == "XMLHttpRequest":
            raise PermissionDenied
        return HttpResponseRedirect(f"{first}?{urlencode({'next': request.get_full_path()})}", status=303)


def _first(request: HttpRequest) -> str:
    """Where this person has to go before the admin; "" for on to it."""
    reader = request.user
    if not reader.is_authenticated or not second_factor.must_have_one(reader):
        return ""
    if not second_factor.has_one(reader):
        return reverse("second-factor")
    now = time.time()
    shown = second_factor.shown_at(request)
    seen = max(shown, float(request.session.get(_SEEN, 0)))
    if shown < now - OVERALL.total_seconds() or seen < now - IDLE.total_seconds():
        return reverse("prove")
    if seen < now - NOTED_EVERY:
        request.session[_SEEN] = now
    return ""
