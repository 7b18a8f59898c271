"""Has allowances spent: what arrives while one transaction is under way goes together into the next."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Protocol

from standfirst.access.policy import Visitor

MOST_AT_ONCE = 200
"""Wishes in one transaction: who comes last waits for the transaction before and their own."""
MOST_WAITING = 5_000
"""Beyond that the wall stays where it is."""

log = logging.getLogger(__name__)


class Wish(NamedTuple):
    """
    ``visitor``, who is ``subject`` (16 bytes; zeros for nobody we know), opens ``article``. ``issued``: when their pass
    was, in seconds since 1970.
    """

    subject: bytes
    article: int
    visitor: Visitor
    issued: int = 0


class Outcome(Protocol):
    """Who the visitor is now, and the Set-Cookie value that tells the next request so."""

    @property
    def visitor(self) -> Visitor: ...
    @property
    def cookie(self) -> str: ...


SpendMany = Callable[[Sequence[Wish]], Sequence[Outcome]]


class Spending:
    """Calls ``spend`` with many wishes at a time, in a thread of its own. Belongs to one loop."""

    def __init__(self, spend: SpendMany) -> None:
        self._spend = spend
        self._waiting: list[tuple[Wish, asyncio.Future[Outcome | None]]] = []
        self._worker: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="spending")

    async def spend(self, wish: Wish) -> Outcome | None:
        """What became of ``wish``; None when nobody can tell: the wall stays."""
        if len(self._waiting) >= MOST_WAITING:
            return None
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome | None] = loop.create_future()
        self._waiting.append((wish, future))
        if self._worker is None or self._worker.done():
            self._worker = loop.create_task(self._work())
        return await future

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            outcomes: Sequence[Outcome | None]
            try:
                outcomes = await loop.run_in_executor(self._thread, self._spend, [wish for wish, _ in batch])
            except Exception:
                # Nothing was spent, so nothing is shown: the reader keeps the allowance and meets the wall.
                log.exception("%s articles could not be unlocked", len(batch))
                outcomes = [None] * len(batch)
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                if not future.done():
                    future.set_result(outcome)
