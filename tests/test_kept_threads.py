"""The threads that Django runs in: kept from one request to the next, never shared by two."""

import asyncio
import threading
from collections.abc import Awaitable, Callable

import pytest
from asgiref.sync import sync_to_async

from standfirst.kept_threads import KeptThreads

whose = sync_to_async(threading.get_ident, thread_sensitive=True)


def played(scene: Callable[[], Awaitable[object]]) -> None:
    asyncio.run(scene())  # type: ignore[arg-type]


def test_one_request_after_the_other_has_the_same_thread_from_beginning_to_end() -> None:
    threads = KeptThreads()

    async def request() -> int:
        async with threads.one():
            first = await whose()
            assert await whose() == first
            return first

    async def scene() -> None:
        assert len({await request() for _ in range(5)}) == 1
        assert await request() != threading.get_ident()

    played(scene)


def test_two_at_once_have_two_and_only_some_are_kept() -> None:
    threads = KeptThreads(kept=3)
    together = asyncio.Barrier(10)

    async def request() -> int:
        async with threads.one():
            mine = await whose()
            await together.wait()
            return mine

    async def scene() -> None:
        assert len(set(await asyncio.gather(*(request() for _ in range(10))))) == 10
        assert len(threads._free) == 3

    played(scene)


def test_a_thread_in_which_something_goes_on_is_not_given_to_another() -> None:
    threads, go_on = KeptThreads(), threading.Event()

    async def scene() -> None:
        async with threads.one() as busy:
            mine = await whose()
            busy.submit(go_on.wait, 10)
        async with threads.one():
            assert await whose() != mine
        go_on.set()

    played(scene)


def test_what_goes_wrong_in_a_request_does_not_cost_the_thread() -> None:
    threads = KeptThreads()

    async def scene() -> None:
        with pytest.raises(ZeroDivisionError):
            async with threads.one():
                first = await whose()
                raise ZeroDivisionError
        async with threads.one():
            assert await whose() == first

    played(scene)
