"""
What other rules would have made of the decisions that were recorded. Pure.

What is recorded names no reader, so some answers are known only between two numbers: what would have met a wall
whatever each reader had opened before, and what may have.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from math import inf
from typing import NamedTuple

from standfirst.access.levels import Level, Tier, Variant
from standfirst.newsroom.levels import Rule, placed

HOUR = timedelta(hours=1)
UNCONFIRMED = "unconfirmed"
REFUSED = frozenset({"SPENT", "NO_ALLOWANCE", "ANONYMOUS", "UNCONFIRMED"})
"""The reasons of a wall."""
ONE_MORE = frozenset({"ALLOWED", "ASKED"})
"""The reasons where the article was the next of the allowance."""
BY_RULE = REFUSED | ONE_MORE | {"FREE", "TIER", "GRANT"}
"""What rules can change. Whatever else opened an article, a gift say, opens it under every rule."""


class Recorded(NamedTuple):
    """One row of ``access.models.Decision``."""

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
    number: int


@dataclass(frozen=True, slots=True)
class About:
    """An article as the rules see it. ``chosen``: it says itself for whom it is."""

    chosen: bool
    topics: frozenset[int]
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Rules to try. ``period``: ``month``, ``week``, or the number of days in a row."""

    anonymous: int
    registered: int
    period: str
    rules: tuple[Rule, ...]


class Unsure(Enum):
    """Why an answer lies between two numbers, for whoever asks."""

    NOBODY_KNOWN = (
        "People without an account are not told apart, so nobody knows how many articles each of them came to."
    )
    OTHER_ARTICLES = (
        "Other articles would have counted. Which of them a reader had opened before is not kept, for that would be a"
        " record of what somebody reads."
    )
    OTHER_PERIOD = (
        "Allowances would have been counted over other days. For readers with an account it is known how many Premium"
        " articles they had come to in the calendar month and in the calendar week, and nothing of other periods."
    )
    NOT_KNOWN = "For some visits it is not known how many articles the reader had come to before."


@dataclass(slots=True)
class Tally:
    """Decisions, how many ``met`` a wall, and how many would have: ``least`` for sure, ``most`` if all that may."""

    decisions: int = 0
    met: int = 0
    least: int = 0
    most: int = 0

    @property
    def exact(self) -> bool:
        return self.least == self.most

    def add(self, number: int, *, met: bool, least: bool, most: bool) -> None:
        """Take in ``number`` decisions of one kind."""
        self.decisions += number
        self.met += number * met
        self.least += number * least
        self.most += number * most


@dataclass(slots=True)
class Answer:
    """
    The whole, and by day, section id, tier and wall; ``unsure`` says why it is not one number. ``chosen``: how many of
    the decisions were about articles that say themselves for whom they are.
    """

    whole: Tally = field(default_factory=Tally)
    by_day: dict[str, Tally] = field(default_factory=dict)
    by_section: dict[int, Tally] = field(default_factory=dict)
    by_tier: dict[str, Tally] = field(default_factory=dict)
    by_wall: dict[Variant, Tally] = field(default_factory=dict)
    unsure: set[Unsure] = field(default_factory=set)
    chosen: int = 0


class _Kind(NamedTuple):
    """What is decided alike, whatever the article. ``now``: the level that the proposal gives it."""

    day: str
    section: int
    level: str
    now: str
    tier: str
    reason: str
    place: int
    used: int
    allowance: int
    same_period: bool
    chosen: bool


class _Verdict(NamedTuple):
    least: bool
    most: bool
    why: Unsure | None = None


_OPEN = _Verdict(False, False)
_WALL = _Verdict(True, True)


@dataclass(frozen=True, slots=True)
class _Mix:
    """Whether articles came to those that count for a tier's allowance, and whether some went."""

    come: bool
    gone: bool


def simulate(rows: Iterable[Recorded], proposal: Proposal, articles: Mapping[int, About], day_of: "DayOf") -> Answer:
    """What ``proposal`` would have made of ``rows``. ``articles``: those that are still there, by id."""
    kinds = _alike(rows, proposal, articles, day_of)
    mixes = {tier: _mix(kinds, tier, level) for tier, level in _METERED.items()}
    answer = Answer()
    for kind, number in kinds.items():
        verdict = _verdict(kind, proposal, mixes)
        answer.chosen += number * kind.chosen
        if verdict.why is not None:
            answer.unsure.add(verdict.why)
        met = kind.reason in REFUSED
        for tally in (
            answer.whole,
            answer.by_day.setdefault(kind.day, Tally()),
            answer.by_section.setdefault(kind.section, Tally()),
            answer.by_tier.setdefault(kind.tier, Tally()),
        ):
            tally.add(number, met=met, least=verdict.least, most=verdict.most)
        _add_walls(answer, kind, number, verdict, proposal)
    return answer


class DayOf:
    """The day of a moment as the publication's calendar shows it, worked out once an hour."""

    def __init__(self, zone: "object") -> None:
        self._zone = zone
        self._known: dict[datetime, str] = {}

    def __call__(self, at: datetime) -> str:
        day = self._known.get(at)
        if day is None:
            day = self._known[at] = at.astimezone(self._zone).date().isoformat()  # type: ignore[arg-type]
        return day


_METERED = {Tier.ANONYMOUS.value: Level.REGISTERED.value, Tier.REGISTERED.value: Level.PREMIUM.value}
"""Which articles each tier's allowance is spent on."""


def _alike(
    rows: Iterable[Recorded], proposal: Proposal, articles: Mapping[int, About], day_of: DayOf
) -> Counter[_Kind]:
    levels = _Levels(proposal.rules, articles)
    kinds: Counter[_Kind] = Counter()
    for row in rows:
        place = {"month": row.in_month, "week": row.in_week}.get(proposal.period, 0)
        same = row.period == proposal.period
        now = levels.of(row)
        about = articles.get(row.article)
        chosen = about is not None and about.chosen
        told = (row.level, now, row.tier, row.reason, place, row.used, row.allowance, same, chosen)
        kinds[_Kind(day_of(row.at), row.section, *told)] += row.number
    return kinds


class _Levels:
    """The level that rules give an article in an hour. What was said of an article is remembered while it holds."""

    def __init__(self, rules: tuple[Rule, ...], articles: Mapping[int, About]) -> None:
        self._rules = rules
        self._articles = articles
        self._known: dict[tuple[int, int], tuple[str, datetime, float]] = {}

    def of(self, row: Recorded) -> str:
        about = self._articles.get(row.article)
        if about is None or about.chosen:
            return row.level
        now = self._at(row, about, row.at)
        if now == row.level:
            return now
        # The article may have grown old enough within the hour; then both levels were right in it.
        later = self._at(row, about, row.at + HOUR)
        return row.level if later == row.level else now

    def _at(self, row: Recorded, about: About, at: datetime) -> str:
        known = self._known.get((row.article, row.section))
        if known is not None and known[1] <= at and at.timestamp() < known[2]:
            return known[0]
        published = about.published or at
        found = placed(self._rules, section=row.section or None, topics=about.topics, published=published, now=at)
        level = found.level.value
        if about.published is not None or found.until == inf:
            self._known[row.article, row.section] = (level, at, found.until)
        return level


def _mix(kinds: Iterable[_Kind], tier: str, level: str) -> _Mix:
    mine = [kind for kind in kinds if kind.tier == tier]
    return _Mix(
        come=any(kind.now == level != kind.level for kind in mine),
        gone=any(kind.level == level != kind.now for kind in mine),
    )


def _verdict(kind: _Kind, proposal: Proposal, mixes: Mapping[str, _Mix]) -> _Verdict:
    if kind.now == Level.FREE or kind.tier == Tier.SUBSCRIBER or kind.reason not in BY_RULE:
        return _OPEN
    if kind.tier == UNCONFIRMED:
        if kind.now == Level.REGISTERED:
            return _OPEN
        # The one Premium article at whose wall somebody registered is open to them.
        return _OPEN if kind.level == Level.PREMIUM and kind.reason not in REFUSED else _WALL
    metered = _METERED[kind.tier]
    if kind.now != metered:
        return _WALL if kind.tier == Tier.ANONYMOUS else _OPEN
    allowance = proposal.anonymous if kind.tier == Tier.ANONYMOUS else proposal.registered
    return _by_meter(kind, allowance, mixes[kind.tier]) if allowance else _WALL


def _by_meter(kind: _Kind, allowance: int, mix: _Mix) -> _Verdict:
    """Between which places the article stood for its reader, and so on which side of ``allowance``."""
    low, high = _places(kind)
    if mix.gone:
        low = min(low, 1)
    if mix.come:
        high = inf
    if low > allowance:
        return _WALL
    if high <= allowance:
        return _OPEN
    return _Verdict(False, True, _why(kind, mix))


def _places(kind: _Kind) -> tuple[float, float]:
    if kind.level != kind.now:
        return (kind.used + 1 if kind.same_period else 1), inf
    if kind.place:
        return kind.place, kind.place
    if not kind.same_period:
        return 1, inf
    if kind.reason in REFUSED:
        return kind.allowance + 1, inf
    if kind.reason in ONE_MORE:
        return kind.used + 1, kind.used + 1
    return 1, max(1, kind.allowance)


def _why(kind: _Kind, mix: _Mix) -> Unsure:
    if kind.tier == Tier.ANONYMOUS:
        return Unsure.NOBODY_KNOWN
    if mix.come or mix.gone:
        return Unsure.OTHER_ARTICLES
    return Unsure.NOT_KNOWN if kind.same_period else Unsure.OTHER_PERIOD


def _add_walls(answer: Answer, kind: _Kind, number: int, verdict: _Verdict, proposal: Proposal) -> None:
    met = kind.reason in REFUSED
    before = _wall(kind.level, kind.tier, kind.allowance) if met else None
    after = _wall(kind.now, kind.tier, proposal.registered) if verdict.most else None
    for wall in {before, after} - {None}:
        tally = answer.by_wall.setdefault(wall, Tally())  # type: ignore[arg-type]
        here = wall is after
        tally.add(number, met=wall is before, least=here and verdict.least, most=here and verdict.most)


def _wall(level: str, tier: str, allowance: int) -> Variant:
    if tier == UNCONFIRMED:
        return Variant.CONFIRM
    if tier == Tier.ANONYMOUS:
        return Variant.REGISTER
    return Variant.SPENT if allowance else Variant.PREMIUM
