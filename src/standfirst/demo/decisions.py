"""What was decided in the demo before anybody came: made-up readers, the same ones each time it is built."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from standfirst.access.levels import Level, Tier
from standfirst.access.models import Decision
from standfirst.access.periods import Kind, Period
from standfirst.access.policy import Allowances, Visitor
from standfirst.frontdoor.noting import noted_of
from standfirst.newsroom.levels import levels_of
from standfirst.newsroom.models import ArticlePage

DAYS = 35
READERS = 400
PASSERS_BY = 9_000
ALLOWANCES = Allowances(anonymous=0, registered=5)


class _Visit(NamedTuple):
    at: datetime
    who: int
    tier: Tier
    article: int
    section: int
    level: Level


def decide_beforehand(articles: Sequence[ArticlePage]) -> None:
    """Fill the last ``DAYS`` days with decisions at ``articles``, of which the newest are read the most."""
    chance = random.Random("The Aldermouth Courier")
    counted: Counter[tuple[object, ...]] = Counter()
    came_to: dict[tuple[int, str, datetime], list[int]] = {}
    for visit in sorted(_visits(articles, chance), key=lambda visit: visit.at):
        places = [_place(came_to, visit, Period(kind, zone=settings.TIME_ZONE)) for kind in (Kind.MONTH, Kind.WEEK)]
        counted[_decided(visit, *places)] += 1
    Decision.objects.bulk_create(
        [
            Decision(**dict(zip(_FIELDS, alike, strict=True)), period=Kind.MONTH.value, number=number)
            for alike, number in counted.items()
        ],
        batch_size=500,
    )


_FIELDS = ("at", "article", "section", "level", "tier", "reason", "in_month", "in_week", "used", "allowance")


def _visits(articles: Sequence[ArticlePage], chance: random.Random) -> Iterator[_Visit]:
    levels = levels_of(articles)
    told = [(article.pk, article.section_id or 0, levels[article.pk]) for article in articles]
    weights = [1 / (1 + place / 6) for place in range(len(told))]
    for who in range(READERS):
        tier = Tier.SUBSCRIBER if who % 8 == 0 else Tier.REGISTERED
        for article in chance.choices(told, weights, k=min(90, 1 + int(chance.expovariate(1 / 24)))):
            yield _Visit(_some_hour(chance), who, tier, *article)
    for article in chance.choices(told, weights, k=PASSERS_BY):
        yield _Visit(_some_hour(chance), -1, Tier.ANONYMOUS, *article)


def _some_hour(chance: random.Random) -> datetime:
    """More by day than by night, and more on a weekday."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    day = today - timedelta(days=chance.randrange(1, DAYS + 1))
    if day.weekday() > 4 and chance.random() < 0.35:
        day -= timedelta(days=2)
    return day.replace(hour=min(23, max(0, round(chance.gauss(13, 4.5)))))


def _place(came_to: dict[tuple[int, str, datetime], list[int]], visit: _Visit, period: Period) -> int:
    """The how-manieth Premium article this is for the reader in the period."""
    if visit.tier is not Tier.REGISTERED or visit.level is not Level.PREMIUM:
        return 0
    mine = came_to.setdefault((visit.who, period.kind.value, period.begins(visit.at)), [])
    if visit.article not in mine:
        mine.append(visit.article)
    return mine.index(visit.article) + 1


def _decided(visit: _Visit, in_month: int, in_week: int) -> tuple[object, ...]:
    opened_before = min(max(in_month - 1, 0), ALLOWANCES.registered)
    noted = noted_of(
        visit.level,
        visit.article,
        visit.section,
        Visitor(visit.tier, used=opened_before),
        ALLOWANCES,
        moment=int(visit.at.timestamp()),
        shown=True,
        subject=b"",
    )
    assert noted is not None
    told = (noted.level, noted.tier, noted.reason, in_month, in_week, 0 if in_month else noted.used, noted.allowance)
    return (visit.at, visit.article, visit.section, *told)
