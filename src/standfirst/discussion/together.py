"""
What several threads want to write at the same moment, in one transaction.

SQLite lets one write at a time, and each commit waits for the disk: whoever comes while one writes goes together into
the next transaction, each in a savepoint of its own, so that one who is refused takes nothing from the others. Other
databases let them write side by side, and there each has its own transaction.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import OperationalError, connection, transaction

T = TypeVar("T")

AT_ONCE = 16
"""So many go into one transaction: nobody waits long for the others."""


class _Job:
    """One that waits: its work, and what came of it."""

    __slots__ = ("done", "error", "leads", "result", "work")

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.done = threading.Event()
        self.leads = False
        self.result: Any = None
        self.error: BaseException | None = None


_lock = threading.Lock()
_waiting: deque[_Job] = deque()
_busy = False


def write(work: Callable[[], T]) -> T:
    """
    Run ``work`` in a transaction and give what it gives, once that is on the disk. Raises what it raises; then nothing
    of it is kept. It may run in another thread than this one.
    """
    global _busy
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return _alone(work)
    job = _Job(work)
    with _lock:
        _waiting.append(job)
        job.leads = not _busy
        _busy = True
    if not job.leads:
        job.done.wait()
    if job.leads:
        _lead()
    if job.error is not None:
        raise job.error
    result: T = job.result
    return result


def _alone(work: Callable[[], T]) -> T:
    try:
        with transaction.atomic():
            return work()
    except OperationalError as error:
        # Rows are locked in one order, but for the rarest meetings. The database has ended one of the two: once more.
        if connection.in_atomic_block or "deadlock detected" not in str(error):
            raise
    with transaction.atomic():
        return work()


def _lead() -> None:
    """Write for those who wait, this thread among them, and let the next who came meanwhile lead."""
    global _busy
    with _lock:
        jobs = [_waiting.popleft() for _ in range(min(AT_ONCE, len(_waiting)))]
    try:
        _write(jobs)
    finally:
        with _lock:
            _busy = bool(_waiting)
            if _waiting:
                _waiting[0].leads = True
                _waiting[0].done.set()
        for job in jobs:
            job.leads = False
            job.done.set()


def _write(jobs: list[_Job]) -> None:
    try:
        with transaction.atomic():
            if len(jobs) == 1:
                # Nobody to be kept from harm.
                jobs[0].result = jobs[0].work()
                return
            for job in jobs:
                try:
                    with transaction.atomic():
                        job.result = job.work()
                except Exception as error:  # noqa: BLE001  it is raised where it belongs
                    job.error = error
    except BaseException as error:
        # What was written is gone, of all of them.
        for job in jobs:
            job.error = job.error or error
        if not isinstance(error, Exception):
            raise
