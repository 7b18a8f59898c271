import asyncio
import json
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any

import pytest

from standfirst.live import hub as hubs
from standfirst.live.events import GONE, Told, told
from standfirst.live.hub import Hub, Unknown
from standfirst.live.listeners import BEAT, BEAT_EVERY, LASTS, MOST_UNREAD, Full, Listener, Room
from standfirst.live.topics import topic_at

TOPIC = "conversation:12"


class Wire:
    """A transport of which a test sees what was written, and how its connection ended."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.ended = ""
        self.unread = 0

    def write(self, data: bytes, /) -> None:
        assert not self.ended
        self.written.append(data)

    def close(self) -> None:
        self.ended = "closed"

    def abort(self) -> None:
        self.ended = "aborted"

    def is_closing(self) -> bool:
        return bool(self.ended)

    def get_write_buffer_size(self) -> int:
        return self.unread


class Newsroom:
    """Conversations as a dict; what is not in it is not public."""

    def __init__(self, **counts: int) -> None:
        self.counts = {"conversation:12": 3, **counts}
        self.asked: list[Sequence[str]] = []
        self.is_up = True

    def tell(self, topics: Sequence[str]) -> Mapping[str, Mapping[str, object]]:
        self.asked.append(topics)
        if not self.is_up:
            raise OSError("the database is down")
        return {topic: {"comments": self.counts[topic]} for topic in topics if topic in self.counts}


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "BETWEEN", 0)
    monkeypatch.setattr(hubs, "AGAIN_AFTER", 0)


def played(scene: Callable[[Hub, Newsroom], Coroutine[Any, Any, None]], room: Room | None = None) -> Newsroom:
    """Play ``scene`` with a hub that runs."""
    newsroom = Newsroom()

    async def whole() -> None:
        hub = Hub(newsroom.tell, room)
        running = asyncio.create_task(hub.run())
        try:
            await asyncio.wait_for(scene(hub, newsroom), 20)
        finally:
            running.cancel()
            hub.close()

    asyncio.run(whole())
    return newsroom


async def joined(hub: Hub, wires: Iterable[Wire], source: str = "192.0.2.1") -> list[Listener]:
    assert isinstance(await hub.state(TOPIC), Told)
    return [hub.listen(wire, TOPIC, source) for wire in wires]


async def until(true: Callable[[], bool]) -> None:
    while not true():
        await asyncio.sleep(0.001)


def counts_heard(wire: Wire) -> list[int]:
    return [json.loads(event.partition(b"data: ")[2])["comments"] for event in wire.written]


def test_everybody_who_listens_is_told_what_changed_and_nobody_else() -> None:
    async def scene(hub: Hub, newsroom: Newsroom) -> None:
        newsroom.counts["conversation:13"] = 1
        wires, other = [Wire() for _ in range(600)], Wire()
        await joined(hub, wires)
        await hub.state("conversation:13")
        hub.listen(other, "conversation:13", "192.0.2.1")
        newsroom.counts[TOPIC] = 4
        hub.changed(frozenset({TOPIC, "page:4", "conversation:99"}))
        await until(lambda: all(wire.written for wire in wires))
        assert {tuple(counts_heard(wire)) for wire in wires} == {(4,)}
        assert not other.written

    newsroom = played(scene)
    assert newsroom.asked[-1] == [TOPIC]


def test_what_is_raised_without_a_change_is_not_said() -> None:
    async def scene(hub: Hub, newsroom: Newsroom) -> None:
        wire = Wire()
        await joined(hub, [wire])
        hub.changed(frozenset({TOPIC}))
        await until(lambda: len(newsroom.asked) == 2)
        newsroom.counts[TOPIC] = 5
        hub.changed(frozenset({"site"}))
        await until(lambda: bool(wire.written))
        assert counts_heard(wire) == [5]

    played(scene)


def test_a_thousand_who_come_at_once_cost_one_question() -> None:
    async def scene(hub: Hub, newsroom: Newsroom) -> None:
        states = await asyncio.gather(*(hub.state(TOPIC) for _ in range(1_000)))
        assert {state.body for state in states if isinstance(state, Told)} == {b'{"comments":3}'}

    assert len(played(scene).asked) == 1


def test_what_is_not_public_has_no_state_and_is_not_remembered() -> None:
    async def scene(hub: Hub, newsroom: Newsroom) -> None:
        assert await hub.state("conversation:99") is Unknown.NOT_PUBLIC
        newsroom.counts["conversation:99"] = 1
        assert isinstance(await hub.state("conversation:99"), Told)

    played(scene)


def test_who_listens_to_what_is_withdrawn_hears_that_it_is_gone_and_is_let_go() -> None:
    async def scene(hub: Hub, newsroom: Newsroom) -> None:
        wire = Wire()
        await joined(hub, [wire])
        del newsroom.counts[TOPIC]
        hub.changed(frozenset({TOPIC}))
        await until(lambda: bool(wire.ended))
        assert (wire.written, wire.ended) == ([GONE], "closed")
        assert await hub.state(TOPIC) is Unknown.NOT_PUBLIC

    played(scene)


def test_while_the_database_is_away_nothing_is_said_and_afterwards_everything() -> None:
    async def scene(hub: Hub, newsroom: Newsroom) -> None:
        wire = Wire()
        await joined(hub, [wire])
        newsroom.is_up = False
        newsroom.counts[TOPIC] = 9
        hub.changed(frozenset({TOPIC}))
        await until(lambda: len(newsroom.asked) > 3)
        assert await hub.state("conversation:50") is Unknown.NOBODY_CAN_TELL
        assert not wire.written
        newsroom.is_up = True
        await until(lambda: bool(wire.written))
        assert counts_heard(wire) == [9]

    played(scene)


def test_places_are_bounded_in_all_and_from_one_address_and_free_again_when_somebody_leaves() -> None:
    async def scene(hub: Hub, newsroom: Newsroom) -> None:
        assert hub.full_for("192.0.2.1") is None
        first, _ = await joined(hub, [Wire(), Wire()])
        assert hub.full_for("192.0.2.1") is Full.FOR_YOU
        await joined(hub, [Wire()], "192.0.2.2")
        assert hub.full_for("192.0.2.2") is Full.HERE
        hub.leave(first)
        assert hub.full_for("192.0.2.1") is None
        assert hub.listening == 2

    played(scene, Room(most=3, from_one_address=2))


def test_who_does_not_read_is_dropped_and_the_others_hear_on() -> None:
    async def scene(hub: Hub, newsroom: Newsroom) -> None:
        slow, quick = Wire(), Wire()
        await joined(hub, [slow, quick])
        slow.unread = MOST_UNREAD + 1
        newsroom.counts[TOPIC] = 4
        hub.changed(frozenset({TOPIC}))
        await until(lambda: bool(slow.ended and quick.written))
        assert (slow.ended, slow.written, quick.ended) == ("aborted", [], "")

    played(scene)


def test_a_topic_that_nobody_listens_to_is_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "KEPT_FOR", -1)

    async def scene(hub: Hub, newsroom: Newsroom) -> None:
        await hub.state(TOPIC)
        await hub.state("conversation:99")
        await hub.state(TOPIC)

    assert played(scene).asked == [[TOPIC], ["conversation:99"], [TOPIC]]


def test_a_listener_gets_a_beat_now_and_then_and_an_end_after_a_quarter_of_an_hour() -> None:
    wire = Wire()
    listener = Listener(wire, TOPIC, "192.0.2.1", 1_000)
    listener.sweep(1_000 + BEAT_EVERY)
    listener.sweep(1_000 + BEAT_EVERY + 1)
    assert (wire.written, wire.ended) == ([BEAT], "")
    listener.sweep(1_000 + LASTS * 4 / 3 + 1)
    assert wire.ended == "closed"


def test_equal_states_are_the_same_bytes_in_every_process_and_others_are_not() -> None:
    assert told({"a": 1, "b": [2]}) == told({"b": [2], "a": 1})
    assert told({"a": 1}).version != told({"a": 2}).version


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/live/conversation/12/", (TOPIC, False)),
        ("/live/conversation/12/now/", (TOPIC, True)),
        ("/live/conversation/12", None),
        ("/live/conversation/1:2/", None),
        ("/live/Conversation/12/", None),
        ("/live/conversation/12/now/now/", None),
        ("/live//12/", None),
        (f"/live/conversation/{'1' * 61}/", None),
    ],
)
def test_an_address_names_a_topic_in_one_way(path: str, found: object) -> None:
    assert topic_at(path) == found
