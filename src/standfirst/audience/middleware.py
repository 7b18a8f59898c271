"""Counts the pages that Django answers itself, by the same rules as the front door."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from standfirst.access.opening import is_opened_by_a_person
from standfirst.audience.counting import counts
from standfirst.frontdoor.counts import Counted


class CountingMiddleware:
    """
    Adds each page that a person opens, as its view says in ``counted``. A render for the front door is nobody's and is
    not counted: whoever waits for it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        counted: Counted | None = getattr(response, "counted", None)
        if counted is not None and response.status_code == 200 and is_opened_by_a_person(request):
            counts.add(counted)
        return response
