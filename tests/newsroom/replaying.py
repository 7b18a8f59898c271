"""Readers with a memory: what each decision was, and what it would have been, by the policy itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.periods import Kind, Period
from standfirst.access.policy import Allowances, Visitor, decide
from standfirst.frontdoor.noting import noted_of
from standfirst.newsroom.levels import Rule, placed
from standfirst.newsroom.simulating import REFUSED, About, Proposal, Recorded

BEGINS = datetime(2026, 11, 1, tzinfo=UTC)
"""A Sunday: the week changes on the next day."""


@dataclass(frozen=True)
class Visit:
    """``who`` comes to ``article`` so many hours after ``BEGINS``."""

    hours: float
    who: str
    tier: Tier
    provisional: bool
    article: int


@dataclass
class Memory:
    """What one reader has opened, and come to, since ``since``."""

    since: datetime
    opened: list[int] = field(default_factory=list)
    came_to: list[int] = field(default_factory=list)

    def place(self, article: int) -> int:
        if article not in self.came_to:
            self.came_to.append(article)
        return self.came_to.index(article) + 1


class Newspaper:
    """Articles 1 to n, each in the section with its own number modulo three, published an hour apart before BEGINS."""

    def __init__(self, articles: int) -> None:
        self.about = {
            number: About(False, frozenset({number % 2 + 100}), BEGINS - timedelta(hours=number, minutes=30))
            for number in range(1, articles + 1)
        }

    def section(self, article: int) -> int:
        return article % 3 + 1

    def level(self, article: int, rules: Iterable[Rule], now: datetime) -> Level:
        about = self.about[article]
        assert about.published is not None
        section = self.section(article)
        return placed(list(rules), section=section, topics=about.topics, published=about.published, now=now).level


def truth(paper: Newspaper, visits: list[Visit], proposal: Proposal) -> int:
    """How many of ``visits`` meet a wall where each reader is remembered."""
    return sum(refused for refused, _ in _lived(paper, visits, proposal))


def recorded(paper: Newspaper, visits: list[Visit], in_force: Proposal) -> list[Recorded]:
    """What is kept of ``visits`` under the rules in force."""
    rows = Counter(row for _, row in _lived(paper, visits, in_force))
    return [row._replace(number=number) for row, number in rows.items()]


def _lived(paper: Newspaper, visits: list[Visit], rules: Proposal) -> Iterable[tuple[bool, Recorded]]:
    allowances = Allowances(rules.anonymous, rules.registered)
    memories: dict[tuple[str, str], Memory] = defaultdict(lambda: Memory(BEGINS - timedelta(days=400)))
    for visit in sorted(visits, key=lambda visit: visit.hours):
        now = BEGINS + timedelta(hours=visit.hours)
        mine = {kind: memories[visit.who, kind] for kind in ("month", "week")}
        for kind, memory in mine.items():
            begins = Period(Kind(kind)).begins(now)
            if memory.since < begins:
                memories[visit.who, kind] = mine[kind] = Memory(begins)
        meter = mine[rules.period]
        level = paper.level(visit.article, rules.rules, now)
        visitor = _visitor(visit, meter)
        decision = decide(level, visit.article, visitor, allowances)
        if decision.unlocks:
            meter.opened.append(visit.article)
        noted = noted_of(
            level,
            visit.article,
            paper.section(visit.article),
            visitor,
            allowances,
            moment=int(now.timestamp()),
            shown=decision.unlocks or decision.variant is Variant.FULL,
            subject=visit.who.encode(),
        )
        assert noted is not None
        in_month, in_week = (mine[kind].place(visit.article) if noted.subject else 0 for kind in ("month", "week"))
        told = (noted.level, noted.tier, noted.reason, in_month, in_week, 0 if in_month else noted.used)
        row = Recorded(now.replace(minute=0), visit.article, noted.section, *told, noted.allowance, rules.period, 1)
        yield noted.reason in REFUSED, row


def _visitor(visit: Visit, meter: Memory) -> Visitor:
    visitor = Visitor(visit.tier, provisional=visit.provisional)
    if visit.tier is Tier.SUBSCRIBER or visit.provisional:
        return visitor
    return replace(visitor, grants=frozenset(meter.opened), used=len(meter.opened))
