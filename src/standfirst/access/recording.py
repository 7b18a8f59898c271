"""Keeps what was decided at articles: in numbers, of nobody, for as long as the publication chose."""

import hashlib
import hmac
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from standfirst.access.models import Decision, MeterRules, Place, rules_in_force
from standfirst.access.periods import Kind, Period
from standfirst.frontdoor.noting import Noted

_CALENDAR = (Kind.MONTH, Kind.WEEK)
_AT_ONCE = 500
_MOST = 32_767
"""What a small integer holds on both databases."""
REFUSED = frozenset({"SPENT", "NO_ALLOWANCE", "ANONYMOUS", "UNCONFIRMED"})
"""The reasons that end in a wall; asking first is none."""


_ADD = """
INSERT INTO access_decision AS kept ({0}, number) VALUES {1}
ON CONFLICT ({0}) DO UPDATE SET number = kept.number + excluded.number
"""


class _Row(NamedTuple):
    """What makes decisions alike: the fields of ``Decision`` but for how many they are."""

    at: datetime
    article: int
    section: int
    level: str
    tier: str
    reason: str
    in_month: int
    in_week: int
    used: int
    allowance: int
    period: str


_COLUMNS = _Row._fields


class _Window(NamedTuple):
    """A calendar month or week: its name to the hash, when it ends, and whether allowances are counted by it."""

    name: str
    until: datetime
    in_force: bool


def record(noted: Mapping[Noted, int]) -> None:
    """Add ``noted`` to what is kept, in one transaction. Raises django.db.Error: then nothing was added."""
    rules = rules_in_force()
    period = in_words(rules.span)
    counted: Counter[_Row] = Counter()
    with transaction.atomic():
        places = _places([one for one in noted if one.subject], rules)
        for one, number in noted.items():
            in_month, in_week = places.get(one, (0, 0))
            # Where the place is known it says all, and the same for many readers.
            used = 0 if in_month else min(one.used, _MOST)
            at = _hour(one.moment)
            told = (one.level, one.tier, one.reason, in_month, in_week, used, one.allowance, period)
            counted[_Row(at, one.article, one.section, *told)] += number
        _add(counted)


def forget_old_decisions() -> int:
    """Delete the decisions that are old, and the places of periods that have ended; how many decisions there were."""
    now = timezone.now()
    Place.objects.filter(until__lte=now).delete()
    return Decision.objects.filter(at__lt=now - timedelta(days=settings.STANDFIRST_DECISIONS_DAYS)).delete()[0]


def in_words(span: Period) -> str:
    """``month``, ``week``, or the number of days in a row."""
    return str(span.days) if span.kind is Kind.ROLLING else span.kind.value


def _add(counted: Mapping[_Row, int]) -> None:
    columns = ", ".join(_COLUMNS)
    # In one order for all processes, so that two transactions never wait for each other.
    rows = [(*row, number) for row, number in sorted(counted.items())]
    with connection.cursor() as cursor:
        for first in range(0, len(rows), _AT_ONCE):
            some = rows[first : first + _AT_ONCE]
            values = ", ".join([f"({', '.join(['%s'] * (len(_COLUMNS) + 1))})"] * len(some))
            cursor.execute(_ADD.format(columns, values), [value for row in some for value in row])


def _places(metered: list[Noted], rules: MeterRules) -> dict[Noted, tuple[int, int]]:
    """The place of each article in the month and in the week of its reader; both are given where they are new."""
    found: dict[Noted, list[int]] = {one: [0, 0] for one in metered}
    for moment in sorted({one.moment for one in metered}):
        together = [one for one in metered if one.moment == moment]
        for which, kind in enumerate(_CALENDAR):
            window = _window(kind, datetime.fromtimestamp(moment, UTC), rules)
            numbers = _numbered(together, window)
            for one in together:
                found[one][which] = _as_decided(numbers[one], one) if window.in_force else numbers[one]
    return {one: (months, weeks) for one, (months, weeks) in found.items()}


def _hour(moment: int) -> datetime:
    """Its hour by the publication's clock, in UTC."""
    local = datetime.fromtimestamp(moment, ZoneInfo(settings.TIME_ZONE))
    return local.replace(minute=0, second=0).astimezone(UTC)


def _window(kind: Kind, moment: datetime, rules: MeterRules) -> _Window:
    span = Period(kind, zone=settings.TIME_ZONE)
    name = f"{kind.value} {span.begins(moment).isoformat()}"
    return _Window(name, span.ends(moment), rules.span.kind is kind)


def _as_decided(number: int, one: Noted) -> int:
    """A place that agrees with what was decided: recording may have begun, or rules changed, in mid-period."""
    return max(number, one.allowance + 1) if one.reason in REFUSED else max(1, min(number, one.allowance))


def _numbered(metered: list[Noted], window: _Window) -> dict[Noted, int]:
    how_many = {one: _token(window, one.subject, 0) for one in metered}
    _lock(set(how_many.values()), window)
    place_of = {one: _token(window, one.subject, one.article) for one in metered}
    opened = {
        one: [_token(window, one.subject, each) for each in one.grants] if window.in_force else [] for one in metered
    }
    known = _known({*how_many.values(), *place_of.values(), *chain.from_iterable(opened.values())})
    changed: dict[uuid.UUID, int] = {}

    def give(token: uuid.UUID, counter: uuid.UUID) -> None:
        if token not in known:
            known[counter] += 1
            known[token] = changed[token] = known[counter]
            changed[counter] = known[counter]

    # What was opened stands before what was refused afterwards, also where another process has yet to tell of it.
    for one in sorted(metered, key=lambda one: (one.reason in REFUSED, one.used)):
        for token in (*opened[one], place_of[one]):
            give(token, how_many[one])
    Place.objects.bulk_create(
        [Place(token=token, number=changed[token], until=window.until) for token in sorted(changed)],
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["token"],
        update_fields=["number"],
    )
    return {one: min(known[place_of[one]], _MOST) for one in metered}


def _lock(counters: Iterable[uuid.UUID], window: _Window) -> None:
    """In one order for all. On SQLite the writer is alone anyway."""
    tokens = sorted(counters)
    rows = [Place(token=token, number=0, until=window.until) for token in tokens]
    Place.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)
    for first in range(0, len(tokens), _AT_ONCE):
        some = tokens[first : first + _AT_ONCE]
        list(Place.objects.select_for_update().filter(token__in=some).order_by("token"))


def _known(tokens: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    wanted = list(tokens)
    known: dict[uuid.UUID, int] = {}
    for first in range(0, len(wanted), _AT_ONCE):
        rows = Place.objects.filter(token__in=wanted[first : first + _AT_ONCE])
        known.update(rows.values_list("token", "number"))
    return known


def _token(window: _Window, subject: bytes, article: int) -> uuid.UUID:
    told = window.name.encode() + b"\0" + subject + article.to_bytes(8, "big")
    return uuid.UUID(bytes=hmac.digest(_key(settings.SECRET_KEY), told, "sha256")[:16])


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"standfirst places\0" + secret.encode()).digest()
