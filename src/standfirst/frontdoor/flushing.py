"""Hands what gathers in memory to whoever keeps it: once a second, in threads, and once more at the end."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

FLUSH_EVERY = 1.0
"""Seconds between two flushes: so much is lost of a process that is killed."""
LAST_WITHIN = 5.0
"""Seconds that the last flush may take when the process ends."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sink:
    """
    Something that gathers. ``gather`` gives what has come together (None: nothing) and forgets it; ``write`` keeps it
    for good, in a thread, and raises when it cannot; ``put_back`` gets it again then. ``gather`` and ``put_back`` are
    called on the loop's thread and must bound what they hold.
    """

    name: str
    gather: Callable[[], Any]
    write: Callable[[Any], object]
    put_back: Callable[[Any], object]


class Flushing:
    """
    Flushes ``sinks``, each on its own: one whose writing hangs keeps no other waiting. ``first`` is called before.
    """

    def __init__(self, sinks: Sequence[Sink], first: Callable[[], object] = lambda: None) -> None:
        self._sinks = tuple(sinks)
        self._first = first
        self._threads = ThreadPoolExecutor(max(1, len(self._sinks)), thread_name_prefix="flushing")
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._failing: set[str] = set()

    async def run(self, every: float = FLUSH_EVERY) -> None:
        """Flush every ``every`` seconds, until cancelled."""
        while True:
            await asyncio.sleep(every)
            self.begin()

    def begin(self) -> None:
        """Begin to flush each sink whose last flush has ended."""
        self._first()
        for sink in self._sinks:
            task = self._under_way.get(sink.name)
            if task is None or task.done():
                self._under_way[sink.name] = asyncio.get_running_loop().create_task(self._flush(sink))

    async def flush(self) -> None:
        """Flush everything that is here now; returns when that is done, well or not."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        self.begin()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def end(self, within: float = LAST_WITHIN) -> None:
        """Flush a last time and end the threads. What is not written after ``within`` seconds is lost."""
        try:
            await asyncio.wait_for(self.flush(), within)
        except TimeoutError:
            log.error("what was gathered in the last moments could not be written within %s seconds", within)
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _flush(self, sink: Sink) -> None:
        batch = sink.gather()
        if batch is None:
            return
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, sink.write, batch)
        except Exception as error:  # noqa: BLE001
            # Whatever it is, nothing that was gathered is thrown away for it.
            if sink.name not in self._failing:
                log.warning("%s cannot be written, they are kept: %s", sink.name, error)
            self._failing.add(sink.name)
            sink.put_back(batch)
        else:
            self._failing.discard(sink.name)
