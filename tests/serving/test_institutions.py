"""Institutions on several processes: never a seat too many, and an end that all have heard of within two seconds."""

from collections.abc import Callable, Iterator

import pytest

from tests.serving.conftest import MakeSite
from tests.serving.registrar import Line, Registrar
from tests.serving.running import RunningSite, wait_until
from tests.serving.wire import Answer, Connection, request

AT_ONCE, SEATS = 40, 3
LIBRARY, NETWORK = "Northport University Library", "127.77.0.0/16"
WITHIN = 2.0


@pytest.fixture(scope="module")
def served(make_site: MakeSite) -> RunningSite:
    return make_site("institutions").start()


@pytest.fixture(scope="module")
def registrar(served: RunningSite) -> Iterator[Registrar]:
    with Registrar(served) as registrar:
        registrar.set_rules(registered_allowance=0)
        yield registrar


@pytest.fixture(scope="module")
def path(registrar: Registrar) -> str:
    """Of a Premium article."""
    (path,) = registrar.premium_articles(1)
    return path


@pytest.fixture
def each_process(served: RunningSite) -> Iterator[list[Connection]]:
    with served.connections() as connections:
        yield list(connections.values())


def is_whole(answer: Answer, path: str) -> bool:
    return f"The gated words of {path} end here." in answer.text


def cookies_of(answer: Answer) -> Line:
    given = [value.partition(";")[0] for name, value in answer.headers if name.lower() == "set-cookie"]
    return "Cookie", "; ".join(line for line in given if not line.endswith("="))


def test_of_forty_browsers_at_once_three_get_the_three_seats(
    served: RunningSite, registrar: Registrar, path: str
) -> None:
    registrar.institution(LIBRARY, seats=SEATS, networks=[NETWORK])
    for number in range(3):
        browsers = [Connection(served.port, source=f"127.77.{number}.{host}") for host in range(1, AT_ONCE + 1)]
        for browser in browsers:
            browser.get("/healthz", served.host)
        for browser in browsers:
            browser.send(request("GET", path, served.host))
        whole = [is_whole(browser.answer(), path) for browser in browsers]
        assert (sum(whole), registrar.seats_taken(LIBRARY)) == (SEATS, SEATS), f"round {number}"
        registrar.free_seats(LIBRARY)
        for browser in browsers:
            browser.close()


ENDS: dict[str, Callable[[Registrar], None]] = {
    "its end": lambda registrar: registrar.institution(LIBRARY, networks=[NETWORK], ended=True),
    "another network": lambda registrar: registrar.institution(LIBRARY, networks=["127.78.0.0/16"]),
}


@pytest.mark.parametrize("what", ENDS)
def test_within_two_seconds_of_a_change_no_process_lets_its_network_read(
    served: RunningSite, registrar: Registrar, path: str, what: str
) -> None:
    registrar.institution(LIBRARY, networks=[NETWORK])
    browsers = [Connection(served.port, source=f"127.77.9.{host}") for host in range(1, 9)]

    def all_read() -> bool:
        return all(is_whole(browser.get(path, served.host), path) for browser in browsers)

    wait_until(all_read, 10.0)
    held = [cookies_of(browser.get(path, served.host)) for browser in browsers]
    ENDS[what](registrar)

    def none_reads() -> bool:
        answers = [
            browser.get(path, [*served.host, cookie]) for browser, cookie in zip(browsers, held, strict=True)
        ] + [browser.get(path, served.host) for browser in browsers]
        return not any(is_whole(answer, path) for answer in answers)

    wait_until(none_reads, WITHIN)
    for browser in browsers:
        browser.close()


@pytest.mark.parametrize("what", ["its end", "the domain"])
def test_within_two_seconds_of_a_change_no_process_takes_the_passes_of_its_readers(
    served: RunningSite, registrar: Registrar, path: str, each_process: list[Connection], what: str
) -> None:
    registrar.institution(LIBRARY, seats=SEATS, domains=["example.com"])
    reader = registrar.reader()
    mine = [*served.host, reader.session_alone]
    copied: list[tuple[str, str]] = []

    def opens_everywhere() -> bool:
        answer = each_process[0].get("/account/nav/", mine)
        copied[:] = [*served.host, ("Cookie", cookies_of(answer)[1])]
        return all(is_whole(connection.get(path, copied), path) for connection in each_process)

    wait_until(opens_everywhere, 10.0)
    assert registrar.seats_taken(LIBRARY) == 1
    registrar.institution(LIBRARY, domains=["other.example"], ended=what == "its end")

    def opens_nowhere() -> bool:
        lines = (copied, mine)
        return not any(is_whole(one.get(path, each), path) for one in each_process for each in lines)

    wait_until(opens_nowhere, WITHIN)
    assert registrar.seats_taken(LIBRARY) == 0
