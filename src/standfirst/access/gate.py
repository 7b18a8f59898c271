"""The door on Django's side: who asks, which variant they may see, and the cookies that tell the front door too."""

import time
import uuid
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from standfirst.access import announcing, institutions
from standfirst.access.cookie_jar import delete_cookie as delete_cookie  # noqa: PLC0414  # all say gate.…
from standfirst.access.cookie_jar import names as names  # noqa: PLC0414
from standfirst.access.cookie_jar import pass_keys as pass_keys  # noqa: PLC0414
from standfirst.access.cookie_jar import set_cookie
from standfirst.access.gifts.holding import gifts_of
from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.models import MeterRules, rules_in_force
from standfirst.access.passes import LIFETIME, ReaderPass, is_meter
from standfirst.access.policy import ANONYMOUS, Allowances, Visitor, decide
from standfirst.access.provisional import Holder, live_holder
from standfirst.access.unlocking import Wish, held_by, unlock

PROVISIONAL_FOR = timedelta(days=7)
_PROVISIONAL_SALT = "standfirst.access.provisional"


def visitor_of(request: HttpRequest) -> Visitor:
    """
    Who asks: the reader of the session with what they unlocked, else the holder of a provisional pass, else somebody
    whom only the cookie of the anonymous meter tells of. Looked up once a request, and again after ``spent``.
    """
    visitor: Visitor | None = getattr(request, "_standfirst_visitor", None)
    if visitor is None:
        visitor = _looked_up(request)
        request._standfirst_visitor = visitor  # type: ignore[attr-defined]  # lives as long as the request
    return visitor


def visitor_with_gifts(request: HttpRequest) -> Visitor:
    """Who asks, with the articles that were given to whoever reads in this browser."""
    visitor, gifts = visitor_of(request), gifts_of(request)
    return replace(visitor, gifts=frozenset(gift.article for gift in gifts)) if gifts else visitor


def variant_for(request: HttpRequest, level: Level, article: int, allowances: Allowances) -> Variant:
    """
    The variant to render: the one the front door asked for, else the one this visitor may see.

    A visitor in the network of an institution takes a seat here, one who has some of the allowance left spends one,
    unless only the head was asked for or a browser fetches ahead of its reader.
    """
    asked: Variant | None = getattr(request, "page_variant", None)
    if asked is not None:
        return asked
    decision = decide(level, article, visitor_with_gifts(request), allowances)
    if request.method != "GET" or _fetches_ahead(request):
        return decision.variant
    if decision.variant is not Variant.FULL and sit(request):
        decision = decide(level, article, visitor_of(request), allowances)
    if decision.unlocks:
        spend(request, article)
        decision = decide(level, article, visitor_of(request), allowances)
    return decision.variant


def sit(request: HttpRequest) -> bool:
    """Take a seat for whoever asks from the network of an institution; False where none is to be had."""
    institution = institutions.sit(request, carrier_of(request))
    if institution is None:
        return False
    request._standfirst_visitor = replace(visitor_of(request), institution=institution.pk)  # type: ignore[attr-defined]
    return True


def carrier_of(request: HttpRequest) -> bytes:
    """The 16 bytes that name whoever asks in their pass: the reader, the registration, or else the browser's seat."""
    reader = getattr(request, "user", None)
    if reader is not None and reader.is_authenticated:
        subject: bytes = reader.subject.bytes
        return subject
    holder = provisional_holder(request)
    if holder is not None:
        return holder.subject
    seat = institutions.browser_of(request)
    return seat.bytes if seat is not None else bytes(16)


def spend(request: HttpRequest, article: int) -> None:
    """Spend one of the visitor's allowance on ``article``; where none is left nothing changes."""
    visitor = visitor_of(request)
    if visitor.tier is Tier.ANONYMOUS:
        opened = metered(visitor, article, rules_in_force())
    else:
        subject = request.user.subject  # type: ignore[union-attr]  # above the anonymous tier there is an account
        opened = unlock([Wish(subject, article)])[subject].as_visitor(visitor.tier)
    request._standfirst_visitor = opened  # type: ignore[attr-defined]


def metered(visitor: Visitor, article: int, rules: MeterRules) -> Visitor:
    """Somebody without an account, one article further; the same where their allowance is used up."""
    if article in visitor.grants or visitor.used >= rules.anonymous_allowance:
        return visitor
    announcing.metered.send_robust(None, article=article)
    return Visitor(Tier.ANONYMOUS, grants=visitor.grants | {article}, used=visitor.used + 1)


def _looked_up(request: HttpRequest) -> Visitor:
    visitor = _by_account(request)
    if visitor.tier is Tier.SUBSCRIBER or institutions.browser_of(request) is None:
        return visitor
    institution = institutions.seated(request, carrier_of(request))
    return replace(visitor, institution=institution.pk) if institution is not None else visitor


def _by_account(request: HttpRequest) -> Visitor:
    reader = getattr(request, "user", None)
    if reader is not None and reader.is_authenticated:
        standing = institutions.standing_at_the_gate(request)
        request._standfirst_until = standing.until  # type: ignore[attr-defined]  # read when a pass is given
        if standing.tier is not Tier.REGISTERED:
            return Visitor(standing.tier)
        return held_by(reader.subject).as_visitor(standing.tier)
    if (holder := provisional_holder(request)) is not None:
        return Visitor(Tier.REGISTERED, provisional=True, grants=frozenset(filter(None, [holder.article])))
    return by_meter_cookie(request)


def by_meter_cookie(request: HttpRequest) -> Visitor:
    """Somebody without an account, as far as the cookie of the anonymous meter tells of them."""
    value = request.COOKIES.get(names().meter)
    opened = pass_keys().open(value.encode(errors="replace"), time.time()) if value else None
    return opened.visitor if opened is not None and is_meter(opened.visitor) else ANONYMOUS


def _fetches_ahead(request: HttpRequest) -> bool:
    return any(name in request.headers for name in ("Sec-Purpose", "Purpose", "X-Moz"))


def provisional_holder(request: HttpRequest) -> Holder | None:
    """The registration that waits for its mail in this browser, or None."""
    value = request.COOKIES.get(names().provisional)
    if not value:
        return None
    try:
        secret = signing.loads(value, salt=_PROVISIONAL_SALT, max_age=PROVISIONAL_FOR)
    except signing.BadSignature:
        return None
    return live_holder(secret) if isinstance(secret, str) else None


def give_pass(
    response: HttpResponse,
    visitor: Visitor,
    subject: bytes,
    *,
    until: datetime | None = None,
    issued: int | None = None,
    rules: MeterRules | None = None,
) -> None:
    """
    Set the reader pass, good for five minutes, and never past the period it counts nor past ``until``, when the
    reader's tier changes. ``subject``: 16 opaque bytes. ``issued``: when the account was last looked at, in seconds
    since 1970; now, if it is not given. ``rules``: those in force, for who has just read them.
    """
    now = int(time.time())
    issued = now if issued is None else issued
    ends = [issued + LIFETIME]
    if until is not None:
        ends.append(int(until.timestamp()))
    if visitor.used:
        ends.append(int((rules or rules_in_force()).span.ends(timezone.now()).timestamp()))
    lasts = max(1, min(ends) - now)
    sealed = pass_keys().seal(ReaderPass(visitor, subject, now + lasts, issued))
    set_cookie(response, names().reader_pass, sealed, lasts)


def give_meter(response: HttpResponse, visitor: Visitor, *, rules: MeterRules | None = None) -> None:
    """Let this browser remember what somebody without an account opened, until the period ends."""
    now = int(time.time())
    ends = int((rules or rules_in_force()).span.ends(timezone.now()).timestamp())
    sealed = pass_keys().seal(ReaderPass(visitor, bytes(16), ends, now))
    set_cookie(response, names().meter, sealed, max(1, ends - now))


def give_provisional_pass(response: HttpResponse, secret: str, holder: Holder) -> None:
    """
    Let this browser read `registered` articles for a week, and the one Premium article at whose wall it registered,
    until the mail's link or code makes it an account.

    ``secret`` names the registration to ``access.provisional.live_holder``; it is signed, not encrypted.
    """
    value = signing.dumps(secret, salt=_PROVISIONAL_SALT)
    set_cookie(response, names().provisional, value, int(PROVISIONAL_FOR.total_seconds()))
    grants = frozenset(filter(None, [holder.article]))
    give_pass(response, Visitor(Tier.REGISTERED, provisional=True, grants=grants), holder.subject)
    _hint(response, int(PROVISIONAL_FOR.total_seconds()))


def hint_signed_in(response: HttpResponse) -> None:
    """Tell our own script that somebody is signed in, so that it asks for the small account menu."""
    _hint(response, int(settings.SESSION_COOKIE_AGE))


def give_seat(response: HttpResponse, browser: uuid.UUID) -> None:
    """Let this browser keep its number in the networks of institutions. It says nothing of who sits there."""
    set_cookie(response, names().seat, institutions.as_cookie(browser), institutions.REMEMBERED)
    hint_seat(response)


def hint_seat(response: HttpResponse) -> None:
    """Tell our own script that an institution is to be named, so that it asks which."""
    set_cookie(response, names().seat_hint, "1", institutions.REMEMBERED, http_only=False)


def take_passes_away(response: HttpResponse) -> None:
    """Forget the pass, the provisional pass, the welcome and the hint in this browser."""
    cookies = names()
    for name in (cookies.reader_pass, cookies.provisional, cookies.welcome, cookies.signed_hint):
        delete_cookie(response, name)


def _hint(response: HttpResponse, max_age: int) -> None:
    set_cookie(response, names().signed_hint, "1", max_age, http_only=False)
