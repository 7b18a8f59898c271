"""Spending the allowance: one transaction looks at the meter and writes the unlock, or does not."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from standfirst.access.announcing import unlocked
from standfirst.access.levels import Tier
from standfirst.access.models import Meter, MeterRules, Unlock, rules_in_force
from standfirst.access.periods import Period
from standfirst.access.policy import Allowances, Visitor


@dataclass(slots=True)
class Held:
    """What a reader has unlocked in the period: article ids, and when each was."""

    articles: dict[int, datetime] = field(default_factory=dict)

    @property
    def grants(self) -> frozenset[int]:
        return frozenset(self.articles)

    @property
    def used(self) -> int:
        return len(self.articles)

    def as_visitor(self, tier: Tier) -> Visitor:
        """The reader of ``tier`` who holds this."""
        return Visitor(tier, grants=self.grants, used=self.used)


@dataclass(frozen=True, slots=True)
class Wish:
    """``subject`` wants to open ``article``."""

    subject: uuid.UUID
    article: int


def held_by(subject: uuid.UUID, *, now: datetime | None = None, span: Period | None = None) -> Held:
    """What ``subject`` has unlocked in the period that ``now`` lies in."""
    moment = now or timezone.now()
    span = span or rules_in_force().span
    return _held([subject], span.begins(moment), moment)[subject]


def unlock(
    wishes: Sequence[Wish], *, now: datetime | None = None, rules: MeterRules | None = None
) -> dict[uuid.UUID, Held]:
    """
    Spend for each wish what the allowance still gives, in their order; what each subject holds afterwards.

    An article that is unlocked already costs nothing. One transaction for all: whatever races, nobody gets one too
    many. ``rules``: those in force, for who has just read them.
    """
    moment, rules = now or timezone.now(), rules or rules_in_force()
    with transaction.atomic():
        subjects = sorted({wish.subject for wish in wishes})
        lock_meters(subjects)
        held = _held(subjects, rules.span.begins(moment), moment)
        rows = _spent(wishes, held, rules.allowances, moment)
        Unlock.objects.bulk_create(rows)
        if rows:
            _announce(rows, held, rules.allowances)
    return held


def _announce(rows: Sequence[Unlock], held: dict[uuid.UUID, Held], allowances: Allowances) -> None:
    last = {row.subject: row.article for row in rows if held[row.subject].used >= allowances.registered}
    articles = [row.article for row in rows]
    # Robust: who counts must not undo what is committed, nor keep the reader from the text.
    transaction.on_commit(partial(unlocked.send_robust, None, articles=articles, used_up=list(last.values())))


def lock_meters(subjects: Sequence[uuid.UUID]) -> None:
    """
    Let nobody else spend or give for ``subjects`` until the transaction that is open ends.

    In one order for all, so that two transactions never wait for each other.
    """
    if not connection.features.has_select_for_update:
        return  # SQLite: whoever writes is alone from the beginning of the transaction
    Meter.objects.bulk_create([Meter(subject=subject) for subject in subjects], ignore_conflicts=True)
    list(Meter.objects.select_for_update().filter(subject__in=subjects).order_by("subject"))


def _held(subjects: Iterable[uuid.UUID], begins: datetime, now: datetime) -> dict[uuid.UUID, Held]:
    held: dict[uuid.UUID, Held] = defaultdict(Held, {subject: Held() for subject in subjects})
    # Not only what is past: a clock that was set back must not give a second allowance.
    rows = Unlock.objects.filter(subject__in=list(held), at__gte=begins).order_by("at")
    for subject, article, at in rows.values_list("subject", "article", "at"):
        held[subject].articles.setdefault(article, at)
    return held


def _spent(wishes: Sequence[Wish], held: dict[uuid.UUID, Held], allowances: Allowances, now: datetime) -> list[Unlock]:
    rows = []
    for wish in wishes:
        mine = held[wish.subject]
        if wish.article not in mine.articles and mine.used < allowances.registered:
            mine.articles[wish.article] = now
            rows.append(Unlock(subject=wish.subject, article=wish.article, at=now))
    return rows
