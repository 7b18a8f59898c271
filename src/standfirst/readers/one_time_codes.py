"""
Six digits by mail: to sign in, to show once more who it is, to take a new address.

A code belongs to the browser that asked for it: what names it is in a cookie of that browser alone, and nothing of it
is ever in an address. It is derived, not kept; it lasts a quarter of an hour, may be tried five times, and works once.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from standfirst.mail.outbox import queue
from standfirst.readers import limits
from standfirst.security_log import Event, note

LASTS = timedelta(minutes=15)
TRIES = limits.Limit("tries at a mailed code", 5, int(LASTS.total_seconds()), strict=True)
USED = limits.Limit("uses of a mailed code", 1, int(LASTS.total_seconds()), strict=True)
_SALT = "standfirst.readers.one-time-code"


class Purpose(Enum):
    """What a code is good for; a code for one is none for another."""

    SIGN_IN = "sign-in"
    PROOF = "proof"
    ADDRESS = "address"
    SOCIAL = "social"


class Verdict(Enum):
    """What became of a code."""

    RIGHT = "right"
    WRONG = "wrong"
    RUN_OUT = "run-out"


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A code that this browser has asked for. ``ident``: 128 random bits. ``subject``: whose account it is about, where
    the asker is signed in; else "". ``to``: a place of ours to go on to.
    """

    purpose: Purpose
    ident: str
    address: str
    subject: str = ""
    to: str = ""


def ask(purpose: Purpose, address: str, *, language: str, subject: str = "", to: str = "") -> Asked:
    """Queue a mail with a code to ``address``, which may have an account or not; what its browser is to remember."""
    from standfirst.readers.tasks import mail_code

    asked = Asked(purpose, secrets.token_hex(16), address, subject, to)
    queue(
        mail_code,
        purpose=purpose.value,
        ident=asked.ident,
        address=address,
        language=language,
        message=uuid.uuid4().hex,
    )
    return asked


def try_code(asked: Asked, answer: str, *, source: str) -> Verdict:
    """Whether ``answer`` is the code. Raises TooManyTries for the source."""
    limits.count(limits.CODES_FROM_A_SOURCE, source)
    if not limits.allows(TRIES, asked.ident):
        return Verdict.RUN_OUT
    digits = "".join(character for character in answer if character.isdecimal() and character.isascii())
    if not constant_time_compare(digits, code_of(asked.purpose, asked.ident, asked.address)):
        note(Event.PROOF, "failed", by="code", purpose=asked.purpose.value)
        return Verdict.WRONG
    return Verdict.RIGHT if limits.allows(USED, asked.ident) else Verdict.RUN_OUT


def code_of(purpose: Purpose, ident: str, address: str) -> str:
    """The six digits of the mail."""
    digest = salted_hmac(_SALT, f"{purpose.value}:{ident}:{address}", algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06}"


def cookie_name() -> str:
    """``__Host-`` on https, like our other cookies."""
    return "__Host-sf_code" if settings.STANDFIRST_HTTPS else "sf_code"


def remember(response: HttpResponse, asked: Asked) -> None:
    """Let this browser, and no other, try the code."""
    value = [asked.purpose.value, asked.ident, asked.address, asked.subject, asked.to]
    _set(response, signing.dumps(value, salt=_SALT, compress=True), int(LASTS.total_seconds()))


def forget(response: HttpResponse) -> None:
    """The code is used, or given up."""
    _set(response, "", 0)


def asked_here(request: HttpRequest, purpose: Purpose, *, subject: str = "") -> Asked | None:
    """The code that this browser has asked for, while it lasts; for nobody else's account than ``subject``."""
    try:
        value = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=LASTS)
        asked = Asked(Purpose(value[0]), *(str(part) for part in value[1:]))
    except (signing.BadSignature, ValueError, TypeError, IndexError):
        return None
    return asked if asked.purpose is purpose and asked.subject == subject else None


def _set(response: HttpResponse, value: str, max_age: int) -> None:
    response.set_cookie(
        cookie_name(),
        value,
        max_age=max_age,
        httponly=True,
        secure=settings.STANDFIRST_HTTPS,
        samesite="Lax",
        path="/",
    )
