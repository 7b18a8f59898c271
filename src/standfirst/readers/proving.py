"""
Showing once more who it is, before anything of the account changes that would let somebody else in (SECURITY B7).

A session that was left open on another person's machine is good for reading, and for a quarter of an hour after its
reader has shown who they are for more than that.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from standfirst.readers import second_factor

LASTS = timedelta(minutes=15)
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def is_proven(request: HttpRequest) -> bool:
    """
    Whether the reader of this session has shown who they are in the last quarter of an hour; with the second factor, if
    they have one that is asked for.
    """
    records = get_authentication_records(request, request.user)
    if second_factor.is_asked_of(request.user):
        records = [record for record in records if record.get("method") == second_factor.MFA]
    return any(float(record["at"]) > time.time() - LASTS.total_seconds() for record in records)


def for_readers(view: View[P]) -> View[P]:
    """For a page of the account: who is not signed in does so first, and comes back."""

    @wraps(view)
    def asks(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _first(request, reverse("sign-in"), "account")
        return view(request, *args, **kwargs)

    return asks


def for_proven_readers(back: str = "security") -> Callable[[View[P]], View[P]]:
    """
    For what only the reader may do, however long the session has been open: first the proof, then the page again.

    ``back``: the name of the page to come to where the address itself takes posts only.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def asks(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return _first(request, reverse("sign-in"), back)
            if not is_proven(request):
                return _first(request, reverse("prove"), back)
            return view(request, *args, **kwargs)

        return asks

    return decorate


def _first(request: HttpRequest, where: str, back: str) -> HttpResponse:
    to = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse(back)
    return HttpResponseRedirect(f"{where}?{urlencode({'next': to})}", status=303)
