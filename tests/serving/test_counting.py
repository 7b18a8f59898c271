"""Counting over several web processes: each page that somebody opened is in the figures once, whatever happens."""

import os
import signal
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.serving.conftest import MakeSite
from tests.serving.desk import Desk
from tests.serving.running import RunningSite, wait_until
from tests.serving.wire import Connection

BODY = "<p>The first words.</p><p>The second words.</p><p>The words behind the wall.</p>"
WRITTEN_WITHIN = 20.0
BROWSER = [("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")]
GOOGLEBOT = [("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]


class Scene:
    """A site of four web processes, its editors' desk, and two articles."""

    def __init__(self, site: RunningSite, desk: Desk) -> None:
        self.site, self.desk = site, desk
        self.session = ("Cookie", f"sf_session={desk.session_of_a_subscriber()}")
        self.free = desk.publish("counted-free", body=BODY, access_level="free")
        self.walled = desk.publish("counted-walled", body=BODY, access_level="registered")

    def figures(self) -> Counter[tuple[str, int]]:
        """How often each kind was counted of each article, whatever the day."""
        return Counter({(kind, article): n for kind, article, n in self.desk.figures()})

    def open_in_all(self, times: int, connections: dict[int, Connection]) -> None:
        for connection in connections.values():
            for _ in range(times):
                assert connection.get("/harbour/counted-free/", [*self.site.host, *BROWSER]).status == 200


@pytest.fixture(scope="module")
def scene(make_site: MakeSite) -> Iterator[Scene]:
    site = make_site("counted", web=4).start()
    with Desk(site) as desk:
        yield Scene(site, desk)


def test_every_page_that_was_opened_is_counted_once_by_whichever_process(scene: Scene) -> None:
    before = scene.figures()
    with scene.site.connections() as connections:
        assert len(connections) == 4
        for number, connection in enumerate(connections.values()):
            for _ in range(100 + number):
                connection.get("/harbour/counted-free/", [*scene.site.host, *BROWSER])
                connection.get("/harbour/counted-walled/", [*scene.site.host, *BROWSER])
            answer = connection.get("/harbour/counted-walled/", [*scene.site.host, *BROWSER, scene.session])
            assert "behind the wall" in answer.text
            connection.get("/harbour/counted-free/", [*scene.site.host, *GOOGLEBOT])
            connection.get("/harbour/counted-free/", [*scene.site.host, ("Sec-Purpose", "prefetch")])
            connection.ask("HEAD", "/harbour/counted-free/", scene.site.host)
    expected = Counter({("full", scene.free): 406, ("register", scene.walled): 406, ("full", scene.walled): 4})
    wait_until(lambda: scene.figures() - before == expected, WRITTEN_WITHIN, lambda: str(scene.figures() - before))


def test_what_was_counted_last_is_written_when_the_site_ends(scene: Scene) -> None:
    before = scene.figures()
    with scene.site.connections() as connections:
        scene.open_in_all(25, connections)
    assert scene.site.stop() == 0
    assert scene.figures() - before == Counter({("full", scene.free): 100})
    scene.site.start()


def test_of_a_process_that_is_killed_no_more_is_lost_than_was_not_written_yet(scene: Scene) -> None:
    before = scene.figures()
    with scene.site.connections() as connections:
        scene.open_in_all(25, connections)
        wait_until(lambda: (scene.figures() - before).total() == 100, WRITTEN_WITHIN, lambda: str(scene.figures()))
        killed = next(iter(connections))
        os.kill(killed, signal.SIGKILL)
        del connections[killed]
        scene.open_in_all(10, connections)
        wait_until(lambda: (scene.figures() - before).total() == 130, WRITTEN_WITHIN, lambda: str(scene.figures()))
