"""Listening over real sockets, to a house without a database."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress

import pytest

from standfirst.access.clients import Proxies
from standfirst.frontdoor.house import FrontDoor
from standfirst.live import hub as hubs
from standfirst.live.hub import Hub
from standfirst.live.listeners import Room
from tests.frontdoor.stage import Newsroom, a_house, exchange, played, request, served

ADDRESS = "/live/conversation/12/"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standfirst.frontdoor.house._SWEEP_EVERY", 0.01)
    monkeypatch.setattr("standfirst.frontdoor.following.POLL_EVERY", 0.01)
    monkeypatch.setattr(hubs, "BETWEEN", 0)


class House:
    """A front door whose newsroom has one conversation."""

    def __init__(self, room: Room | None = None, proxies: Proxies | None = None) -> None:
        self.newsroom = Newsroom()
        self.newsroom.publish("/free/")
        self.comments = 3
        self.door: FrontDoor = a_house(self.newsroom, hub=Hub(self._tell, room), proxies=proxies)

    def _tell(self, topics: Sequence[str]) -> Mapping[str, Mapping[str, object]]:
        return {topic: {"comments": self.comments} for topic in topics if topic == "conversation:12"}

    def comment(self) -> None:
        self.comments += 1
        self.newsroom.change("conversation:12")


class Stream:
    """What a browser's EventSource sees of one connection."""

    def __init__(self, reader: asyncio.StreamReader, head: str) -> None:
        self._reader = reader
        self.head = head
        self.status = int(head.split(" ")[1])

    async def event(self) -> dict[str, str]:
        """The fields of the next event; those that only say when to come back, and beats, are passed over."""
        while True:
            raw = (await asyncio.wait_for(self._reader.readuntil(b"\n\n"), 10)).decode()
            fields = dict(line.split(": ", 1) for line in raw.split("\n") if ": " in line)
            if "data" in fields:
                return fields

    async def ends(self) -> bytes:
        return await asyncio.wait_for(self._reader.read(), 10)


@asynccontextmanager
async def stream(port: int, target: str = ADDRESS, **lines: str) -> AsyncIterator[Stream]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request(target, Accept="text/event-stream", **lines))
        yield Stream(reader, (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).decode())
    finally:
        writer.close()


def test_who_listens_hears_the_state_and_then_each_change_while_pages_are_served() -> None:
    house = House()

    async def scene() -> None:
        async with served(house.door) as port, stream(port) as one, stream(port) as other:
            assert one.status == 200
            assert "Content-Type: text/event-stream" in one.head
            assert "no-store" in one.head
            assert "X-Content-Type-Options: nosniff" in one.head
            assert (await one.event())["data"] == (await other.event())["data"] == '{"comments":3}'
            house.comment()
            assert (await exchange(port, request("/free/"))).status == 200
            assert (await one.event())["data"] == (await other.event())["data"] == '{"comments":4}'

    played(scene)


def test_a_browser_that_comes_back_is_told_only_what_it_has_not_heard() -> None:
    house = House()

    async def scene() -> None:
        async with served(house.door) as port:
            async with stream(port) as before:
                seen = (await before.event())["id"]
            async with stream(port, Last_Event_ID=seen) as back:
                house.comment()
                assert (await back.event())["data"] == '{"comments":4}'
            async with stream(port, Last_Event_ID=seen) as late:
                assert (await late.event())["data"] == '{"comments":4}'

    played(scene)


def test_who_cannot_listen_asks_and_the_connection_goes_on() -> None:
    async def scene() -> None:
        async with served(House().door) as port:
            answer = await exchange(port, request(f"{ADDRESS}now/?x=1"))
            assert (answer.status, answer.body) == (200, b'{"comments":3}')
            assert answer.headers["content-type"] == "application/json"
            assert "max-age=5" in answer.headers["cache-control"]

    played(scene)


@pytest.mark.parametrize("target", ["/live/conversation/13/", "/live/conversation/12", "/live/", "/live/page/12/now/"])
def test_what_is_nothing_for_the_public_is_not_there(target: str) -> None:
    async def scene() -> None:
        async with served(House().door) as port:
            assert (await exchange(port, request(target))).status == 404

    played(scene)


def test_a_full_house_says_when_to_come_back_and_has_room_again_when_somebody_goes() -> None:
    house = House(Room(most=2, from_one_address=1), Proxies(["127.0.0.1"]))

    async def scene() -> None:
        async with served(house.door) as port:
            async with stream(port, X_Forwarded_For="192.0.2.1"), stream(port, X_Forwarded_For="192.0.2.2"):
                async with stream(port, X_Forwarded_For="192.0.2.3") as refused:
                    assert refused.status == 503
                    assert "Retry-After: " in refused.head
                assert (await exchange(port, request(f"{ADDRESS}now/"))).status == 200
            while house.door.hub.listening:
                await asyncio.sleep(0.001)
            async with stream(port, X_Forwarded_For="192.0.2.1"):
                async with stream(port, X_Forwarded_For="192.0.2.1") as again:
                    assert again.status == 429
                    assert "Retry-After: " in again.head

    played(scene)


def test_who_asks_for_more_on_a_connection_that_listens_is_let_go() -> None:
    house = House()

    async def scene() -> None:
        async with served(house.door) as port:
            for at_once in (True, False):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(request(ADDRESS) + (request("/free/") if at_once else b""))
                await reader.readuntil(b"\n\n")
                writer.write(request("/free/"))
                # Whether the end or a reset is seen first is the system's affair.
                with suppress(ConnectionResetError):
                    assert b"HTTP/1.1" not in await asyncio.wait_for(reader.read(), 10)
                writer.close()
            while house.door.hub.listening:
                await asyncio.sleep(0.001)

    played(scene)


def test_listeners_end_with_the_server_and_with_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House()

    async def scene() -> None:
        async with served(house.door) as port:
            reader, _writer = await asyncio.open_connection("127.0.0.1", port)
            _writer.write(request(ADDRESS))
            await reader.readuntil(b"comments")
            monkeypatch.setattr("standfirst.live.listeners.LASTS", 0)
            async with stream(port) as short:
                await short.event()
                assert await short.ends() == b""
        assert b"HTTP/1.1" not in await asyncio.wait_for(reader.read(), 10)

    played(scene)


def test_another_method_and_a_body_are_not_for_this_address() -> None:
    async def scene() -> None:
        async with served(House().door) as port:
            answer = await exchange(port, request(ADDRESS, "POST", Content_Length="0"))
            assert answer.headers["by"] == "django"

    played(scene)
