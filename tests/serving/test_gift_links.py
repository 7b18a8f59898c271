"""Gift links over several processes: never a browser too many, and a stop that reaches every process."""

from collections.abc import Callable, Iterator

import pytest

from tests.serving.conftest import MakeSite
from tests.serving.registrar import Account, Line, Link, Registrar
from tests.serving.running import RunningSite, wait_until
from tests.serving.wire import Answer, Connection, request

AT_ONCE = 60
FORMS = [("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded")]


@pytest.fixture(scope="module")
def served(make_site: MakeSite) -> RunningSite:
    """Four web processes."""
    return make_site("gifts", web=4).start()


@pytest.fixture(scope="module")
def registrar(served: RunningSite) -> Iterator[Registrar]:
    with Registrar(served) as registrar:
        yield registrar


@pytest.fixture(scope="module")
def giver(registrar: Registrar) -> Account:
    return registrar.reader(subscriber=True)


@pytest.fixture
def each_process(served: RunningSite) -> Iterator[list[Connection]]:
    with served.connections() as connections:
        assert len(connections) == 4
        yield list(connections.values())


def is_whole(answer: Answer, path: str) -> bool:
    return f"The gated words of {path} end here." in answer.text


def gift_pass(answer: Answer) -> list[Line]:
    """The Cookie line of a browser that was given this answer; none where no gift came with it."""
    given = [value for name, value in answer.headers if name.lower() == "set-cookie" and value.startswith("sf_gift=")]
    return [("Cookie", value.partition(";")[0]) for value in given]


def accepted(site: RunningSite, link: Link) -> Line:
    with Connection(site.port) as connection:
        answer = connection.ask("POST", link.path, [*site.host, *FORMS])
    (line,) = gift_pass(answer)
    return line


def test_sixty_browsers_at_once_open_a_link_of_five_in_exactly_five(
    served: RunningSite, registrar: Registrar, giver: Account
) -> None:
    (path,) = registrar.premium_articles(1)
    link = registrar.give(giver, path, opens=5)
    connections = [Connection(served.port) for _ in range(AT_ONCE)]
    for connection in connections:
        connection.send(request("POST", link.path, [*served.host, *FORMS]))
    answers = [connection.answer() for connection in connections]
    passes = [line for answer in answers for line in gift_pass(answer)]
    assert sorted(answer.status for answer in answers) == [303] * 5 + [410] * (AT_ONCE - 5)
    assert (len(passes), registrar.opened(link)) == (5, 5)
    for connection, line in zip(connections, passes, strict=False):
        assert is_whole(connection.get(path, [*served.host, line]), path)
        connection.close()


CALLS_BACK: dict[str, Callable[[Registrar, Account, Link], None]] = {
    "stopping it": lambda registrar, _, link: registrar.stop(link),
    "a ban of who gave it": lambda registrar, account, _: registrar.ban(account),
}


@pytest.mark.parametrize("what", CALLS_BACK)
def test_a_gift_opens_a_kept_page_in_every_process_and_nothing_within_two_seconds_of(
    served: RunningSite, registrar: Registrar, each_process: list[Connection], what: str
) -> None:
    path, other = registrar.premium_articles(2)
    account = registrar.reader(subscriber=True)
    link = registrar.give(account, path)
    holder = [*served.host, accepted(served, link)]
    for connection in each_process:
        answer = connection.get(path, holder)
        assert is_whole(answer, path)
        assert answer.header("cache-control") == "private, no-cache", "from memory, in the reader's own cache alone"
        assert connection.get(path, [*holder, ("If-None-Match", answer.header("etag"))]).status == 304
        assert not is_whole(connection.get(path, served.host), path)
        assert not is_whole(connection.get(other, holder), other)
    CALLS_BACK[what](registrar, account, link)
    for connection in each_process:
        wait_until(lambda connection=connection: not is_whole(connection.get(path, holder), path), 2.0)  # type: ignore[misc]
        for _ in range(10):
            assert not is_whole(connection.get(path, holder), path)


def test_a_browser_whose_givers_passes_were_called_back_reads_on_and_soon_from_memory_again(
    served: RunningSite, registrar: Registrar, each_process: list[Connection]
) -> None:
    (path,) = registrar.premium_articles(1)
    account = registrar.reader(subscriber=True)
    line = accepted(served, registrar.give(account, path))
    registrar.end_subscription(account)
    connection = each_process[0]

    def from_memory_again() -> bool:
        nonlocal line
        answer = connection.get(path, [*served.host, line])
        assert is_whole(answer, path)
        line = (gift_pass(answer) or [line])[0]
        return answer.header("cache-control") == "private, no-cache"

    wait_until(lambda: not from_memory_again(), 2.0)
    wait_until(from_memory_again, 10.0)
