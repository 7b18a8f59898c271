"""
Requests that another site makes a browser send are refused; a cached page needs no token for that.

A browser says where a request comes from (Sec-Fetch-Site, Origin) and no page can change what it says. The token is for
the browsers that say neither. See docs/decisions/0004-forged-requests.md.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest

from standfirst.readers.quiet_logs import without_tokens
from standfirst.refusals import ForgedRequest, Refusal, StaleForm, TooLarge, UnreadableForm, page_of
from standfirst.security_log import Event, note

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class FetchMetadataCsrfMiddleware(CsrfViewMiddleware):
    """Django's protection, asked only when the browser does not say where the request comes from."""

    def process_view(  # type: ignore[override]  # the stubs know only Django's own kind of refusal
        self, request: HttpRequest, callback: Callable[..., HttpResponseBase], callback_args: Any, callback_kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method in _SAFE or getattr(callback, "csrf_exempt", False):
            return None
        says_ours = self._browser_says(request)
        if says_ours is False:
            note(Event.FORGED_REQUEST, "refused", path=without_tokens(request.path))
            return page_of(request, ForgedRequest())
        # Django's test client says neither and sets the mark; nothing that comes over the wire can set it.
        if not says_ours and not getattr(request, "_dont_enforce_csrf_checks", False):
            return self._by_token(request)
        return self._through(request)

    @staticmethod
    def _through(request: HttpRequest) -> None:
        # Views with a protection of their own (the admin's sign-in) see that it was done.
        request.csrf_processing_done = True  # type: ignore[attr-defined]  # Django's own mark

    def _browser_says(self, request: HttpRequest) -> bool | None:
        """Whether the request is from our own pages; None when the browser does not say it."""
        site = request.META.get("HTTP_SEC_FETCH_SITE")
        origin = request.META.get("HTTP_ORIGIN")
        foreign = origin not in {None, "null"} and not self._origin_verified(request)  # type: ignore[attr-defined]
        if foreign:  # _origin_verified is Django's own; the stubs leave it out
            return False
        if site is not None:
            # "none" is a person's own doing, a bookmark or a reload; no other site can make a browser say it.
            return None if site == "none" else bool(site == "same-origin")
        # "null" comes from our pages whose address holds a token (they send no referrer), and from anybody's sandbox.
        return None if origin in {None, "null"} else True

    def _by_token(self, request: HttpRequest) -> HttpResponseBase | None:
        try:
            self._check_token(request)  # type: ignore[attr-defined]  # Django's own; not in the stubs
        except RejectRequest:
            return refused(request)
        except RequestDataTooBig:
            return page_of(request, TooLarge())
        except (BadRequest, MultiPartParserError, SuspiciousOperation):
            return page_of(request, UnreadableForm())
        return self._through(request)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a request whose token is missing or old; the forms of this room show themselves again instead."""
    # Views are loaded with the addresses, after the middleware that this module is.
    from standfirst.readers.stale import form_again

    try:
        return form_again(request) or page_of(request, StaleForm())
    except Refusal as refusal:
        return page_of(request, refusal)
