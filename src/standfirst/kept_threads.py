"""
Threads for Django that are kept from one request to the next, each with its connection to the database.

Django by itself gives every request a new thread: it opens the database anew, and on SQLite reads the whole schema
before the first row.
"""

from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

from asgiref.sync import ThreadSensitiveContext
from django.db import connections

KEPT = 8
"""Threads of one process that wait for requests; more are made when they are needed and end afterwards."""


class KeptThread(ThreadPoolExecutor):
    """One thread, in which what needs the database is done one after the other."""

    def __init__(self) -> None:
        super().__init__(1, thread_name_prefix="django")
        self._last: Future[Any] | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._last = super().submit(fn, *args, **kwargs)
        return self._last

    @property
    def is_free(self) -> bool:
        """Whether nothing is done in it: a request whose reader has gone may go on for a while."""
        return self._last is None or self._last.done()

    def end(self) -> None:
        """Let go of the connections, when what is under way is done, and of the thread."""
        self.submit(connections.close_all)
        self.shutdown(wait=False)


class KeptThreads:
    """The threads of one process. Belongs to the loop that serves."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._free: list[KeptThread] = []

    @asynccontextmanager
    async def one(self) -> AsyncIterator[KeptThread]:
        """
        What asgiref runs as thread-sensitive inside runs in one thread, which belongs to nobody else meanwhile.

        The one that was used last comes first: its connection has what it needs in memory.
        """
        thread = self._free.pop() if self._free else KeptThread()
        try:
            async with ThreadSensitiveContext(executor=thread):
                yield thread
        finally:
            if thread.is_free and len(self._free) < self._kept:
                self._free.append(thread)
            else:
                thread.end()
