"""
Argon2id in a small pool: hashing costs memory and a core, so only a few run at once in a process, and few may wait.

Parameters: 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet, the first of its Argon2id settings).
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.contrib.auth.hashers import Argon2PasswordHasher

from standfirst.refusals import Busy

AT_ONCE = 2
"""Hashes that run at the same time in one process: one a core of a small machine."""
WAITING = 16
"""Hashes that may wait for their turn: at 25 ms each the last waits a fifth of a second. More are refused at once."""

_places = threading.BoundedSemaphore(AT_ONCE + WAITING)
_turns = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """A place among those that hash. Raises Busy when too many wait already; never waits for a place."""
    if not _places.acquire(blocking=False):
        raise Busy(timedelta(seconds=2))
    try:
        with _turns:
            yield
    finally:
        _places.release()


class PooledArgon2Hasher(Argon2PasswordHasher):
    """Django's Argon2 hasher with our cost and a bounded number at once. Raises Busy."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with turn():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with turn():
            return super().verify(password, encoded)
