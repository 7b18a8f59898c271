"""
Requests that another site makes a browser send are refused; a cached page needs no token for that.

A browser says where a request comes from (Sec-Fetch-Site, Origin) and no page can change what it says. The token is for
the browsers that say neither. See docs/decisions/0004-forged-requests.md.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

from standfirst.refusals import ForgedRequest, Refusal, StaleForm, page_of

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class FetchMetadataCsrfMiddleware(CsrfViewMiddleware):
    """Django's protection, asked only when the browser does not say where the request comes from."""

    def process_view(
        self, request: HttpRequest, callback: Callable[..., HttpResponseBase], callback_args: Any, callback_kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method in _SAFE or getattr(callback, "csrf_exempt", False):
            return None
        says_ours = self._browser_says(request)
        if says_ours is False:
            return page_of(request, ForgedRequest())
        if says_ours:
            # Later checks of the same request (decorators) are satisfied too.
            request.csrf_processing_done = True  # type: ignore[attr-defined]  # Django's own mark on the request
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)

    def _browser_says(self, request: HttpRequest) -> bool | None:
        """Whether the request is from our own pages; None when the browser says nothing about it."""
        origin = request.META.get("HTTP_ORIGIN")
        if origin is not None and origin != "null" and not self._origin_verified(request):
            return False
        site = request.META.get("HTTP_SEC_FETCH_SITE")
        if site is not None:
            # "none" is a person's own doing (a bookmark, a reload) and never carries another site's form.
            return None if site == "none" and origin is None else site == "same-origin"
        if origin is None:
            return None
        return origin != "null"


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a request whose token is missing or old; the forms of this room show themselves again instead."""
    # Views are loaded with the addresses, after the middleware that this module is.
    from standfirst.readers.stale import form_again

    try:
        return form_again(request) or page_of(request, StaleForm())
    except Refusal as refusal:
        return page_of(request, refusal)
