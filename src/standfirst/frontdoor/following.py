"""Follows the log of changes, so that nothing is served from memory that the newest generation withdrew."""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from typing import Protocol

POLL_EVERY = 0.25
"""Seconds between two looks at the log, whatever the marker says: another machine's change moves no marker here."""
TRUSTED_FOR = 1.0
"""Seconds after a good look for which gated text is served without another one."""
STALE_FOR = 600.0
"""Seconds for which open pages and teasers are still served when the log cannot be read."""
_FORGETS_AFTER = 1_800.0
_REMEMBERED = 1_000

log = logging.getLogger(__name__)


class Changes(Protocol):
    """What ``standfirst.generations.reading.changes_since`` gives back."""

    @property
    def upto(self) -> int: ...
    @property
    def ids(self) -> tuple[int, ...]: ...
    @property
    def tags(self) -> tuple[str, ...]: ...


class Sight(Enum):
    """How far what we know of the log can be trusted."""

    CLEAR = auto()  # up to date
    BEHIND = auto()  # look first, then decide
    BLIND = auto()  # the log cannot be read, but nothing says that something changed
    LOST = auto()  # the log cannot be read, and something changed or it has been too long


_CLEAR = Sight.CLEAR


class Following:
    """
    Applies changes by calling ``apply`` with the raised tags, on the loop's thread.

    ``marker`` is read at every request and must be cheap. ``newest`` and ``changes`` ask the database and run in a
    thread of their own; whatever they raise counts as "cannot be read".
    """

    def __init__(
        self,
        *,
        marker: Callable[[], int],
        newest: Callable[[], int],
        changes: Callable[[int], Changes],
        apply: Callable[[frozenset[str]], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._marker = marker
        self._newest = newest
        self._changes = changes
        self._apply = apply
        self._clock = clock
        self._seen: int | None = None
        self._applied_ids: frozenset[int] = frozenset()
        self._applied_marker = -1
        self._looked_at = self._clear_until = -_FORGETS_AFTER
        self._failing = False
        self._look: asyncio.Task[bool] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="following")
        self._recent: list[tuple[int, frozenset[str]]] = []
        self.epoch = 0

    def sight(self) -> Sight:
        """What may be said from memory at this moment."""
        unmoved = self._marker() == self._applied_marker
        if unmoved and self._clock() <= self._clear_until:
            return _CLEAR
        if not self._failing:
            return Sight.BEHIND
        return Sight.BLIND if unmoved and self._clock() - self._looked_at <= STALE_FOR else Sight.LOST

    async def look(self) -> None:
        """Read the log and apply what is new. Returns within a second, even when the database does not."""
        if self._look is None or self._look.done():
            self._look = asyncio.get_running_loop().create_task(self._read())
        done, _ = await asyncio.wait({self._look}, timeout=TRUSTED_FOR)
        if not done:
            self._failing = True

    async def poll(self) -> None:
        """Look four times a second, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(POLL_EVERY)

    def raised_since(self, epoch: int, tags: frozenset[str]) -> bool:
        """Whether one of ``tags``, or everything, was raised after ``epoch``; yes when that is too long ago to tell."""
        if self.epoch == epoch:
            return False
        if not self._recent or self._recent[0][0] > epoch + 1:
            return True
        wanted = tags | {"site"}
        return any(number > epoch and wanted & raised for number, raised in self._recent)

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _read(self) -> bool:
        marker = self._marker()
        started = self._clock()
        loop = asyncio.get_running_loop()
        try:
            if self._seen is None:
                self._seen = await loop.run_in_executor(self._thread, self._newest)
            changes = await loop.run_in_executor(self._thread, self._changes, self._seen)
        except Exception as error:  # noqa: BLE001
            # Any failure means the same here: we do not know what changed. The wall stays closed until we do.
            if not self._failing:
                log.warning("the log of changes cannot be read: %s", error)
            self._failing = True
            return False
        self._take(changes, away=started - self._looked_at)
        self._applied_marker = marker
        self._looked_at = started
        self._clear_until = started + TRUSTED_FOR
        self._failing = False
        return True

    def _take(self, changes: Changes, *, away: float) -> None:
        tags = frozenset(tag for pk, tag in zip(changes.ids, changes.tags, strict=True) if pk not in self._applied_ids)
        if away >= _FORGETS_AFTER:
            # Lines are deleted after an hour; who was away that long may have missed one.
            tags |= {"site"}
        self._seen = changes.upto
        self._applied_ids = frozenset(changes.ids)
        if tags:
            self.epoch += 1
            self._recent.append((self.epoch, tags))
            del self._recent[:-_REMEMBERED]
            self._apply(tags)
