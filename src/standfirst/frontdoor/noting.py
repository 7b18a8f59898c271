"""
What was decided at articles, in memory until the next flush. Who it was for is kept for that second alone, so that the
place of the article in their period can be told; what is written names nobody.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.policy import ANONYMOUS, Allowances, Reason, Visitor, decide
from standfirst.frontdoor.answers import Answers
from standfirst.frontdoor.counts import cut
from standfirst.frontdoor.entries import Entry
from standfirst.frontdoor.flushing import Sink

TOGETHER = 50
"""Decisions in one transaction, so that whoever has an article opened never waits long for the database."""
MOST_KEPT = 20_000
"""Decisions that differ and wait to be written; while they cannot be, what comes beyond that is not noted."""
UNCONFIRMED = "unconfirmed"
"""What the tier of a reader is called whose address is not confirmed yet."""


class Noted(NamedTuple):
    """
    One kind of decision. ``moment``: when, in seconds since 1970, as ``cut``. ``allowance``: how many of such
    articles the visitor's tier may open. ``subject`` (16 bytes) and ``grants``, what they had opened before, only where
    the meter decides about somebody with an account.
    """

    moment: int
    article: int
    section: int
    level: str
    tier: str
    reason: str
    used: int = 0
    allowance: int = 0
    subject: bytes = b""
    grants: tuple[int, ...] = ()


Seen = dict[tuple[Entry, Answers, bytes | None, Visitor | None], int]
"""
How often it was decided for whoever sent a line of cookies (None: nobody we know), and who they had become by then
where one of the allowance was to be spent.
"""


@dataclass(slots=True)
class Batch:
    """What came together: ``seen`` by the front door, still with the line of cookies, and what is ready ``noted``."""

    moment: int
    seen: Seen = field(default_factory=dict)
    noted: dict[Noted, int] = field(default_factory=dict)


class Who(Protocol):
    """Tells from a line of cookies who sent it."""

    def who(self, cookie: bytes, now: float) -> Visitor | None: ...
    def carrier_of(self, cookie: bytes) -> tuple[bytes, int]: ...


class Notes:
    """
    The decisions of one process. ``now`` belongs to the thread that serves, which adds to it at every article; other
    threads call ``add``.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.now: Seen = {}
        self._clock = clock
        self._from_threads: deque[Noted] = deque(maxlen=MOST_KEPT)
        self._kept: dict[Noted, int] = {}

    def add(self, noted: Noted) -> None:
        """Note what was decided in another thread."""
        self._from_threads.append(noted)

    def gather(self) -> Batch | None:
        """All that was noted since the last time, and what came back; None when that is nothing."""
        batch = Batch(cut(self._clock()), self.now.copy(), self._kept)
        self.now.clear()
        self._kept = {}
        while self._from_threads:
            noted = self._from_threads.popleft()
            batch.noted[noted] = batch.noted.get(noted, 0) + 1
        return batch if batch.seen or batch.noted else None

    def put_back(self, batch: Batch) -> None:
        """Take back what could not be written. What is still in cookies is let go: they are not ours to collect."""
        for noted, number in batch.noted.items():
            if noted in self._kept or len(self._kept) < MOST_KEPT:
                self._kept[noted] = self._kept.get(noted, 0) + number


def noting_sink(
    notes: Notes,
    visitors: Who,
    record: Callable[[dict[Noted, int]], object],
    *,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], object] = time.sleep,
) -> Sink:
    """
    Flushes ``notes`` to ``record``, which runs in a thread and raises when it cannot: a few at a time, and then leaves
    the database to others for as long as that took.
    """

    def write(batch: Batch) -> None:
        read(batch, visitors)
        for some in _a_few_at_a_time(batch.noted):
            began = clock()
            record(some)
            for noted in some:
                del batch.noted[noted]
            if batch.noted:
                pause(clock() - began)

    return Sink("what was decided", notes.gather, write, notes.put_back)


def _a_few_at_a_time(noted: Mapping[Noted, int]) -> Iterator[dict[Noted, int]]:
    """In pieces of ``TOGETHER``. What one reader opened stands before what was refused to them afterwards."""
    ordered = sorted(noted, key=lambda one: (one.moment, one.subject, one.used))
    for first in range(0, len(ordered), TOGETHER):
        yield {one: noted[one] for one in ordered[first : first + TOGETHER]}


def read(batch: Batch, visitors: Who) -> None:
    """Tell from the cookies of ``batch`` what was decided for whom; then they are forgotten."""
    for (entry, answers, cookie, after), number in batch.seen.items():
        # Time does not matter: the front door has just let this pass decide.
        before = ANONYMOUS if cookie is None else visitors.who(cookie, 0)
        if before is None:
            continue
        shown = answers.counted is not None and answers.counted.kind == Variant.FULL.value
        visitor = as_decided(before, after, shown=shown)
        noted = noted_of(
            entry.level,
            entry.article,
            entry.plan.section,
            visitor,
            entry.allowances,
            moment=batch.moment,
            shown=shown,
            subject=visitors.carrier_of(cookie)[0] if cookie and is_metered(entry.level, visitor) else b"",
        )
        if noted is not None:
            batch.noted[noted] = batch.noted.get(noted, 0) + number
    batch.seen.clear()


def as_decided(before: Visitor, after: Visitor | None, *, shown: bool) -> Visitor:
    """
    The visitor as the meter knew them when it decided: who they were ``before`` if one was spent just now, else who it
    told they are (``after``), for the cookie of one browser does not know what another has opened.
    """
    return before if after is None or (shown and after.used == before.used + 1) else after


def noted_of(
    level: Level,
    article: int,
    section: int,
    visitor: Visitor,
    allowances: Allowances,
    *,
    moment: int,
    shown: bool,
    subject: bytes,
) -> Noted | None:
    """
    What to note of ``visitor``, as the meter knew them when it decided. ``shown``: the whole article was. None where
    one of the allowance was to be spent and was not: nobody could tell then.
    """
    decision = decide(level, article, visitor, allowances)
    if decision.unlocks and not shown:
        return None
    # Whoever sits in the network of an institution reads all that a subscriber does.
    tier = Tier.SUBSCRIBER if visitor.institution else visitor.tier
    anonymous = tier is Tier.ANONYMOUS
    noted = Noted(
        moment,
        article,
        section,
        level.value,
        UNCONFIRMED if visitor.provisional and tier is not Tier.SUBSCRIBER else tier.value,
        decision.trace[-1].name,
    )
    if visitor.provisional or tier is Tier.SUBSCRIBER or (anonymous and level is not Level.REGISTERED):
        return noted
    if Reason.GIFT in decision.trace:
        return noted
    noted = noted._replace(used=visitor.used, allowance=allowances.anonymous if anonymous else allowances.registered)
    # Who is asked first has not come to the article before they say yes.
    if is_metered(level, visitor) and Reason.ASKED not in decision.trace:
        return noted._replace(subject=subject, grants=tuple(sorted(visitor.grants)))
    return noted


def is_metered(level: Level, visitor: Visitor) -> bool:
    """Whether the meter of an account decides."""
    account = visitor.tier is Tier.REGISTERED and not visitor.provisional
    return account and level is Level.PREMIUM and not visitor.institution
