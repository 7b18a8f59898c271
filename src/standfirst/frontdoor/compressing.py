"""Compresses the pages that Django answers itself; the front door compresses what it keeps once, and better."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from standfirst.frontdoor.encodings import MARKUP, Encoding, allows


class CompressedPagesMiddleware(GZipMiddleware):
    """
    Sends text as gzip to whoever takes it, with up to 100 bytes of chance in each answer.

    These pages are a reader's own, and some repeat what an address says: without the chance, their length would tell
    whether a guess stands elsewhere in the page. Source: Heal the BREACH, IEEE 2022, as Django has it; the tokens of
    our forms are another in every answer besides. What is streamed, and pictures, stay as they are.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(MARKUP):
            return response
        if not allows(request.META.get("HTTP_ACCEPT_ENCODING", ""), Encoding.GZIP):
            patch_vary_headers(response, ("Accept-Encoding",))
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed
