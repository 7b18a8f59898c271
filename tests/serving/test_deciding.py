"""What a running site keeps of its decisions, over several processes: all of them, right, and of nobody."""

import random
from collections.abc import Iterator

import pytest

from tests.serving.conftest import MakeSite
from tests.serving.registrar import Account, Registrar
from tests.serving.running import RunningSite, wait_until
from tests.serving.wire import Connection

BROWSER = ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
ALLOWANCE = 5


@pytest.fixture(scope="module")
def served(make_site: MakeSite) -> RunningSite:
    """Two web processes."""
    return make_site("deciding").start()


@pytest.fixture(scope="module")
def registrar(served: RunningSite) -> Iterator[Registrar]:
    with Registrar(served) as registrar:
        yield registrar


def goes(site: RunningSite, path: str, account: Account | None, connections: list[Connection]) -> None:
    """Opens a page, now here and now there, with the pass or, as after five minutes, with the session alone."""
    lines = [*site.host, BROWSER]
    if account is not None:
        lines.append(random.choice([account.session_alone, account.signed_in]))
    assert random.choice(connections).get(path, lines).status == 200


def test_every_decision_is_kept_with_what_any_allowance_would_have_made_of_it_and_nothing_of_a_person(
    served: RunningSite, registrar: Registrar
) -> None:
    random.seed(20)
    paths = registrar.premium_articles(8)
    ann, bob, cyd = registrar.reader(), registrar.reader(), registrar.reader(subscriber=True)
    visits = 0
    with served.connections() as open_ones:
        connections = list(open_ones.values())
        # Each comes twice: in which order the refused were met is not told across processes within one second.
        for path in [*paths, *paths]:
            goes(served, path, ann, connections)
            visits += 1
        for path in paths[:6]:
            goes(served, path, bob, connections)
            goes(served, path, cyd, connections)
            goes(served, path, None, connections)
            visits += 3
    wait_until(lambda: registrar.decided().all == visits, 10.0, lambda: str(registrar.decided()))

    # Ann was stopped twice at each of three articles; Bob at one; six times somebody without an account.
    assert registrar.decided().met == 6 + 1 + 6
    assert registrar.would_meet(ALLOWANCE) == (13, 13)
    assert registrar.would_meet(6) == (6 + 4, 6 + 4)
    assert registrar.would_meet(7) == (6 + 2, 6 + 2)
    assert registrar.would_meet(1) == (6 + 14 + 5, 6 + 14 + 5)

    kept = registrar.decided().kept
    for somebody in (ann, bob, cyd):
        for theirs in (somebody.subject, somebody.session, somebody.reader_pass, somebody.subject[:8]):
            assert theirs not in kept.replace("-", "")
    for trace in ("@", "127.0.0.1", "Firefox", "/premium/"):
        assert trace not in kept


def test_what_was_decided_is_written_when_the_site_ends(served: RunningSite, registrar: Registrar) -> None:
    (path,) = registrar.premium_articles(1)
    with Connection(served.port) as connection:
        before = registrar.decided().all
        for _ in range(20):
            connection.get(path, [*served.host, BROWSER])
    served.stop()
    assert registrar.decided().all == before + 20
    served.start()


def test_a_publication_may_choose_that_nothing_is_kept(make_site: MakeSite) -> None:
    site = make_site("forgetting", web=1, environment={"STANDFIRST_DECISIONS_DAYS": "0"}).start()
    with Registrar(site) as registrar:
        (path,) = registrar.premium_articles(1)
        ann = registrar.reader()
        with Connection(site.port) as connection:
            for lines in ([], [ann.signed_in], [ann.session_alone]):
                assert connection.get(path, [*site.host, BROWSER, *lines]).status == 200
        site.stop()
        assert registrar.decided().kept == ""
