"""
Browsers in which a reader has signed in before. Their tries are counted on their own, so nobody can lock the owner out
of an account by guessing at it from elsewhere (OWASP: device cookies).
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from standfirst.readers.models import Reader

LASTS = timedelta(days=365)
MOST_READERS = 5
"""Readers that one browser is known for: a family's, not a library's."""
_SALT = "standfirst.readers.device"


def cookie_name() -> str:
    """``__Host-`` on https, like our other cookies."""
    return "__Host-sf_device" if settings.STANDFIRST_HTTPS else "sf_device"


def device_of(request: HttpRequest, subject: str) -> str | None:
    """The id of this browser, if the reader of ``subject`` (hex) has signed in here before."""
    device, subjects = _read(request)
    return device if subject in subjects else None


def counted_as(device: str, address: str) -> str:
    """Under which name the limiter counts the tries of ``address`` in this browser."""
    return f"{device}\0{address}"


def know_this_device(request: HttpRequest, response: HttpResponse, reader: Reader) -> None:
    """Remember in the browser that ``reader`` signed in here."""
    device, subjects = _read(request)
    subject = reader.subject.hex
    known = [subject, *(other for other in subjects if other != subject)][:MOST_READERS]
    value = signing.dumps([device or secrets.token_hex(16), *known], salt=_SALT, compress=True)
    response.set_cookie(
        cookie_name(),
        value,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        secure=settings.STANDFIRST_HTTPS,
        samesite="Lax",
        path="/",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, *subjects = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return "", []
    return str(device), [str(subject) for subject in subjects]
