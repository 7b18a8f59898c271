"""What an editor publishes, every web process shows; what an editor withdraws, none shows again."""

import threading
import time
from collections.abc import Iterator, Sized
from functools import partial

import pytest

from standfirst.access.levels import Level
from tests.serving.desk import Desk
from tests.serving.running import RunningSite, wait_until
from tests.serving.wire import Answer, Connection

SECRET = "The winch keeper counted nine lanterns under the second bridge that night."
BODY = f"<p>The first words.</p><p>The second words.</p><p>{SECRET}</p>"
CODINGS = ("identity", "gzip", "br")


@pytest.fixture
def each_process(site: RunningSite) -> Iterator[dict[int, Connection]]:
    with site.connections() as connections:
        assert len(connections) == 2
        yield connections


def fresh(site: RunningSite, path: str, times: int) -> Iterator[Answer]:
    """Answers over connections of their own, whichever process takes them."""
    for _ in range(times):
        with Connection(site.port) as connection:
            yield connection.get(path, site.host)


def says(connection: Connection, site: RunningSite, path: str, words: str) -> bool:
    return words in connection.get(path, site.host).text


def test_an_edit_is_on_the_page_of_every_process_within_a_second(
    site: RunningSite, desk: Desk, each_process: dict[int, Connection]
) -> None:
    page = desk.publish("the-edit", body=BODY)
    for number in range(10):
        for connection in each_process.values():
            assert connection.get("/harbour/the-edit/", site.host).status == 200
        desk.change(page, title=f"Edition {number}")
        for connection in each_process.values():
            wait_until(partial(says, connection, site, "/harbour/the-edit/", f"Edition {number}"), 1.0)
    assert all("Edition 9" in answer.text for answer in fresh(site, "/harbour/the-edit/", 40))


def test_an_edit_is_in_every_list_that_shows_it(
    site: RunningSite, desk: Desk, each_process: dict[int, Connection]
) -> None:
    lists = ("/", "/harbour/", "/feed/", "/harbour/feed/atom/")
    page = desk.publish("the-listed", body=BODY)
    for connection in each_process.values():
        assert all("The Listed" in connection.get(path, site.host).text for path in lists)
    desk.change(page, title="A new headline")
    for connection in each_process.values():
        for path in lists:
            assert "A new headline" in connection.get(path, site.host).text


def whole_answers(site: RunningSite, connection: Connection, path: str) -> dict[str, Answer]:
    """The free article by coding, as a stranger's browser keeps it."""
    answers = {coding: connection.get(path, [*site.host, ("Accept-Encoding", coding)]) for coding in CODINGS}
    assert all(SECRET in answer.text for answer in answers.values())
    return answers


def ways_back(kept: dict[str, Answer]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """How a browser that has kept the whole text may ask again."""
    for coding, answer in kept.items():
        for more in (
            [],
            [("If-None-Match", answer.header("etag"))],
            [("If-None-Match", f"W/{answer.header('etag')}")],
            [("If-Modified-Since", "Wed, 21 Oct 2099 07:28:00 GMT")],
        ):
            yield "GET", [("Accept-Encoding", coding), *more]
    yield "HEAD", [("If-None-Match", kept["identity"].header("etag"))]


def test_an_article_that_is_no_longer_free_is_never_again_served_whole_to_a_stranger(
    site: RunningSite, desk: Desk, each_process: dict[int, Connection]
) -> None:
    path = "/harbour/the-withdrawn/"
    page = desk.publish("the-withdrawn", body=BODY)
    for number in range(20):
        kept = {pid: whole_answers(site, connection, path) for pid, connection in each_process.items()}
        desk.change(page, access_level=(Level.REGISTERED if number % 2 else Level.PREMIUM).value)
        for pid, connection in each_process.items():
            for method, lines in ways_back(kept[pid]):
                answer = connection.ask(method, path, [*site.host, *lines])
                assert answer.status == 200, f"round {number}: {lines}"
                assert SECRET not in answer.text, f"round {number}: {lines}"
                assert answer.header("etag") not in {one.header("etag") for one in kept[pid].values()}
        assert not any(SECRET in answer.text for answer in fresh(site, path, 4))
        desk.change(page, access_level=Level.FREE.value)


def more_than(things: Sized, number: int) -> bool:
    return len(things) > number


def test_not_even_while_everybody_asks_for_it(site: RunningSite, desk: Desk) -> None:
    path = "/harbour/the-wanted/"
    page = desk.publish("the-wanted", body=BODY)
    asked: list[tuple[float, bool]] = []
    ended = threading.Event()

    def keep_asking() -> None:
        with Connection(site.port) as connection:
            while not ended.is_set():
                at = time.monotonic()
                answer = connection.get(path, site.host)
                assert answer.status == 200
                asked.append((at, SECRET in answer.text))

    readers = [threading.Thread(target=keep_asking) for _ in range(6)]
    for reader in readers:
        reader.start()
    closed: list[tuple[float, float]] = []
    for _ in range(10):
        desk.change(page, access_level=Level.REGISTERED.value)
        since = time.monotonic()
        wait_until(partial(more_than, asked, len(asked) + 60), 10)
        closed.append((since, time.monotonic()))
        desk.change(page, access_level=Level.FREE.value)
    ended.set()
    for reader in readers:
        reader.join()
    assert any(whole for _, whole in asked)
    late = [at for at, whole in asked if whole and any(since <= at <= until for since, until in closed)]
    assert not late, f"{len(late)} of {len(asked)} were given the whole text after it was withdrawn"


def test_an_unpublished_article_is_gone_from_every_process_and_every_list(
    site: RunningSite, desk: Desk, each_process: dict[int, Connection]
) -> None:
    path, lists = "/harbour/the-gone/", ("/", "/harbour/", "/feed/", "/sitemap.xml", "/api/v1/articles/")
    page = desk.publish("the-gone", body=BODY)
    kept = {pid: whole_answers(site, connection, path) for pid, connection in each_process.items()}
    for connection in each_process.values():
        assert all("the-gone" in connection.get(listed, site.host).text for listed in lists)
    desk.unpublish(page)
    for pid, connection in each_process.items():
        for method, lines in ways_back(kept[pid]):
            assert connection.ask(method, path, [*site.host, *lines]).status == 404
        for listed in lists:
            assert "the-gone" not in connection.get(listed, site.host).text
    assert {answer.status for answer in fresh(site, path, 10)} == {404}


def test_a_deleted_article_is_gone_too(site: RunningSite, desk: Desk, each_process: dict[int, Connection]) -> None:
    page = desk.publish("the-deleted", body=BODY)
    for connection in each_process.values():
        whole_answers(site, connection, "/harbour/the-deleted/")
    desk.delete(page)
    for connection in each_process.values():
        assert connection.get("/harbour/the-deleted/", site.host).status == 404


def test_a_page_behind_a_password_is_shown_to_nobody_from_that_moment_on(
    site: RunningSite, desk: Desk, each_process: dict[int, Connection]
) -> None:
    page = desk.publish("the-closed", body=BODY)
    for connection in each_process.values():
        whole_answers(site, connection, "/harbour/the-closed/")
    desk.close_off(page)
    for connection in each_process.values():
        answer = connection.get("/harbour/the-closed/", site.host)
        assert SECRET not in answer.text
        assert 'name="return_url"' in answer.text


def test_an_alias_is_withdrawn_with_its_article(
    site: RunningSite, desk: Desk, each_process: dict[int, Connection]
) -> None:
    page = desk.publish("the-original", body=BODY)
    desk.alias(page, "the-alias")
    for connection in each_process.values():
        whole_answers(site, connection, "/harbour/the-alias/")
    desk.change(page, access_level=Level.PREMIUM.value)
    for connection in each_process.values():
        assert SECRET not in connection.get("/harbour/the-alias/", site.host).text
