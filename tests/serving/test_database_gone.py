"""While the database is away the site shows what it has, the wall stays closed, and all is well again afterwards."""

import os
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from standfirst.access.levels import Tier
from standfirst.access.passes import PassKeys, ReaderPass
from standfirst.access.policy import Visitor
from standfirst.frontdoor.following import TRUSTED_FOR
from tests.serving.conftest import MakeSite
from tests.serving.databases import Losable, LosableFile, LosableServer
from tests.serving.desk import Desk
from tests.serving.running import SECRET, RunningSite, wait_until
from tests.serving.wire import Answer, Connection

TOLD = "The winch keeper counted nine lanterns under the second bridge."
BODY = f"<p>The first words.</p><p>The second words.</p><p>{TOLD}</p>"
OURS = [("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded")]
WARM = ("/", "/feed/", "/harbour/", "/harbour/free/", "/harbour/registered/", "/harbour/premium/")
WELL_WITHIN = 15.0
PERSON = [("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")]
OPENED_MEANWHILE = 37


class Scene:
    """A site with its database, articles that are in memory and one that is not, and those who ask."""

    def __init__(self, site: RunningSite, database: Losable, session: str) -> None:
        self.site, self.database, self.session = site, database, session
        self.counted = 0

    def lines(self, who: str) -> list[tuple[str, str]]:
        keys = PassKeys([SECRET], site=self.site.url)
        tier = Tier.SUBSCRIBER if who == "subscriber" else Tier.REGISTERED
        now = int(time.time())
        sealed = keys.seal(ReaderPass(Visitor(tier), bytes(16), now + 250, now))
        cookies = {
            "stranger": "",
            "registered": f"sf_pass={sealed}",
            "subscriber": f"sf_pass={sealed}",
            "subscriber without a pass": f"sf_session={self.session}",
        }
        return [*self.site.host, *([("Cookie", cookies[who])] if cookies[who] else [])]

    def get(self, connection: Connection, path: str, who: str = "stranger") -> Answer:
        return connection.get(path, self.lines(who))


@pytest.fixture(scope="module")
def database() -> Iterator[Losable]:
    if "DATABASE_URL" not in os.environ:
        yield LosableFile()
        return
    # Never the server of the run, which others use; and where a user of its own may enter.
    made = LosableServer(Path(os.environ["STANDFIRST_TEST_RUN"]) / f"losable-{os.getpid()}" / "postgres")
    yield made
    made.server.stop()


@pytest.fixture(scope="module")
def scene(make_site: MakeSite, database: Losable) -> Scene:
    """Everything warm in both processes, and the database gone for as long as the tests of this module last."""
    site = make_site("gone", environment=database.environment)
    site.start()
    with Desk(site) as desk:
        for level in ("free", "registered", "premium"):
            desk.publish(level, body=BODY, access_level=level)
        desk.publish("cold", body=BODY, access_level="free")
        scene = Scene(site, database, desk.session_of_a_subscriber())
        scene.counted = desk.publish("counted", body=BODY, access_level="free")
        with site.connections() as connections:
            for connection in connections.values():
                assert connection.get("/harbour/counted/", site.host).status == 200
        wait_until(lambda: times_counted(desk, scene) == len(connections), WELL_WITHIN, site.what_it_said)
    with site.connections() as connections:
        for connection in connections.values():
            for who in ("stranger", "registered", "subscriber"):
                for path in WARM:
                    assert scene.get(connection, path, who).status == 200
            assert TOLD in scene.get(connection, "/harbour/premium/", "subscriber").text
    database.take_away(site.data)
    return scene


def times_counted(desk: Desk, scene: Scene) -> int:
    """How often the article that is opened for this alone is in the figures."""
    return sum(n for _, article, n in desk.figures() if article == scene.counted)


@pytest.fixture
def each_process(scene: Scene) -> Iterator[dict[int, Connection]]:
    with scene.site.connections() as connections:
        yield connections


def test_open_pages_and_teasers_are_served_from_memory(scene: Scene, each_process: dict[int, Connection]) -> None:
    for connection in each_process.values():
        for _ in range(20):
            for path in WARM:
                answer = scene.get(connection, path)
                assert answer.status == 200, path
                assert (TOLD in answer.text) is (path == "/harbour/free/"), path


def test_the_wall_stays_closed_to_whoever_may_not_read_on(scene: Scene, each_process: dict[int, Connection]) -> None:
    etag = ""
    for connection in each_process.values():
        for who, path in (("stranger", "registered"), ("stranger", "premium"), ("registered", "premium")):
            for more in (
                [],
                [("If-None-Match", "*")],
                [("Range", "bytes=0-")],
                [("Authorization", "Bearer x")],
                [("Cookie", "sf_session=x" * 3)],
            ):
                answer = connection.get(f"/harbour/{path}/", [*scene.lines(who), *more])
                assert answer.status in (200, 304, 503), (who, path, more)
                assert TOLD not in answer.text
                etag = etag or answer.header("etag")
    assert etag


def test_whole_gated_text_is_not_given_on_a_guess(scene: Scene, each_process: dict[int, Connection]) -> None:
    """Once the log of changes cannot be read nobody can tell whether the text was withdrawn."""
    if isinstance(scene.database, LosableFile):
        pytest.skip("whoever has the file open still reads the log of changes in it, so nothing is a guess")
    for connection in each_process.values():
        is_refused = partial(_refuses, scene, connection)
        wait_until(is_refused, TRUSTED_FOR + 4)
        for path in ("/harbour/registered/", "/harbour/premium/"):
            answer = scene.get(connection, path, "subscriber")
            assert TOLD not in answer.text
            assert answer.status in (200, 503)


def _refuses(scene: Scene, connection: Connection) -> bool:
    return TOLD not in scene.get(connection, "/harbour/premium/", "subscriber").text


@pytest.mark.parametrize(
    ("method", "path", "who"),
    [
        ("GET", "/harbour/cold/", "stranger"),
        ("GET", "/search/?q=lantern", "stranger"),
        ("GET", "/harbour/premium/", "subscriber without a pass"),
        ("GET", "/account/", "subscriber without a pass"),
        ("GET", "/api/v1/articles/", "stranger"),
        ("POST", "/register/", "stranger"),
        ("POST", "/sign-in/", "stranger"),
        ("GET", "/readyz", "stranger"),
    ],
)
def test_what_needs_the_database_says_so_plainly_and_asks_to_come_back(
    scene: Scene, each_process: dict[int, Connection], method: str, path: str, who: str
) -> None:
    body = b"email=new@example.com&password=Tulip9+orchard&first_name=Nia&last_name=New&over_18=on&next=/"
    for connection in each_process.values():
        posted = method == "POST"
        answer = connection.ask(method, path, [*scene.lines(who), *(OURS if posted else [])], body if posted else b"")
        assert answer.status == 503, answer.text[:300]
        assert "no-store" in answer.header("cache-control")
        assert answer.has("content-security-policy")
        assert TOLD not in answer.text
        for word in ("Traceback", "sqlite", "OperationalError", "psycopg", "/site-packages/"):
            assert word not in answer.text
        if path != "/readyz":
            assert int(answer.header("retry-after")) >= 1


def test_a_process_without_a_database_is_alive(scene: Scene, each_process: dict[int, Connection]) -> None:
    for connection in each_process.values():
        assert scene.get(connection, "/healthz").status == 200


def waits(site: RunningSite) -> int:
    """How often the worker has said that it waits for the database."""
    return site.log.read_text(encoding="utf-8").count("the worker waits")


def test_processes_that_start_meanwhile_wait_for_it_and_take_nobody_down(scene: Scene) -> None:
    site = scene.site
    killed = {site.worker(), site.web_processes()[0]}
    before = waits(site)
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: killed.isdisjoint(site.children()) and site.is_complete(), WELL_WITHIN, site.what_it_said)
    wait_until(lambda: len(site.children()) == 3, WELL_WITHIN, site.what_it_said)
    worker = site.worker()
    wait_until(lambda: waits(site) > before + 2, WELL_WITHIN, site.what_it_said)
    assert site.worker() == worker
    assert "giving up" not in site.what_it_said()
    with site.connections() as connections:
        for connection in connections.values():
            assert scene.get(connection, "/healthz").status == 200
            assert scene.get(connection, "/harbour/premium/").status in (200, 503)


def opened_from_memory(scene: Scene) -> int:
    """How often people opened the article that is opened for this alone, where a process still has it."""
    with scene.site.connections() as connections:
        lines = [*scene.site.host, *PERSON]
        return sum(
            connection.get("/harbour/counted/", lines).status == 200
            for connection in connections.values()
            for _ in range(OPENED_MEANWHILE)
        )


def test_when_it_is_back_everything_is_well_and_counted_and_no_process_had_to_end(scene: Scene) -> None:
    site = scene.site
    before = site.web_processes()
    opened = opened_from_memory(scene)
    assert opened >= OPENED_MEANWHILE
    scene.database.give_back(site.data)
    with site.connections() as connections:
        for connection in connections.values():
            wait_until(partial(_is_well, scene, connection), WELL_WITHIN, site.what_it_said)
            assert scene.get(connection, "/harbour/cold/").status == 200
            assert TOLD in scene.get(connection, "/harbour/premium/", "subscriber without a pass").text
            assert TOLD not in scene.get(connection, "/harbour/premium/").text
        body = b"email=back@example.com&password=Tulip9+orchard&first_name=Nia&last_name=New&over_18=on&next=/"
        answer = next(iter(connections.values())).ask("POST", "/register/", [*site.host, *OURS], body)
        assert answer.status == 303
        wait_until(lambda: any(Path(site.data / "mail").glob("*.log")), WELL_WITHIN, site.what_it_said)
        with Desk(site) as desk:
            expected = site.web + opened
            wait_until(
                lambda: times_counted(desk, scene) == expected, WELL_WITHIN, lambda: str(times_counted(desk, scene))
            )
            desk.publish("afterwards", body=BODY, access_level="free")
        for connection in connections.values():
            assert TOLD in scene.get(connection, "/harbour/afterwards/").text
    assert site.web_processes() == before


def _is_well(scene: Scene, connection: Connection) -> bool:
    return TOLD in scene.get(connection, "/harbour/premium/", "subscriber").text
