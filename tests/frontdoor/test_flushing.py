"""Flushing: what gathers is written off the loop, comes back when it could not be, and goes out at the end."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from standfirst.frontdoor.counts import Batch, Counted, Counts
from standfirst.frontdoor.flushing import Flushing, Sink
from tests.frontdoor.stage import Newsroom, a_house, exchange, played, request, served


@dataclass
class Pile:
    """A sink that gathers words."""

    name: str = "words"
    words: list[str] = field(default_factory=list)
    written: list[list[str]] = field(default_factory=list)
    writing: Callable[[], object] = field(default=lambda: None)

    @property
    def sink(self) -> Sink:
        return Sink(self.name, self.gather, self.write, self.put_back)

    def gather(self) -> list[str] | None:
        taken, self.words = self.words, []
        return taken or None

    def write(self, batch: list[str]) -> None:
        self.writing()
        self.written.append(batch)

    def put_back(self, batch: list[str]) -> None:
        self.words = batch + self.words


def fails() -> None:
    raise OSError("the database is down")


def test_what_has_gathered_is_written_once_and_nothing_where_nothing_has() -> None:
    pile, empty = Pile(words=["a", "b"]), Pile("none")

    async def scene() -> None:
        flushing = Flushing([pile.sink, empty.sink])
        await flushing.flush()
        await flushing.end()

    played(scene)
    assert pile.written == [["a", "b"]]
    assert empty.written == []


def test_what_could_not_be_written_goes_with_the_next() -> None:
    pile = Pile(words=["a"], writing=fails)

    async def scene() -> None:
        flushing = Flushing([pile.sink])
        await flushing.flush()
        pile.words.append("b")
        await flushing.flush()
        pile.writing = lambda: None
        await flushing.end()

    played(scene)
    assert pile.written == [["a", "b"]]


def test_a_sink_that_hangs_keeps_no_other_waiting_and_the_end_does_not_wait_for_it() -> None:
    stuck = threading.Event()
    slow, quick = Pile("slow", ["a"], writing=lambda: stuck.wait(20)), Pile("quick", ["a"])

    async def scene() -> None:
        flushing = Flushing([slow.sink, quick.sink])
        flushing.begin()
        while not quick.written:
            await asyncio.sleep(0)
        quick.words.append("b")
        slow.words.append("b")
        while len(quick.written) < 2:
            await asyncio.sleep(0)
            flushing.begin()
        assert slow.words == ["b"]
        await flushing.end(within=0.05)
        stuck.set()

    played(scene)
    assert quick.written == [["a"], ["b"]]


def test_a_door_that_closes_writes_what_it_counted_last() -> None:
    newsroom, counts, written = Newsroom(), Counts(), list[Batch]()
    newsroom.publish("/a/")
    sink = Sink("counts", counts.gather, written.append, counts.put_back)

    async def scene() -> None:
        async with served(a_house(newsroom, counts=counts, sinks=[sink])) as port:
            for _ in range(3):
                await exchange(port, request("/a/"))

    played(scene)
    assert sum(numbers[Counted("full", 7)] for batch in written for numbers in batch.values()) == 3


def test_a_door_flushes_while_it_is_open() -> None:
    newsroom, counts, written = Newsroom(), Counts(), threading.Event()
    newsroom.publish("/a/")
    sink = Sink("counts", counts.gather, lambda batch: written.set(), counts.put_back)

    async def scene() -> None:
        async with served(a_house(newsroom, counts=counts, sinks=[sink])) as port:
            await exchange(port, request("/a/"))
            while not written.is_set():
                await asyncio.sleep(0.01)

    played(scene)
