"""Who listens to a conversation hears of it, whichever web process they listen to."""

import json
import socket
from contextlib import ExitStack, closing
from types import TracebackType
from typing import Any

import pytest

from tests.serving.desk import Desk
from tests.serving.running import RunningSite
from tests.serving.wire import PATIENCE, Connection

SECRET = "The winch keeper counted nine lanterns."


class Ear:
    """One connection that listens, already open to a web process."""

    def __init__(self, site: RunningSite, connection: Connection, conversation: int) -> None:
        self._socket: socket.socket = connection.socket
        self._host = site.host[0][1]
        self._read = b""
        self._socket.sendall(f"GET /live/conversation/{conversation}/ HTTP/1.1\r\nHost: {self._host}\r\n\r\n".encode())
        self.status = int(self._until(b"\r\n\r\n").split(b" ")[1])
        self.all = b""

    def state(self) -> dict[str, Any]:
        """What the next event says."""
        while True:
            event = self._until(b"\n\n")
            self.all += event
            for line in event.split(b"\n"):
                if line.startswith(b"data: "):
                    return dict(json.loads(line.removeprefix(b"data: ")))

    def hears_the_end(self) -> bool:
        """Whether the connection is closed by the other side."""
        self._socket.settimeout(PATIENCE)
        while chunk := self._socket.recv(65_536):
            self.all += chunk
        return True

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._read:
            chunk = self._socket.recv(65_536)
            assert chunk, f"closed after {self._read!r}"
            self._read += chunk
        found, _, self._read = self._read.partition(mark)
        return found


class Ears:
    """One ear at every web process of ``site``."""

    def __init__(self, site: RunningSite, conversation: int) -> None:
        self._site, self._conversation = site, conversation
        self._stack = ExitStack()

    def __enter__(self) -> list[Ear]:
        connections = self._stack.enter_context(self._site.connections())
        assert len(connections) == self._site.web
        return [Ear(self._site, connection, self._conversation) for connection in connections.values()]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()


@pytest.fixture
def conversation(desk: Desk, request: pytest.FixtureRequest) -> int:
    return desk.converse(request.node.name)


def test_a_comment_is_heard_at_every_process_and_no_word_of_it(
    site: RunningSite, desk: Desk, conversation: int
) -> None:
    with Ears(site, conversation) as ears:
        assert [ear.state() for ear in ears] == [{"comments": 0, "newest": []}] * site.web
        first = desk.comment(conversation, text=SECRET)
        assert [ear.state() for ear in ears] == [{"comments": 1, "newest": [first]}] * site.web
        for state in ("held", "rejected", "removed"):
            desk.comment(conversation, text=SECRET, state=state)
        second = desk.comment(conversation, text=SECRET)
        # Those in between were published to nobody: this is the very next event.
        assert [ear.state() for ear in ears] == [{"comments": 2, "newest": [second, first]}] * site.web
        assert not any(SECRET.encode() in ear.all or b"Ada" in ear.all for ear in ears)


def test_when_the_story_is_withdrawn_who_listened_is_let_go_and_nobody_hears_of_it_again(
    site: RunningSite, desk: Desk, conversation: int
) -> None:
    desk.comment(conversation)
    with Ears(site, conversation) as ears:
        assert {ear.state()["comments"] for ear in ears} == {1}
        desk.hide(conversation)
        assert all(ear.hears_the_end() for ear in ears)
        assert all(b"event: gone" in ear.all for ear in ears)
    with Connection(site.port) as connection:
        assert connection.get(f"/live/conversation/{conversation}/now/", site.host).status == 404
        assert connection.get("/live/conversation/999999/", site.host).status == 404


def test_a_restart_lets_go_of_who_listens_and_takes_them_up_again(desk: Desk, make_site: Any) -> None:
    site: RunningSite = make_site("letting_go", web=2).start()
    with Desk(site) as own, ExitStack() as stack:
        conversation = own.converse("restart")
        ears = stack.enter_context(Ears(site, conversation))
        assert {ear.state()["comments"] for ear in ears} == {0}
        assert site.stop() == 0
        assert all(ear.hears_the_end() for ear in ears)
        site.start()
        own.comment(conversation)
        with closing(Connection(site.port)) as connection:
            assert Ear(site, connection, conversation).state()["comments"] == 1
