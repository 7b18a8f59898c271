"""
How often something may be tried. Counted in the database by one statement, so a limit is exact however many processes
ask at once.

A try is counted before it is made and given back when it turns out not to count (a right password): so never more are
made than the limit allows.
"""

import time
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import F
from django.utils.crypto import salted_hmac

from standfirst.readers.models import Tally
from standfirst.refusals import TooManyTries


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
SHARED_PASSWORD = Limit("tries at the password of a page", 20, 300, strict=True)
RESETS_FROM_A_SOURCE = Limit("resets from a source", 20, 60)
RESET_MAILS = Limit("reset mails to an address", 3, 3_600, strict=True)

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


def allows(limit: Limit, who: str) -> bool:
    """Count one try of ``who``; whether it may be made. For limits that nobody is told of."""
    return _wait(limit, who) is None


def give_back(limit: Limit, who: str) -> None:
    """The try counted last was none after all."""
    Tally.objects.filter(key=_key(limit, who), count__gt=0).update(count=F("count") - 1)


def start_anew(limit: Limit, who: str) -> None:
    """Forget the tries of ``who``: they have shown that they are the one they say."""
    Tally.objects.filter(key=_key(limit, who)).delete()


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
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        counted, ends = cursor.fetchone()
    return max(0.0, ends - now) if counted > limit.most else None


def _key(limit: Limit, who: str) -> str:
    return salted_hmac("standfirst.readers.limits", f"{limit.name}\0{who}", algorithm="sha256").hexdigest()
