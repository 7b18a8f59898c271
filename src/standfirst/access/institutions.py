"""
Institutions at the gate on Django's side: in whose network somebody is, and the seat they have there.

Asked only where it matters: at a wall, and for browsers that have been at one in such a network before.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from standfirst.access import seating
from standfirst.access.levels import Tier
from standfirst.access.models import CrawlerRules, Institution, NetworkRange
from standfirst.access.proxies import client_of
from standfirst.access.ranges import Range, Ranges
from standfirst.access.subscribing import Standing, standing_of
from standfirst.frontdoor.callers import Rules

REMEMBERED = int(timedelta(days=366).total_seconds())
"""Seconds that a browser keeps its number: the longest that an institution may let a seat stand empty."""
_SALT = "standfirst.access.seat"


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be said of ``institution`` to whoever asks: they read through it, or all its seats are taken."""

    institution: Institution
    has_seat: bool


def rules_for_callers() -> Rules:
    """What the front door has to know of addresses, read from the database."""
    return Rules(ranges_in_force(), (CrawlerRules.objects.first() or CrawlerRules()).let_in)


def ranges_in_force(now: datetime | None = None) -> list[Range]:
    """The networks of all institutions that have not ended at ``now``, those that have not begun included."""
    rows = NetworkRange.objects.exclude(institution__ends_at__lte=now or timezone.now()).values_list(
        "network", "institution", "institution__starts_at", "institution__ends_at"
    )
    return [
        Range(network, pk, begins.timestamp(), inf if ends is None else ends.timestamp())
        for network, pk, begins, ends in rows
    ]


def institution_at(request: HttpRequest) -> Institution | None:
    """The institution in whose network the client is. Looked up once a request."""
    if not hasattr(request, "_standfirst_network"):
        address, now = client_of(request), timezone.now().timestamp()
        found = Ranges(ranges_in_force()).institution_at(address, now) if address is not None else 0
        request._standfirst_network = Institution.objects.filter(pk=found).first() if found else None  # type: ignore[attr-defined]
    network: Institution | None = request._standfirst_network  # type: ignore[attr-defined]
    return network


def sit(request: HttpRequest, carrier: bytes) -> Institution | None:
    """
    Take a seat in the network that the client is in, for this browser; None where there is none to take.

    ``carrier``: the 16 bytes that name whoever asks in their pass; zeros for nobody known.
    """
    institution = institution_at(request)
    if institution is None:
        return None
    browser = browser_of(request) or uuid.uuid4()
    request._standfirst_browser = browser  # type: ignore[attr-defined]  # as long as the request lives
    request._standfirst_new_browser = browser  # type: ignore[attr-defined]
    taken = seating.take(institution, browser, carrier=uuid.UUID(bytes=carrier) if any(carrier) else browser)
    return institution if taken else None


def seated(request: HttpRequest, carrier: bytes) -> Institution | None:
    """The institution in whose network this browser has a seat that is still its own."""
    browser, institution = browser_of(request), institution_at(request)
    if browser is None or institution is None:
        return None
    return institution if seating.keep(institution, browser, uuid.UUID(bytes=carrier)) else None


def standing_at_the_gate(request: HttpRequest) -> Standing:
    """
    The standing of the reader who is signed in. At an institution that has the domain of their address they take a seat
    first, if they are no subscriber already and one is free.
    """
    reader, now = request.user, timezone.now()
    standing = standing_of(reader.subject, now)  # type: ignore[union-attr]  # whoever is signed in has one
    if standing.tier is Tier.REGISTERED and request.method != "HEAD":
        found = seating.domain_of(reader.email, now)  # type: ignore[union-attr]
        if found is not None:
            request._standfirst_named = True  # type: ignore[attr-defined]
            if seating.take(found.institution, reader.subject, domain=found.domain, now=now):  # type: ignore[union-attr]
                standing = standing_of(reader.subject, now)  # type: ignore[union-attr]
    if standing.seat is not None:
        request._standfirst_named = True  # type: ignore[attr-defined]
        seating.stay(standing.seat, now)
    return standing


def telling(request: HttpRequest) -> Telling | None:
    """What is to be said to whoever asks; None: they have nothing to do with an institution, or a subscription."""
    if request.user.is_authenticated:
        standing = standing_of(request.user.subject)
        if standing.tier is Tier.SUBSCRIBER:
            return Telling(standing.seat.institution, True) if standing.seat is not None else None
    here = institution_at(request)
    if here is not None:
        browser = browser_of(request)
        has_seat = browser is not None and (here.seats is None or seating.has(here, browser))
        return Telling(here, has_seat)
    if request.user.is_authenticated:
        found = seating.domain_of(request.user.email, timezone.now())
        return Telling(found.institution, False) if found is not None else None
    return None


def browser_of(request: HttpRequest) -> uuid.UUID | None:
    """The number of this browser in the networks of institutions, if it has one."""
    given: uuid.UUID | None = getattr(request, "_standfirst_browser", None)
    value = request.COOKIES.get(settings.STANDFIRST_COOKIES.seat)
    if given is not None or not value:
        return given
    try:
        return uuid.UUID(hex=signing.loads(value, salt=_SALT, max_age=REMEMBERED))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def as_cookie(browser: uuid.UUID) -> str:
    """The cookie's value that ``browser_of`` reads."""
    return signing.dumps(browser.hex, salt=_SALT)


def new_browser(request: HttpRequest) -> uuid.UUID | None:
    """The number that this answer has to tell the browser."""
    return getattr(request, "_standfirst_new_browser", None)


def is_to_be_named(request: HttpRequest) -> bool:
    """Whether an institution has to do with the reader who is signed in."""
    return getattr(request, "_standfirst_named", False)
