"""Gives every request its number in the log of what matters for security, and notes what was refused."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from standfirst.readers.clients import source_of, truncated
from standfirst.readers.quiet_logs import without_tokens
from standfirst.security_log import Event, asked_by, note, request_from


class NotedRequestsMiddleware:
    """Stands inside the authentication middleware, to know whose session it is. Internal renders are left alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if getattr(request, "page_variant", None) is not None:
            return self.get_response(request)
        with request_from(truncated(source_of(request))):
            # Only where there is a session at all: to look costs a question to the database.
            if request.session.session_key and request.user.is_authenticated:
                asked_by(request.user.subject.hex)
            response = self.get_response(request)
            if response.status_code == 403:
                note(Event.REFUSED, "refused", method=request.method or "", path=without_tokens(request.path))
            return response
