"""
How often something may be tried. Counted in the database by one statement, so a limit is exact however many processes
ask at once.

A try is counted before it is made and given back when it turns out not to count (a right password): so never more are
made than the limit allows.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from standfirst.readers.models import Tally
from standfirst.refusals import TooManyTries
from standfirst.security_log import Event, note
from standfirst.statements import ask


@dataclass(frozen=True)
class Limit:
    """
    ``most`` tries in ``per`` seconds, for each key.

    ``strict``: every try that is let through starts the time anew, so no stretch of ``per`` seconds, wherever it
    begins, ever holds more than ``most``. Otherwise the time runs from the first try.
    """

    name: str
    most: int
    per: int
    strict: bool = False


SIGN_INS_OF_AN_ACCOUNT = Limit("sign-ins of an account", 5, 300, strict=True)
SIGN_INS_FROM_A_DEVICE = Limit("sign-ins from a device", 5, 300, strict=True)
SIGN_INS_FROM_A_SOURCE = Limit("sign-ins from a source", 10, 60, strict=True)
REGISTRATIONS_FROM_A_SOURCE = Limit("registrations from a source", 20, 60)
REGISTRATION_MAILS = Limit("registration mails to an address", 5, 3_600, strict=True)
CODES_FROM_A_SOURCE = Limit("codes from a source", 20, 60, strict=True)
CODES_OF_AN_ADDRESS = Limit("codes of an address", 15, 3_600, strict=True)
CODE_MAILS_FROM_A_SOURCE = Limit("code mails from a source", 20, 60)
CODE_MAILS = Limit("code mails to an address", 5, 3_600, strict=True)
CODE_MAILS_FROM_A_DEVICE = Limit("code mails from a device", 5, 3_600, strict=True)
PASSKEYS_FROM_A_SOURCE = Limit("passkeys from a source", 20, 60, strict=True)
COOKIE_CHOICES_FROM_A_SOURCE = Limit("cookie choices from a source", 60, 3_600)
SHARED_PASSWORD = Limit("tries at the password of a page", 20, 300, strict=True)
RESETS_FROM_A_SOURCE = Limit("resets from a source", 20, 60)
RESET_MAILS = Limit("reset mails to an address", 3, 3_600, strict=True)

OF_AN_ADDRESS = (SIGN_INS_OF_AN_ACCOUNT, REGISTRATION_MAILS, CODES_OF_AN_ADDRESS, RESET_MAILS)
"""Those that count by the address itself."""

_COUNT = """
INSERT INTO readers_tally AS t (key, count, ends) VALUES (%(key)s, 1, %(fresh)s)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN t.ends <= %(now)s THEN 1 WHEN t.count <= %(most)s THEN t.count + 1 ELSE t.count END,
  ends = CASE WHEN t.ends <= %(now)s OR (%(strict)s AND t.count < %(most)s) THEN %(fresh)s ELSE t.ends END
RETURNING count, ends
"""


def count(limit: Limit, who: str) -> None:
    """Count one try of ``who``. Raises TooManyTries when it is one too many; that one is not to be made."""
    wait = _wait(limit, who)
    if wait is not None:
        raise TooManyTries(timedelta(seconds=wait))


def count_each(tries: Sequence[tuple[Limit, str]]) -> None:
    """
    Like ``count`` for one after the other, in one transaction: those behind a try that is one too many are not counted.
    """
    wait: float | None = None
    with transaction.atomic():
        for limit, who in tries:
            wait = _wait(limit, who)
            if wait is not None:
                break
    if wait is not None:
        raise TooManyTries(timedelta(seconds=wait))


def allows(limit: Limit, who: str) -> bool:
    """Count one try of ``who``; whether it may be made. For limits that nobody is told of."""
    return _wait(limit, who) is None


def give_back(limit: Limit, who: str) -> None:
    """The try counted last was none after all."""
    Tally.objects.filter(key=_key(limit, who), count__gt=0).update(count=F("count") - 1)


def start_anew(limit: Limit, who: str) -> None:
    """Forget the tries of ``who``: they have shown that they are the one they say."""
    Tally.objects.filter(key=_key(limit, who)).delete()


def counted_of(address: str) -> list[tuple[str, int]]:
    """What is counted of ``address`` now: the limit's name, and how often."""
    kept = dict(
        Tally.objects.filter(
            key__in=[_key(limit, address) for limit in OF_AN_ADDRESS], ends__gt=time.time()
        ).values_list("key", "count")
    )
    return [(limit.name, kept[key]) for limit in OF_AN_ADDRESS if (key := _key(limit, address)) in kept]


def forget(address: str) -> None:
    """Forget what is counted of ``address``."""
    Tally.objects.filter(key__in=[_key(limit, address) for limit in OF_AN_ADDRESS]).delete()


def forget_old() -> int:
    """Delete the counts whose time has run out; how many there were."""
    return Tally.objects.filter(ends__lt=time.time()).delete()[0]


def _wait(limit: Limit, who: str) -> float | None:
    now = time.time()
    values: dict[str, str | float | bool] = {
        "key": _key(limit, who),
        "now": now,
        "fresh": now + limit.per,
        "most": limit.most,
        "strict": limit.strict,
    }
    ((counted, ends),) = ask(_COUNT, values)
    if counted <= limit.most:
        return None
    note(Event.LIMIT, "refused", limit=limit.name)
    return max(0.0, ends - now)


def _key(limit: Limit, who: str) -> str:
    return salted_hmac("standfirst.readers.limits", f"{limit.name}\0{who}", algorithm="sha256").hexdigest()
