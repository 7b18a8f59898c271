"""
Argon2id in a small pool: hashing costs memory and a core, so only a few run at once in a process, and few may wait.

Parameters: 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet, the first of its Argon2id settings).
"""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cache
from typing import ParamSpec, TypeVar

from argon2.low_level import Type, hash_secret_raw
from django.contrib.auth.hashers import Argon2PasswordHasher

from standfirst.refusals import Busy

AT_ONCE = 1
"""
Hashes that run at the same time in one process: with a web process a core every core has one. Two on one core push each
other out of its cache.
"""
WAITING = 16
"""Hashes that may wait for their turn: at 25 ms each the last waits less than half a second. More are refused."""
_GIVES_WAY = 10
"""How nice the threads are that hash: guesses as fast as they can be sent slow nobody who reads."""

OF_THE_HOUSE = "argon2$argon2id$v=19$m=19456,"
"""How every hash begins that was made here."""

_places = threading.BoundedSemaphore(AT_ONCE + WAITING)
Made = TypeVar("Made")
Told = ParamSpec("Told")


def in_turn(work: Callable[Told, Made], *args: Told.args, **kwargs: Told.kwargs) -> Made:
    """What ``work`` gives, done in a thread that hashes. Raises Busy, at once, when too many wait already."""
    if not _places.acquire(blocking=False):
        raise Busy(timedelta(seconds=2))
    try:
        return _threads(os.getpid()).submit(work, *args, **kwargs).result()
    finally:
        _places.release()


@cache
def _threads(process: int) -> ThreadPoolExecutor:
    """Those of this process: a process that was forked has none of its parent's."""
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="hashing", initializer=_give_way)


def _give_way() -> None:
    # Linux counts every thread for itself; elsewhere the call would slow the whole process.
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _GIVES_WAY)


class PooledArgon2Hasher(Argon2PasswordHasher):
    """Django's Argon2 hasher with our cost and a bounded number at once. Raises Busy."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        return in_turn(super().encode, password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        return in_turn(super().verify, password, encoded)


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
        in_turn(hash_secret_raw, b"nobody", b"standfirst-equal", units, 102_400, 8, 32, Type.ID)
