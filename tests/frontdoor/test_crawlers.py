"""Who says that they are a search engine: nobody waits, nobody is believed, and no flood reaches the name servers."""

import threading
from collections.abc import Sequence
from ipaddress import ip_address

import pytest

from standfirst.access.clients import Address
from standfirst.frontdoor.crawlers import (
    AT_FIRST,
    CONFIRMED_FOR,
    MOST_WAITING,
    REFUSED_FOR,
    UNKNOWN_FOR,
    Crawler,
    Crawlers,
)
from standfirst.frontdoor.resolving import CannotTell, TableResolver

ENGINE = Crawler("EngineBot", ("engine.example",))
AGENT = b"Mozilla/5.0 (compatible; enginebot/2.1; +http://engine.example/bot.html)"
GOOD, BAD = ip_address("192.0.2.1"), ip_address("192.0.2.2")
TABLE = {"192.0.2.1": "crawl-1.engine.example", "192.0.2.2": "host.evil.example"}


class Counting:
    """A resolver that counts who is asked about, and that a test can stop or break."""

    def __init__(self) -> None:
        self.asked: list[Address] = []
        self.table = TableResolver(TABLE)
        self.open = threading.Event()
        self.open.set()
        self.broken = False

    def names_of(self, address: Address, deadline: float) -> Sequence[str]:
        self.asked.append(address)
        assert self.open.wait(10)
        if self.broken:
            raise CannotTell
        return self.table.names_of(address, deadline)

    def addresses_of(self, name: str, version: int, deadline: float) -> Sequence[Address]:
        return self.table.addresses_of(name, version, deadline)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Post:
    """Crawlers with a clock and a resolver of the test's own."""

    def __init__(self) -> None:
        self.resolver, self.clock = Counting(), Clock()
        self.crawlers = Crawlers(self.resolver, self.clock)
        self.crawlers.let_in([ENGINE])

    def asks(self, address: Address, agent: bytes | None = AGENT) -> bool:
        return self.crawlers.is_one(agent, address)

    def asks_again(self, address: Address, agent: bytes = AGENT) -> bool:
        """The second time, when whatever the first set going has ended."""
        self.asks(address, agent)
        self.settle()
        return self.asks(address, agent)

    def settle(self) -> None:
        # The threads take their work in order: what is given to them now begins when all before it has begun.
        met = threading.Barrier(3)
        for _ in range(2):
            self.crawlers._threads.submit(met.wait, 10)
        met.wait(10)


@pytest.fixture
def post() -> Post:
    return Post()


def test_the_first_request_is_nobodys_and_the_next_is_the_engines(post: Post) -> None:
    assert not post.asks(GOOD)
    post.settle()
    assert post.asks(GOOD)
    assert not post.asks_again(BAD)


@pytest.mark.parametrize("agent", [None, b"", b"Mozilla/5.0", b"engine.example", b"Engine Bot"])
def test_who_does_not_say_so_is_not_looked_at(post: Post, agent: bytes | None) -> None:
    assert not post.asks(GOOD, agent)
    assert not post.resolver.asked


def test_a_yes_holds_for_a_day_and_a_no_for_an_hour(post: Post) -> None:
    assert (post.asks_again(GOOD), post.asks_again(BAD)) == (True, False)
    asked = len(post.resolver.asked)
    post.clock.now += REFUSED_FOR - 1
    assert (post.asks(GOOD), post.asks(BAD)) == (True, False)
    assert len(post.resolver.asked) == asked
    post.clock.now += 2
    assert not post.asks_again(BAD)
    assert len(post.resolver.asked) == asked + 1
    post.clock.now += CONFIRMED_FOR
    assert not post.asks(GOOD), "it is looked at again"


def test_nobody_waits_for_a_name_server_and_what_it_cannot_tell_is_asked_again_soon(post: Post) -> None:
    post.resolver.open.clear()
    assert not post.asks(GOOD), "an answer came, while the name server is silent"
    post.resolver.broken = True
    post.resolver.open.set()
    assert not post.asks_again(GOOD)
    post.resolver.broken = False
    post.clock.now += UNKNOWN_FOR + 1
    assert post.asks_again(GOOD)


def test_a_flood_of_claims_asks_a_handful_of_questions_and_is_forgotten(post: Post) -> None:
    post.resolver.open.clear()
    for number in range(1_000):
        assert not post.asks(ip_address(0x0A000000 + number))
    post.resolver.open.set()
    post.settle()
    assert len(post.resolver.asked) <= min(AT_FIRST, MOST_WAITING)
    post.clock.now += 60
    assert post.asks_again(GOOD), "who is the engine's is found out afterwards"


def test_a_house_with_many_ipv6_addresses_is_asked_about_once(post: Post) -> None:
    first = int(ip_address("2001:db8::"))
    for number in range(8):
        assert not post.asks_again(ip_address(first + number))
    assert len(post.resolver.asked) == 1


def test_when_the_publication_lets_nobody_read_nobody_is_looked_at(post: Post) -> None:
    assert post.asks_again(GOOD)
    post.crawlers.let_in([])
    assert not post.crawlers.any
    assert not post.asks(GOOD)
    post.crawlers.let_in([Crawler("EngineBot", ("other.example",))])
    assert not post.asks_again(GOOD), "what was found by other domains does not count"
