"""Renews the reader pass on what Django answers, and keeps personal answers out of every cache."""

import time
from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from standfirst.access import gate, institutions
from standfirst.access.gifts.holding import renew as renew_gifts
from standfirst.access.levels import Tier
from standfirst.access.policy import Visitor
from standfirst.access.revoking import was_called_back
from standfirst.security_log import Event, note

RENEW_BEFORE = 60
"""Seconds before its end at which a pass is renewed on the way."""


class ReaderPassMiddleware:
    """
    After each answer for a person: a fresh pass where the old one is missing or about to run out.

    Stands inside the session and authentication middleware. An internal render for the front door (``page_variant`` is
    set) is left alone: it is nobody's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if getattr(request, "page_variant", None) is not None:
            return response
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        if not isinstance(response, HttpResponse) or request.path.startswith(("/static/", "/media/")):
            return response
        if "public" in response["Cache-Control"] and self._is_somebody(request):
            response["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["Cookie"])
        self._renew(request, response)
        renew_gifts(request, response)
        self._tell_of_seat(request, response)
        return response

    def _renew(self, request: HttpRequest, response: HttpResponse) -> None:
        cookies = gate.names()
        if cookies.reader_pass in response.cookies:
            return
        visitor = gate.visitor_of(request)
        if visitor.tier is Tier.ANONYMOUS and visitor.used:
            self._remember(request, response, visitor)
        held = request.COOKIES.get(cookies.reader_pass, "").encode(errors="replace")
        # However old a pass is: one that no key of ours made, somebody else did.
        if held and gate.pass_keys().open(held, 0) is None:
            note(Event.FORGED_PASS, "refused")
        if visitor.tier is Tier.ANONYMOUS and not visitor.institution:
            for name in (cookies.reader_pass, cookies.provisional, cookies.session, cookies.signed_hint):
                if name in request.COOKIES and name not in response.cookies:
                    self._forget(request, response, name)
            return
        current = gate.pass_keys().open(held, time.time() + RENEW_BEFORE) if held else None
        if current is not None and current.visitor == visitor and not was_called_back(current):
            return
        gate.give_pass(response, visitor, gate.carrier_of(request), until=getattr(request, "_standfirst_until", None))
        if request.user.is_authenticated and cookies.signed_hint not in request.COOKIES:
            gate.hint_signed_in(response)

    @staticmethod
    def _tell_of_seat(request: HttpRequest, response: HttpResponse) -> None:
        """What institutions have to do with this request is told to the browser, and to no cache."""
        if (browser := institutions.new_browser(request)) is not None:
            gate.give_seat(response, browser)
        elif institutions.is_to_be_named(request) and gate.names().seat_hint not in request.COOKIES:
            gate.hint_seat(response)
        else:
            return
        response["Cache-Control"] = "private, no-store"

    @staticmethod
    def _remember(request: HttpRequest, response: HttpResponse, visitor: Visitor) -> None:
        metered = replace(visitor, institution=0)
        if gate.by_meter_cookie(request) != metered:
            gate.give_meter(response, metered)
            response["Cache-Control"] = "private, no-store"

    @staticmethod
    def _is_somebody(request: HttpRequest) -> bool:
        """Whoever has a cookie of ours may be given another one: a shared cache would hand it to everybody."""
        cookies = gate.names()
        mine = {cookies.reader_pass, cookies.provisional, cookies.session, cookies.welcome, cookies.signed_hint}
        mine |= {cookies.gift, cookies.seat, cookies.seat_hint}
        return not mine.isdisjoint(request.COOKIES)

    @staticmethod
    def _forget(request: HttpRequest, response: HttpResponse, name: str) -> None:
        """A dead cookie would send every later request past the front door; an anonymous session in use stays."""
        if name == gate.names().session and SESSION_KEY in request.session:
            request.session.flush()  # of an account that is closed or gone
        elif name == gate.names().session and not request.session.is_empty():
            return
        gate.delete_cookie(response, name)
