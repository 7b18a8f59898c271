"""A reader's record, as staff see it: what every room holds, the newest of it, and how the meter stands."""

from dataclasses import dataclass
from itertools import islice

from django.utils import timezone

from standfirst.access.levels import Tier
from standfirst.access.models import rules_in_force
from standfirst.access.subscribing import Standing, standing_of
from standfirst.access.unlocking import held_by
from standfirst.holdings import Holding
from standfirst.readers.models import Reader
from standfirst.rights.archiving import person_of
from standfirst.rights.writing import for_people, in_reading_order

SHOWN = 20
"""Rows of one kind that the record shows."""
_SAID_ABOVE = {"account", "notes", "bans"}


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing. ``rows`` are texts in the order of ``columns``; ``more``: there are others."""

    key: str
    name: str
    columns: list[str]
    rows: list[list[object]]
    more: bool


@dataclass(frozen=True, slots=True)
class Meter:
    """How many of the allowance are used in the period."""

    used: int
    of: int


def parts_of(reader: Reader) -> list[Part]:
    """What is held of ``reader``, but for what the page says at its top; empty kinds last."""
    person = person_of(reader)
    parts = [_part(holding, list(islice(holding.export(person), SHOWN + 1))) for holding in _shown()]
    return sorted(parts, key=lambda part: not part.rows)


def standing(reader: Reader) -> tuple[Standing, Meter | None]:
    """The tier, and the meter of those who have one."""
    now = standing_of(reader.subject)
    if now.tier is not Tier.REGISTERED:
        return now, None
    used = held_by(reader.subject, now=timezone.now()).used
    return now, Meter(used, rules_in_force().registered_allowance)


def _shown() -> list[Holding]:
    return [holding for holding in in_reading_order() if holding.key not in _SAID_ABOVE]


def _part(holding: Holding, rows: list[dict[str, object]]) -> Part:
    columns = [name.replace("_", " ") for name in (rows[0] if rows else {})]
    texts = [[for_people(value) for value in row.values()] for row in rows[:SHOWN]]
    return Part(f"held-{holding.key}", str(holding.name), columns, texts, len(rows) > SHOWN)
