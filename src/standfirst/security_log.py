"""
The log of what matters for security: one line of JSON for each event, on the logger ``standfirst.security``.

What it holds: when (UTC, before the line), what, how it ended, who (the opaque id of an account, never an address or a
name), from which network (/24 or /48) and in which request. Control characters are escaped, so that one event is one
line. Sources: OWASP ASVS 5.0 §16.2, §16.3, §16.4.1; OWASP Logging Cheat Sheet.
"""

import json
import logging
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

log = logging.getLogger("standfirst.security")

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LONGEST = 300
"""Characters of one value: whoever sends a megabyte fills no disk with it."""


class Event(StrEnum):
    """What happened, as it stands in the log."""

    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    PROOF = "proof"
    RESET = "password reset"
    ACCOUNT = "account"
    LIMIT = "limit"
    REFUSED = "refused access"
    FORGED_PASS = "forged pass"
    FORGED_REQUEST = "forged request"
    CONSENT = "consent"
    ARCHIVE = "archive"
    ERASURE = "erasure"
    ROLES = "roles"
    ADMIN = "admin"
    API = "api"


@dataclass(slots=True)
class _Asking:
    """The request that is being answered: its own number, the network it came from, whose session it is."""

    number: str
    network: str = ""
    who: str = ""


_asking: ContextVar[_Asking | None] = ContextVar("standfirst_asking", default=None)


@contextmanager
def request_from(network: str) -> Iterator[None]:
    """Everything that is noted inside belongs to one request, which has a number from here on."""
    token = _asking.set(_Asking(secrets.token_hex(6), network))
    try:
        yield
    finally:
        _asking.reset(token)


def asked_by(who: str) -> None:
    """From here on the request is known to be ``who``'s, an opaque id."""
    asking = _asking.get()
    if asking is not None:
        asking.who = who


def note(event: Event, outcome: str, *, who: str = "", **details: object) -> None:
    """Write a line. ``who``: whom it is about, where that is not whose session it is. ``details``: short, no secret."""
    asking = _asking.get()
    told: dict[str, object] = {"event": event.value, "outcome": outcome}
    told["who"] = who or (asking.who if asking is not None else "")
    if asking is not None:
        if who and asking.who and who != asking.who:
            told["by"] = asking.who
        told |= {"network": asking.network, "request": asking.number}
    for name, value in details.items():
        told[name] = value if isinstance(value, int | float) else str(value)[:_LONGEST]
    log.info("%s", json.dumps(told, ensure_ascii=True))


class OneLine(logging.Formatter):
    """
    Lines that begin with the time in UTC and hold no control character but the ends of a traceback's lines; of what
    belongs to a request, with its number.
    """

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's own name
        asking = _asking.get()
        number = f" [{asking.number}]" if asking is not None and record.name != log.name else ""
        record.message = _CONTROLS.sub(_escaped, record.getMessage())
        return f"{record.asctime} {record.levelname} {record.name}{number} {record.message}"

    def usesTime(self) -> bool:  # noqa: N802  likewise
        return True


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()
