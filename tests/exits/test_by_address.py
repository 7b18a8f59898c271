"""Who reads by where they come from: an institution's people, a confirmed search engine; nobody else gains by it."""

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from tests.exits.cast import Cast
from tests.exits.oracle import Oracle
from tests.exits.places import CRAWLER, IN_THE_NETWORK, PRETENDERS, PROXY
from tests.exits.visitors import CRAWLER as GOOGLEBOT
from tests.exits.visitors import STRANGER
from tests.serving.running import RunningSite, wait_until
from tests.serving.wire import Answer, Connection

Oracles = dict[frozenset[str], Oracle]
SAYS_SO = ("User-Agent", GOOGLEBOT)
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP")
WAYS = (
    ("GET", ()),
    ("HEAD", ()),
    ("GET", (("Range", "bytes=0-99999"),)),
    ("GET", (("Accept-Encoding", "br"),)),
)


@pytest.fixture
def library(site: RunningSite) -> Iterator[Connection]:
    with Connection(site.port, source=IN_THE_NETWORK) as connection:
        yield connection


def cookies_of(answer: Answer) -> str:
    """What a browser sends back of it."""
    lines = [value.partition(";")[0] for name, value in answer.headers if name.lower() == "set-cookie"]
    return "; ".join(line for line in lines if not line.endswith("="))


def is_known(site: RunningSite, cast: Cast, oracle: Oracle, source: str, agent: tuple[str, str]) -> None:
    """Waits until both web processes give the whole article to a search engine."""

    def on_each_of_ten() -> bool:
        for _ in range(10):
            with Connection(site.port, source=source) as connection:
                if not oracle.hits(connection.get(cast["premium-1"].path, [*site.host, agent])):
                    return False
        return True

    wait_until(on_each_of_ten, 20)


def test_in_the_network_everything_is_read_at_once_and_from_then_on_by_a_pass(
    site: RunningSite, cast: Cast, oracles: Oracles, library: Connection
) -> None:
    oracle = oracles[STRANGER]
    first = library.get(cast["premium-1"].path, site.host)
    assert oracle.hits(first)
    assert first.header("cache-control") == "private, no-store"
    cookie = ("Cookie", cookies_of(first))
    for article in cast.walled:
        answer = library.get(article.path, [*site.host, cookie])
        assert oracle.hits(answer)
        assert answer.header("cache-control") == "private, no-cache", "it was the front door that answered"
        assert "Northport" not in answer.text
    told = library.get("/account/institution/", [*site.host, cookie])
    assert "Northport University Library" in told.text
    assert told.header("cache-control") == "private, no-store"


def test_a_pass_of_the_network_opens_nothing_elsewhere_however_it_is_carried(
    site: RunningSite, cast: Cast, oracles: Oracles, library: Connection, connection: Connection
) -> None:
    cookie = cookies_of(library.get(cast["premium-1"].path, site.host))
    sealed = dict(part.split("=", 1) for part in cookie.split("; "))["sf_pass"]
    ways = [cookie, f"sf_pass={sealed}", f"sf_meter={sealed}", f"sf_seat={sealed}; sf_at=1", f"sf_provisional={sealed}"]
    addresses = (IN_THE_NETWORK, f"{IN_THE_NETWORK}, {PROXY}")
    lies = [[], *([(name, value)] for name in FORWARDED for value in addresses)]
    for article, carried, lie in product(cast.walled[:3], ways, lies):
        for method in ("GET", "HEAD"):
            lines = [*site.host, ("Cookie", carried), *lie]
            assert not oracles[STRANGER].hits(connection.ask(method, article.path, lines)), f"{carried} {lie}"


@pytest.mark.parametrize("name", FORWARDED)
def test_nobody_is_in_the_network_by_saying_so(
    site: RunningSite, cast: Cast, oracles: Oracles, connection: Connection, name: str
) -> None:
    for value in (
        IN_THE_NETWORK,
        f"{IN_THE_NETWORK}, 127.0.0.1",
        f"for={IN_THE_NETWORK}",
        f"{IN_THE_NETWORK}, {PROXY}",
    ):
        for article in cast.walled:
            answer = connection.get(article.path, [*site.host, (name, value)])
            assert not oracles[STRANGER].hits(answer)
            assert not answer.has("set-cookie")


def test_in_the_network_whatever_is_asked_for_gives_a_stranger_elsewhere_nothing_afterwards(
    site: RunningSite, cast: Cast, oracles: Oracles, library: Connection, connection: Connection
) -> None:
    oracle = oracles[STRANGER]
    cookie = ("Cookie", cookies_of(library.get(cast["premium-1"].path, site.host)))
    for article, (method, more), mine in product(cast.walled, WAYS, ((), (cookie,))):
        inside = library.ask(method, article.path, [*site.host, *mine, *more])
        assert bool(oracle.hits(inside)) == (method == "GET")
        assert not oracle.hits(connection.ask(method, article.path, [*site.host, *more]))


def test_a_confirmed_search_engine_reads_and_no_cache_and_no_archive_keeps_it(
    site: RunningSite, cast: Cast, oracles: Oracles, connection: Connection
) -> None:
    oracle = oracles[STRANGER]
    is_known(site, cast, oracle, CRAWLER, SAYS_SO)
    with Connection(site.port, source=CRAWLER) as engine:
        for article, (method, more) in product(cast.walled, WAYS):
            answer = engine.ask(method, article.path, [*site.host, SAYS_SO, *more])
            assert bool(oracle.hits(answer)) == (method == "GET")
            assert answer.header("cache-control") == "private, no-store"
            assert answer.header("x-robots-tag") == "noarchive"
            assert not answer.has("set-cookie")
            stranger = connection.ask(method, article.path, [*site.host, SAYS_SO, *more])
            assert not oracle.hits(stranger)
            assert not stranger.has("x-robots-tag")
            browser = engine.ask(method, article.path, [*site.host, ("User-Agent", "Mozilla/5.0"), *more])
            assert not oracle.hits(browser), "without its name it is anybody"


@pytest.mark.parametrize("source", ["127.0.0.1", *PRETENDERS])
def test_who_only_calls_itself_one_gets_to_the_byte_what_a_browser_gets(
    site: RunningSite, cast: Cast, oracles: Oracles, source: str
) -> None:
    with Connection(site.port, source=source) as pretender:
        for _, article in product(range(3), cast.walled):
            said = pretender.get(article.path, [*site.host, SAYS_SO, ("X-Forwarded-For", "66.249.66.1")])
            plain = pretender.get(article.path, [*site.host, ("User-Agent", "Mozilla/5.0")])
            assert not oracles[STRANGER].hits(said)
            assert said.body == plain.body
            assert said.header("cache-control") == plain.header("cache-control")


def test_the_paywall_is_told_to_all_alike(
    site: RunningSite, cast: Cast, oracles: Oracles, connection: Connection
) -> None:
    is_known(site, cast, oracles[STRANGER], CRAWLER, SAYS_SO)
    with Connection(site.port, source=CRAWLER) as engine:
        for article in cast.walled:
            seen = [each.get(article.path, [*site.host, SAYS_SO]).text for each in (engine, connection)]
            told = [markup(page) for page in seen]
            assert told[0] == told[1]
            assert told[0]["isAccessibleForFree"] is False
            assert told[0]["hasPart"]["isAccessibleForFree"] is False


def markup(page: str) -> dict[str, Any]:
    """What the structured data say of the wall. The words of a correction stand in the whole page alone."""
    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    return {name: data.get(name) for name in ("@type", "isAccessibleForFree", "hasPart")}
