"""How often what was shown: plain numbers in memory, gathered once a second. Nothing here knows a reader."""

import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from standfirst.access.levels import Variant
from standfirst.frontdoor.plan import CachePlan

SPAN = 900
"""Seconds of one span. Every time zone in use begins its days at the start of a quarter of an hour."""
MOST_KEPT = 100_000
"""
Numbers kept while they cannot be written, some 20 MB. Beyond that the oldest are added up: which article and section
they belong to is forgotten, how many there were is not.
"""
_MOST_FROM_THREADS = 100_000


class Counted(NamedTuple):
    """
    What is counted: ``kind`` is a page's variant or the name of something that happened, ``article`` and ``section``
    are ids of pages (0: none). A plain ``str``, for the hash of a member of an enum is slow.
    """

    kind: str
    article: int = 0
    section: int = 0


def cut(moment: float) -> int:
    """A time in seconds since 1970, cut to ``SPAN``."""
    return int(moment) // SPAN * SPAN


Batch = dict[int, dict[Counted, int]]
"""Numbers by the start of their span, in seconds since 1970."""


def page_counted(plan: CachePlan, variant: Variant, content_type: str) -> Counted | None:
    """As what a page is counted each time it is shown; None for what nobody reads as a page: feeds, maps, data."""
    return Counted(variant.value, plan.article, plan.section) if content_type.startswith("text/html") else None


class Counts:
    """
    The numbers of one process. ``now`` belongs to the loop's thread, which adds to it at every page; other threads call
    ``add``. ``gather`` and ``put_back`` are for the loop's thread too.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.now: dict[Counted, int] = {}
        self._clock = clock
        self._from_threads: deque[Counted] = deque(maxlen=_MOST_FROM_THREADS)
        self._kept: Batch = {}

    def add(self, counted: Counted, times: int = 1) -> None:
        """Count from any thread."""
        self._from_threads.extend([counted] * times)

    def gather(self) -> Batch | None:
        """All that was counted since the last time, and what came back; None when that is nothing."""
        fresh = self.now.copy()
        self.now.clear()
        while self._from_threads:
            counted = self._from_threads.popleft()
            fresh[counted] = fresh.get(counted, 0) + 1
        if fresh:
            self.put_back({cut(self._clock()): fresh})
        batch, self._kept = self._kept, {}
        return batch or None

    def put_back(self, batch: Batch) -> None:
        """Take ``batch`` back, which could not be written: it goes with the next."""
        for span, numbers in batch.items():
            kept = self._kept.setdefault(span, {})
            for counted, number in numbers.items():
                kept[counted] = kept.get(counted, 0) + number
        self._make_room()

    def _make_room(self) -> None:
        held = sum(map(len, self._kept.values()))
        for span in sorted(self._kept):
            if held <= MOST_KEPT:
                return
            numbers = self._kept[span]
            added_up: dict[Counted, int] = {}
            for counted, number in numbers.items():
                bare = Counted(counted.kind)
                added_up[bare] = added_up.get(bare, 0) + number
            self._kept[span] = added_up
            held += len(added_up) - len(numbers)
