"""What moderators did in a month: counted every night, shown to everybody under the rules."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db import transaction
from django.utils import timezone

from standfirst.discussion.models import (
    DECISIONS,
    RULES_TAG,
    Act,
    Appeal,
    Kind,
    MonthOfFigures,
    Report,
    Sanction,
    What,
)
from standfirst.generations.raising import raise_for

HOUR = 3
"""From when on the count of a night is due, by the publication's clock."""
SHOWN = 12
"""Months."""


@dataclass
class Figures:
    """``seconds``: the median time from when a comment came to the moderators until they decided; None: of nothing."""

    decided: int = 0
    published: int = 0
    rejected: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    seconds: int | None = None
    reports: int = 0
    reports_upheld: int = 0
    appeals: int = 0
    appeals_granted: int = 0
    sanctions: dict[str, int] = field(default_factory=dict)


def count_month(first: date) -> Figures:
    """Count the month that begins on ``first``, from the log."""
    begins, ends = _moments(first)
    found = Figures()
    codes: Counter[str] = Counter()
    waits: list[int] = []
    acts = Act.objects.filter(at__gte=begins, at__lt=ends, what__in=DECISIONS, undone_by=None, by__isnull=False)
    for what, reason, waited in acts.values_list("what", "reason", "waited").iterator():
        found.decided += 1
        if what == What.REJECT:
            found.rejected += 1
            codes[reason] += 1
        else:
            found.published += 1
        if waited is not None:
            waits.append(waited)
    found.reasons = dict(codes.most_common())
    found.seconds = int(median(waits)) if waits else None
    reports = Report.objects.filter(answered_at__gte=begins, answered_at__lt=ends)
    found.reports, found.reports_upheld = reports.count(), reports.filter(upheld=True).count()
    appeals = Appeal.objects.filter(decided_at__gte=begins, decided_at__lt=ends)
    found.appeals, found.appeals_granted = appeals.count(), appeals.filter(upheld=False).count()
    kinds = Counter(Sanction.objects.filter(at__gte=begins, at__lt=ends).values_list("kind", flat=True))
    found.sanctions = {kind: kinds[kind] for kind in Kind.values if kinds[kind]}
    return found


def count_if_due(now: datetime | None = None) -> list[date]:
    """The months that are counted tonight, if that has not happened yet: this one, and the last as long as it needs."""
    local = timezone.localtime(now or timezone.now())
    if local.hour < HOUR:
        return []
    this = local.date().replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    counted = []
    for first in (last, this):
        made = MonthOfFigures.objects.filter(month=first).values_list("made_at", flat=True).first()
        if made is not None and (timezone.localtime(made).date() == local.date() or _is_over(first, made)):
            continue
        keep_month(first, local)
        counted.append(first)
    return counted


def keep_month(first: date, now: datetime) -> MonthOfFigures:
    """Count a month and keep it; the public page falls."""
    with transaction.atomic():
        kept, _ = MonthOfFigures.objects.update_or_create(
            month=first, defaults={"figures": vars(count_month(first)), "made_at": now}
        )
        raise_for(RULES_TAG)
    return kept


def months() -> list[tuple[date, Figures]]:
    """The last months that were counted and in which something was decided, the latest first."""
    rows = MonthOfFigures.objects.all()[:SHOWN]
    told = [(row.month, Figures(**row.figures)) for row in rows]
    return [(month, figures) for month, figures in told if any(_numbers(figures))]


def _numbers(figures: Figures) -> tuple[Any, ...]:
    return figures.decided, figures.reports, figures.appeals, figures.sanctions


def _moments(first: date) -> tuple[datetime, datetime]:
    after = (first + timedelta(days=32)).replace(day=1)
    zone = timezone.get_current_timezone()
    return datetime(first.year, first.month, 1, tzinfo=zone), datetime(after.year, after.month, 1, tzinfo=zone)


def _is_over(first: date, made: datetime) -> bool:
    """Whether it was counted after its end."""
    return made >= _moments(first)[1]
