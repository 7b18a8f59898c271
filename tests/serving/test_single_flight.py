"""However many ask for a page at once that nobody has rendered yet: it is rendered once in each process."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.serving import counting
from tests.serving.conftest import MakeSite
from tests.serving.desk import Desk
from tests.serving.running import RunningSite, wait_until
from tests.serving.wire import Connection, request

AT_ONCE = 200
BODY = "<p>One.</p><p>Two.</p><p>The lantern keeper.</p>"


@pytest.fixture(scope="module")
def counted(make_site: MakeSite) -> RunningSite:
    return make_site("counted", environment={"DJANGO_SETTINGS_MODULE": "tests.serving.counting_settings"}).start()


@pytest.fixture(scope="module")
def counted_desk(counted: RunningSite) -> Iterator[Desk]:
    with Desk(counted) as desk:
        yield desk


def all_at_once(site: RunningSite, path: str, cookies: list[str]) -> list[int]:
    """The statuses of one request a connection, all of them sent before the first render may end."""
    counting.forget(site.data)
    counting.gate(site.data).touch()
    with ExitStack() as open_until_the_end:
        connections = [open_until_the_end.enter_context(Connection(site.port)) for _ in cookies]
        for connection, cookie in zip(connections, cookies, strict=True):
            lines = [*site.host, *([("Cookie", cookie)] if cookie else [])]
            connection.send(request("GET", path, lines))
        wait_until(lambda: bool(counting.renders(site.data)), 20)
        counting.gate(site.data).unlink()
        return [connection.answer().status for connection in connections]


@pytest.mark.parametrize("level", ["free", "registered", "premium"])
def test_two_hundred_at_a_cold_page(counted: RunningSite, counted_desk: Desk, level: str) -> None:
    counted_desk.publish(f"cold-{level}", body=BODY, access_level=level)
    path = f"/harbour/cold-{level}/"
    assert all_at_once(counted, path, [""] * AT_ONCE) == [200] * AT_ONCE
    made = {key: number for key, number in counting.renders(counted.data).items() if key[1] == path}
    assert made
    assert max(made.values()) == 1, made
    assert {pid for pid, _, _ in made} <= set(counted.web_processes())


def test_two_hundred_at_a_page_that_has_just_been_changed(counted: RunningSite, counted_desk: Desk) -> None:
    page = counted_desk.publish("changed", body=BODY)
    with counted.connections() as connections:
        for connection in connections.values():
            assert connection.get("/harbour/changed/", counted.host).status == 200
        counted_desk.change(page, title="Another headline")
        assert all_at_once(counted, "/harbour/changed/", [""] * AT_ONCE) == [200] * AT_ONCE
    made = {key: number for key, number in counting.renders(counted.data).items() if key[1] == "/harbour/changed/"}
    assert max(made.values()) == 1, made


def test_made_up_queries_are_no_pages_of_their_own(counted: RunningSite, counted_desk: Desk) -> None:
    counted_desk.publish("asked-oddly", body=BODY)
    path = "/harbour/asked-oddly/"
    with counted.connections() as connections:
        for connection in connections.values():
            connection.get(path, counted.host)
        counting.forget(counted.data)
        for connection in connections.values():
            for number in range(300):
                assert connection.get(f"{path}?x={number}&utm_source=y", counted.host).status == 200
    assert not counting.renders(counted.data)
