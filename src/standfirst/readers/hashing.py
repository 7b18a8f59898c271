"""
Argon2id in a small pool: hashing costs memory and a core, so only a few run at once in a process, and few may wait.

Parameters: 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet, the first of its Argon2id settings).
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from argon2.low_level import Type, hash_secret_raw
from django.contrib.auth.hashers import Argon2PasswordHasher

from standfirst.refusals import Busy

AT_ONCE = 2
"""Hashes that run at the same time in one process: one a core of a small machine."""
WAITING = 16
"""Hashes that may wait for their turn: at 25 ms each the last waits a fifth of a second. More are refused at once."""

OF_THE_HOUSE = "argon2$argon2id$v=19$m=19456,"
"""How every hash begins that was made here."""

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


class DjangoArgon2:
    """Argon2id at the cost of Django's own settings: 100 MiB, two passes, eight lanes. Checked by the hasher above."""

    work = "argon2-100-mib"
    _MARK = "argon2$argon2id$v=19$m=102400,t="

    @classmethod
    def made(cls, encoded: str) -> bool:
        """Whether ``encoded`` was made at that cost."""
        return encoded.startswith(cls._MARK)

    @classmethod
    def units(cls, encoded: str) -> int:
        """Passes."""
        return int(encoded.removeprefix(cls._MARK).partition(",")[0])

    @classmethod
    def spend(cls, units: int) -> None:
        """Do that many passes and forget the result. Raises Busy."""
        with turn():
            hash_secret_raw(b"nobody", b"standfirst-equal", units, 102_400, 8, 32, Type.ID)
