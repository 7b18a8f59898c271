"""The meter under load and over several processes: never one too many, and a pass that is called back opens nothing."""

import random
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from tests.serving.conftest import MakeSite
from tests.serving.registrar import Account, Line, Registrar
from tests.serving.running import RunningSite, wait_until
from tests.serving.wire import Answer, Connection, request

AT_ONCE = 200
ALLOWANCE = 5
ROUNDS = 20
FORMS = [("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded")]


@pytest.fixture(scope="module")
def served(make_site: MakeSite) -> RunningSite:
    """Four web processes."""
    return make_site("metered", web=4).start()


@pytest.fixture(scope="module")
def registrar(served: RunningSite) -> Iterator[Registrar]:
    with Registrar(served) as registrar:
        registrar.set_rules(registered_allowance=ALLOWANCE)
        yield registrar


@pytest.fixture(scope="module")
def stories(registrar: Registrar) -> list[str]:
    """The paths of as many Premium articles as are asked for at once."""
    return registrar.premium_articles(AT_ONCE)


@pytest.fixture(scope="module")
def crowd(served: RunningSite) -> Iterator[list[Connection]]:
    """As many open connections; all four processes have some."""
    connections = [Connection(served.port) for _ in range(AT_ONCE)]
    for connection in connections:
        connection.get("/healthz", served.host)
    assert {served.answered_by(connection) for connection in connections} == set(served.web_processes())
    yield connections
    for connection in connections:
        connection.close()


@pytest.fixture
def each_process(served: RunningSite) -> Iterator[list[Connection]]:
    with served.connections() as connections:
        assert len(connections) == 4
        yield list(connections.values())


def gated(path: str) -> str:
    return f"<p>One.</p><p>Two.</p><p>The gated words of {path} end here.</p>"


def is_whole(answer: Answer, path: str) -> bool:
    return f"The gated words of {path} end here." in answer.text


def asked_at_once(site: RunningSite, crowd: list[Connection], paths: list[str], lines: list[Line]) -> list[Answer]:
    """One request for each path, every one sent before the first answer is read; the answers in the order of paths."""
    order = list(range(len(paths)))
    random.shuffle(order)
    for number in order:
        crowd[number].send(request("GET", paths[number], [*site.host, lines[number]]))
    return [crowd[number].answer() for number in range(len(paths))]


def opened(site: RunningSite, connection: Connection, path: str, cookie: Line) -> bool:
    return is_whole(connection.get(path, [*site.host, cookie]), path)


def test_an_allowance_of_five_opens_exactly_five_of_two_hundred_articles_asked_for_at_once(
    served: RunningSite, registrar: Registrar, stories: list[str], crowd: list[Connection]
) -> None:
    for number in range(ROUNDS):
        reader = registrar.reader()
        answers = asked_at_once(served, crowd, stories, [reader.signed_in] * AT_ONCE)
        assert {answer.status for answer in answers} == {200}
        whole = [path for path, answer in zip(stories, answers, strict=True) if is_whole(answer, path)]
        assert (len(whole), registrar.unlocked(reader)) == (ALLOWANCE, ALLOWANCE), f"round {number}"


def test_so_it_does_when_django_has_to_look_up_every_request_or_every_second(
    served: RunningSite, registrar: Registrar, stories: list[str], crowd: list[Connection]
) -> None:
    for every in (1, 2):
        reader = registrar.reader()
        lines = [reader.signed_in if number % every else reader.session_alone for number in range(AT_ONCE)]
        answers = asked_at_once(served, crowd, stories, lines)
        whole = [path for path, answer in zip(stories, answers, strict=True) if is_whole(answer, path)]
        assert (len(whole), registrar.unlocked(reader)) == (ALLOWANCE, ALLOWANCE)


def test_one_article_asked_for_two_hundred_times_at_once_is_counted_once_and_always_whole(
    served: RunningSite, registrar: Registrar, stories: list[str], crowd: list[Connection]
) -> None:
    for number in range(ROUNDS):
        reader = registrar.reader()
        path = stories[number]
        lines = [reader.session_alone if each % 20 == 0 else reader.signed_in for each in range(AT_ONCE)]
        answers = asked_at_once(served, crowd, [path] * AT_ONCE, lines)
        assert all(is_whole(answer, path) for answer in answers)
        assert registrar.unlocked(reader) == 1


@pytest.mark.parametrize("way", ["signed_in", "session_alone", "copied_pass"])
def test_only_what_a_reader_can_see_is_counted(
    served: RunningSite, registrar: Registrar, stories: list[str], each_process: list[Connection], way: str
) -> None:
    reader, path = registrar.reader(), stories[0]
    mine = [*served.host, getattr(reader, way)]
    for connection in each_process:
        assert connection.ask("HEAD", path, mine).status == 200
        for ahead in (("Sec-Purpose", "prefetch"), ("Purpose", "prefetch"), ("Sec-Purpose", "prefetch;prerender")):
            with Connection(served.port) as other:
                assert not is_whole(other.get(path, [*mine, ahead]), path)
        connection.get("/account/meter/", mine)
    assert registrar.unlocked(reader) == 0


def test_an_article_is_counted_once_however_often_and_in_whatever_way_it_is_read(
    served: RunningSite, registrar: Registrar, stories: list[str], each_process: list[Connection]
) -> None:
    reader, path = registrar.reader(), stories[1]
    alias = registrar.alias_of(path)
    mine = [*served.host, reader.signed_in]
    first = each_process[0].get(path, mine)
    assert is_whole(first, path)
    now = [*served.host, ("Cookie", f"{reader.session_alone[1]}; {first.header('set-cookie').partition(';')[0]}")]
    for connection in each_process:
        for lines in (mine, now):
            again = connection.get(path, lines)
            assert is_whole(again, path)
            assert connection.get(path, [*now, ("If-None-Match", again.header("etag"))]).status in (200, 304)
            for start in range(0, 100, 10):
                assert connection.get(path, [*lines, ("Range", f"bytes={start}-{start + 9}")]).status == 200
            assert is_whole(connection.get(f"{path}?utm_source=letter", lines), path)
            assert is_whole(connection.get(alias, lines), path)
    assert registrar.unlocked(reader) == 1


def test_a_reader_who_hangs_up_has_spent_at_most_one_and_reads_it_when_they_come_back(
    served: RunningSite, registrar: Registrar, stories: list[str]
) -> None:
    for path in stories[:10]:
        reader = registrar.reader()
        for _ in range(5):
            with Connection(served.port) as connection:
                connection.send(request("GET", path, [*served.host, reader.signed_in]))
        with Connection(served.port) as connection:
            assert opened(served, connection, path, reader.signed_in)
        assert registrar.unlocked(reader) == 1


def is_shut(site: RunningSite, connection: Connection, path: str, cookie: Line) -> bool:
    return not opened(site, connection, path, cookie)


def copied_from(site: RunningSite, connections: list[Connection], account: Account, path: str) -> Line:
    """A pass that the site has given to the reader's browser; one of the second in which it was called back is none."""
    copied = account.copied_pass

    def opens_everywhere() -> bool:
        nonlocal copied
        answer = connections[0].get("/account/nav/", [*site.host, account.session_alone])
        given = next(value for name, value in answer.headers if value.startswith("sf_pass="))
        copied = ("Cookie", given.partition(";")[0])
        return all(opened(site, connection, path, copied) for connection in connections)

    wait_until(opens_everywhere, 10.0)
    return copied


def sign_out(site: RunningSite, registrar: Registrar, account: Account) -> None:
    with Connection(site.port) as connection:
        assert connection.ask("POST", "/sign-out/", [*site.host, account.session_alone, *FORMS]).status == 303


CALLS_BACK: dict[str, Callable[[RunningSite, Registrar, Account], None]] = {
    "signing out": sign_out,
    "a new password": lambda _, registrar, account: registrar.reset_password(account),
    "a ban": lambda _, registrar, account: registrar.ban(account),
    "the end of a subscription": lambda _, registrar, account: registrar.end_subscription(account),
}


@pytest.mark.parametrize("what", CALLS_BACK)
def test_a_copied_pass_opens_nothing_in_any_process_within_two_seconds_of(
    served: RunningSite, registrar: Registrar, stories: list[str], each_process: list[Connection], what: str
) -> None:
    subscriber, path = registrar.reader(subscriber=True), stories[2]
    copied = copied_from(served, each_process, subscriber, path)
    CALLS_BACK[what](served, registrar, subscriber)
    for connection in each_process:
        wait_until(partial(is_shut, served, connection, path, copied), 2.0)
    for connection in each_process:
        for _ in range(20):
            assert not opened(served, connection, path, copied)


def test_the_pass_of_somebody_who_was_banned_opens_not_even_what_is_for_registered_readers(
    served: RunningSite, registrar: Registrar, each_process: list[Connection]
) -> None:
    reader = registrar.reader()
    registrar.publish("for-the-registered", body=gated("/harbour/for-the-registered/"), access_level="registered")
    path = "/harbour/for-the-registered/"
    for connection in each_process:
        assert opened(served, connection, path, reader.copied_pass)
    registrar.ban(reader)
    for connection in each_process:
        for cookie in (reader.copied_pass, reader.session_alone, reader.signed_in):
            wait_until(partial(is_shut, served, connection, path, cookie), 2.0)


def says(site: RunningSite, connection: Connection, path: str, cookie: Line, words: str) -> bool:
    return words in connection.get(path, [*site.host, cookie]).text


def test_an_edit_of_the_allowance_counts_in_every_process_within_a_second(
    served: RunningSite, registrar: Registrar, stories: list[str], each_process: list[Connection]
) -> None:
    reader = registrar.reader()
    for path in stories[:ALLOWANCE]:
        assert opened(served, each_process[0], path, reader.session_alone)
    sixth, seventh = stories[ALLOWANCE : ALLOWANCE + 2]
    try:
        for connection in each_process:
            assert not opened(served, connection, sixth, reader.session_alone)
            assert not opened(served, connection, sixth, reader.signed_in)
        registrar.set_rules(registered_allowance=ALLOWANCE + 1)
        for connection in each_process:
            wait_until(partial(opened, served, connection, sixth, reader.signed_in), 1.0)
            assert not opened(served, connection, seventh, reader.signed_in)
        registrar.set_rules(registered_allowance=0)
        for connection in each_process:
            wait_until(partial(says, served, connection, seventh, reader.signed_in, "are for subscribers"), 1.0)
    finally:
        registrar.set_rules(registered_allowance=ALLOWANCE)


def test_a_key_that_is_replaced_signs_nobody_out_until_it_is_taken_away(make_site: MakeSite) -> None:
    site = make_site("rotating", web=1).start()
    with Registrar(site) as registrar:
        (path,) = registrar.premium_articles(1)
        reader = registrar.reader()
    old = site.environment["STANDFIRST_SECRET_KEY"]

    def opens(cookie: Line) -> bool:
        with Connection(site.port) as connection:
            return opened(site, connection, path, cookie)

    assert opens(reader.copied_pass)
    site.stop()
    site.extra.update(STANDFIRST_SECRET_KEY="another secret, as long as a secret has to be 1234567890")
    site.extra.update(STANDFIRST_SECRET_KEY_FALLBACKS=old)
    site.start()
    assert opens(reader.copied_pass)
    assert opens(reader.session_alone)
    site.stop()
    del site.extra["STANDFIRST_SECRET_KEY_FALLBACKS"]
    site.start()
    assert not opens(reader.copied_pass)
