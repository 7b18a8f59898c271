"""The door on Django's side: who asks, which variant they may see, and the cookies that tell the front door too."""

import time
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from standfirst.access.cookies import CookieNames
from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.passes import LIFETIME, PassKeys, ReaderPass
from standfirst.access.policy import ANONYMOUS, Visitor, decide
from standfirst.access.provisional import live_subject

PROVISIONAL_FOR = timedelta(days=7)
_PROVISIONAL_SALT = "standfirst.access.provisional"


@cache
def pass_keys() -> PassKeys:
    """The keys of this site: the secret that signs, then the older ones that still open."""
    return PassKeys([settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS], site=settings.STANDFIRST_SITE_URL)


def names() -> CookieNames:
    """The cookie names of this site."""
    cookies: CookieNames = settings.STANDFIRST_COOKIES
    return cookies


def visitor_of(request: HttpRequest) -> Visitor:
    """Who asks: the reader of the session, else the holder of a provisional pass, else nobody we know."""
    reader = getattr(request, "user", None)
    if reader is not None and reader.is_authenticated:
        return Visitor(Tier(reader.tier))
    if provisional_subject(request) is not None:
        return Visitor(Tier.REGISTERED, provisional=True)
    return ANONYMOUS


def variant_for(request: HttpRequest, level: Level, article: int) -> Variant:
    """The variant to render: the one the front door asked for, else the one this visitor may see."""
    asked: Variant | None = getattr(request, "page_variant", None)
    return asked if asked is not None else decide(level, article, visitor_of(request))


def provisional_subject(request: HttpRequest) -> bytes | None:
    """The 16-byte subject of a registration that waits for its mail in this browser, or None."""
    value = request.COOKIES.get(names().provisional)
    if not value:
        return None
    try:
        secret = signing.loads(value, salt=_PROVISIONAL_SALT, max_age=PROVISIONAL_FOR)
    except signing.BadSignature:
        return None
    return live_subject(secret) if isinstance(secret, str) else None


def give_pass(response: HttpResponse, visitor: Visitor, subject: bytes) -> None:
    """Set the reader pass, good for five minutes. ``subject``: 16 opaque bytes."""
    sealed = pass_keys().seal(ReaderPass(visitor, subject, int(time.time()) + LIFETIME))
    _set(response, names().reader_pass, sealed, LIFETIME)


def give_provisional_pass(response: HttpResponse, secret: str, subject: bytes) -> None:
    """
    Let this browser read `registered` articles for a week, until the mail's link or code makes it an account.

    ``secret`` names the registration to ``access.provisional.live_subject``; it is signed, not encrypted.
    """
    value = signing.dumps(secret, salt=_PROVISIONAL_SALT)
    _set(response, names().provisional, value, int(PROVISIONAL_FOR.total_seconds()))
    give_pass(response, Visitor(Tier.REGISTERED, provisional=True), subject)
    _hint(response, int(PROVISIONAL_FOR.total_seconds()))


def hint_signed_in(response: HttpResponse) -> None:
    """Tell our own script that somebody is signed in, so that it asks for the small account menu."""
    _hint(response, int(settings.SESSION_COOKIE_AGE))


def take_passes_away(response: HttpResponse) -> None:
    """Forget the pass, the provisional pass, the welcome and the hint in this browser."""
    cookies = names()
    for name in (cookies.reader_pass, cookies.provisional, cookies.welcome, cookies.signed_hint):
        delete_cookie(response, name)


def delete_cookie(response: HttpResponse, name: str) -> None:
    """Delete one of our cookies; the attributes must be the ones it was set with, or a ``__Host-`` cookie stays."""
    _set(response, name, "", 0)


def _hint(response: HttpResponse, max_age: int) -> None:
    _set(response, names().signed_hint, "1", max_age, http_only=False)


def _set(response: HttpResponse, name: str, value: str, max_age: int, *, http_only: bool = True) -> None:
    secure = names().secure
    response.set_cookie(name, value, max_age=max_age, httponly=http_only, secure=secure, samesite="Lax", path="/")
