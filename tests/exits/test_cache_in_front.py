"""With the documented cache before the site, nobody finds there what somebody before them was given."""

import re
import shutil
from collections.abc import Iterator
from itertools import product

import pytest

from tests.exits import routes
from tests.exits.cast import Cast
from tests.exits.nginx import Cache
from tests.exits.oracle import Oracle
from tests.exits.places import CRAWLER, IN_THE_NETWORK
from tests.exits.test_safe_methods import tables
from tests.exits.visitors import CRAWLER as GOOGLEBOT
from tests.exits.visitors import STRANGER, Visitor, Visitors
from tests.serving.running import RunningSite, wait_until
from tests.serving.wire import Answer, Connection, request

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")

Oracles = dict[frozenset[str], Oracle]
WAYS = (
    ("GET", "", ()),
    ("HEAD", "", ()),
    ("GET", "?utm_source=letter", ()),
    ("GET", "", (("Accept-Encoding", "br"),)),
    ("GET", "", (("Range", "bytes=0-99999"),)),
    ("GET", "", (("Cache-Control", "only-if-cached, max-stale"),)),
)


@pytest.fixture(scope="module")
def cache(site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    running = Cache(site, tmp_path_factory.mktemp("nginx"))
    yield running
    running.stop()


@pytest.fixture
def through(cache: Cache) -> Iterator[Connection]:
    with Connection(cache.port) as connection:
        yield connection


def who_may_not(visitors: Visitors) -> list[Visitor]:
    called_back = [visitors.called_back("lapsed"), visitors.called_back("closed")]
    return [*visitors.all_who_may_not(), visitors.at_a_premium_wall(), *called_back, *visitors.all_with_gifts()]


def ask(through: Connection, method: str, target: str, visitor: Visitor, more: tuple[tuple[str, str], ...]) -> Answer:
    return through.ask(method, target, [*visitor.headers, *more])


def test_it_does_keep_something(cast: Cast, visitors: Visitors, through: Connection) -> None:
    page = through.get("/").text
    script = next(part for part in page.split('"') if part.startswith("/static/") and part.endswith(".js"))
    seen = [through.get(script).header("x-cache") for _ in range(3)]
    assert seen[-1] == "HIT"


def test_who_listens_to_a_conversation_hears_through_it_at_once(cast: Cast, through: Connection) -> None:
    page = through.get(f"{cast['free-1'].path}comments/").text
    where = re.search(r"/live/conversation/\d+/", page)
    assert where
    through.send(request("GET", where[0], [("Host", "news.example")]))
    heard = through.as_it_comes(b"data: ")
    assert b"text/event-stream" in heard
    assert b"x-cache: hit" not in heard.lower()


def test_a_gated_article_that_an_entitled_reader_has_just_read_is_not_in_it(
    cast: Cast, visitors: Visitors, oracles: Oracles, through: Connection
) -> None:
    warmed = 0
    holders = (visitors.at_a_premium_wall(), visitors.given_another(), visitors.registered_and_given_another())
    may_read_it = {visitor.name for visitor in holders}
    for article, (method, query, more) in product(cast.walled, WAYS):
        target = f"{article.path}{query}"
        for number, visitor in enumerate(who_may_not(visitors)):
            oracle = oracles[visitor.tiers]
            if number % 3 == 0:
                entitled = ask(through, method, target, visitors.subscriber(), more)
                warmed += bool(oracles[frozenset({"free"})].hits(entitled))
            hits = oracle.hits(ask(through, method, target, visitor, more))
            if visitor.name in may_read_it and article.name == "premium-3":
                continue
            assert not hits, f"{visitor.name}: {method} {target} {more}"
    assert warmed > 150


def test_no_other_exit_gives_from_it_what_an_editor_or_a_subscriber_was_given(
    cast: Cast, visitors: Visitors, oracles: Oracles, through: Connection
) -> None:
    articles = [cast["registered-1"], cast["premium-1"], cast["never-published"]]
    everybody = who_may_not(visitors)
    asked = 0
    for number, address in enumerate(routes.addresses(cast, articles)):
        if "failwhale" in address.path:
            continue
        for entitled in (visitors.editor(), visitors.subscriber()):
            through.get(address.path, entitled.headers)
        for visitor in (visitors.stranger(), everybody[number % len(everybody)]):
            assert not oracles[visitor.tiers].hits(through.get(address.path, visitor.headers)), address
            asked += 1
    assert asked > 300


def test_a_reader_with_the_grant_reads_through_it(
    cast: Cast, visitors: Visitors, oracles: Oracles, through: Connection
) -> None:
    reader = visitors.at_a_premium_wall()
    answer = ask(through, "GET", cast["premium-3"].path, reader, ())
    assert oracles[reader.tiers].hits(answer)
    assert answer.header("x-cache") != "HIT"


def test_a_gifted_article_is_read_through_it_and_neither_it_nor_its_link_is_kept_for_others(
    cast: Cast, visitors: Visitors, oracles: Oracles, through: Connection
) -> None:
    holder, stranger, path = visitors.given_another(), visitors.stranger(), cast["premium-3"].path
    link = f"/gift/{cast.gifts['another']['token']}/"
    for _ in range(3):
        answer = ask(through, "GET", path, holder, ())
        assert oracles[holder.tiers].hits(answer)
        assert answer.header("x-cache") != "HIT"
        assert not oracles[stranger.tiers].hits(ask(through, "GET", path, stranger, ()))
        assert ask(through, "GET", link, stranger, ()).header("x-cache") != "HIT"


def test_asking_for_the_head_through_it_spends_nothing(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles, through: Connection
) -> None:
    reader, path = visitors.thrifty(), cast["premium-2"].path
    before = tables(site)["access_unlock"]
    for _ in range(3):
        assert ask(through, "HEAD", path, reader, ()).status == 200
    assert tables(site)["access_unlock"] == before
    assert oracles[frozenset({"free"})].hits(ask(through, "GET", path, reader, ())), "they had one left to spend"
    assert tables(site)["access_unlock"] != before


def test_what_an_institution_or_a_search_engine_read_through_it_is_in_it_for_nobody_else(
    cast: Cast, visitors: Visitors, oracles: Oracles, cache: Cache, through: Connection
) -> None:
    oracle = oracles[STRANGER]
    with Connection(cache.port, source=IN_THE_NETWORK) as library, Connection(cache.port, source=CRAWLER) as engine:
        path = cast["premium-1"].path
        says_so = ("User-Agent", GOOGLEBOT)

        def let_in() -> bool:
            # Each web process finds out for itself, and the proxy asks now this one, now that one.
            return all(oracle.hits(engine.get(path, [says_so])) for _ in range(10))

        wait_until(let_in, 20)
        for article, (method, query, more) in product(cast.walled, WAYS):
            target = f"{article.path}{query}"
            before = through.ask(method, target, more)
            assert not oracle.hits(before)
            by_engine = engine.ask(method, target, [*more, says_so])
            if method == "GET" and not oracle.hits(by_engine):
                wait_until(let_in, 20)
                by_engine = engine.ask(method, target, [*more, says_so])
            for inside in (library.ask(method, target, more), by_engine):
                assert bool(oracle.hits(inside)) == (method == "GET"), "nor is a stranger's teaser kept for them"
                assert inside.header("x-cache") != "HIT"
            for visitor in (visitors.stranger(), visitors.false_crawler(), visitors.forger()):
                assert not oracle.hits(ask(through, method, target, visitor, more)), f"{visitor.name}: {target} {more}"
