"""What the door does with an address: institutions' networks go to Django once, crawlers read, nobody else gains."""

import time
from itertools import product

import pytest

from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.passes import ReaderPass
from standfirst.access.policy import Visitor
from standfirst.access.ranges import Range
from standfirst.frontdoor.callers import TAG, Rules
from standfirst.frontdoor.crawlers import Crawler
from standfirst.frontdoor.door import Ask, Decision
from standfirst.frontdoor.following import Sight
from tests.frontdoor.stage import (
    COOKIES,
    KEYS,
    SECRET_SENTENCE,
    Newsroom,
    a_house,
    exchange,
    pass_cookie,
    played,
    request,
    served,
)
from tests.frontdoor.test_door import NOW, Lobby

INSIDE, OUTSIDE, PROXY = "198.51.100.9", "203.0.113.5", "10.0.0.1"
NORTHPORT = Rules([Range("198.51.100.0/24", 4, 0, NOW + 100)], [Crawler("EngineBot", ("engine.example",))])
AGENT = "Mozilla/5.0 (compatible; EngineBot/2.1)"
ENGINE, PRETENDER = "192.0.2.1", "192.0.2.2"
SECRET = SECRET_SENTENCE.encode()


def seat(institution: int = 4, tier: Tier = Tier.ANONYMOUS, name: str = COOKIES.reader_pass) -> str:
    now = int(time.time())
    held = Visitor(tier, institution=institution)
    return f"{name}={KEYS.seal(ReaderPass(held, bytes(15) + b'a', now + 300, now))}"


@pytest.fixture
def lobby() -> Lobby:
    made = Lobby()
    made.callers.follow(NORTHPORT)
    return made


def is_whole(decision: Decision) -> bool:
    return isinstance(decision, bytes) and SECRET in decision


def crawl(lobby: Lobby, target: str = "/premium/", peer: str = ENGINE, method: str = "GET", **lines: str) -> Decision:
    """The second visit of something that calls itself the engine, when what it is has been found out."""
    lobby.ask(target, method, peer, User_Agent=AGENT, **lines)
    for _ in range(2):
        lobby.callers.crawlers._threads.submit(int).result(10)
    deadline = time.monotonic() + 10
    while lobby.callers.crawlers._under_way and time.monotonic() < deadline:
        lobby.callers.crawlers._note()
    return lobby.ask(target, method, peer, User_Agent=AGENT, **lines)


def test_somebody_at_a_wall_in_an_institutions_network_is_djangos_to_give_a_seat(lobby: Lobby) -> None:
    for path in ("/registered/", "/premium/"):
        assert lobby.ask(path, peer=INSIDE) is Ask.DJANGO
        assert isinstance(lobby.ask(path, peer=OUTSIDE), bytes)
    assert isinstance(lobby.ask("/free/", peer=INSIDE), bytes)


def test_with_a_seat_every_page_is_answered_from_memory(lobby: Lobby) -> None:
    for path in ("/registered/", "/premium/"):
        assert is_whole(lobby.ask(path, peer=INSIDE, Cookie=seat()))
    status, headers, _ = lobby.get("/premium/", peer=INSIDE, Cookie=seat())
    assert (status, headers["Cache-Control"]) == (b"HTTP/1.1 200 OK", "private, no-cache")


@pytest.mark.parametrize("path", ["/free/", "/registered/", "/premium/"])
@pytest.mark.parametrize("peer", [OUTSIDE, "", "not an address", PROXY])
def test_a_seat_that_is_carried_home_opens_nothing(lobby: Lobby, path: str, peer: str) -> None:
    assert lobby.ask(path, peer=peer, Cookie=seat()) is Ask.DJANGO


def test_a_seat_at_another_institution_or_at_one_that_has_ended_opens_nothing(lobby: Lobby) -> None:
    assert lobby.ask("/premium/", peer=INSIDE, Cookie=seat(5)) is Ask.DJANGO
    lobby.callers.follow(Rules([Range("198.51.100.0/24", 4, 0, NOW)]))
    assert lobby.ask("/premium/", peer=INSIDE, Cookie=seat()) is Ask.DJANGO
    lobby.callers.follow(Rules())
    assert lobby.ask("/premium/", peer=INSIDE, Cookie=seat()) is Ask.DJANGO


def test_a_seat_in_the_place_of_the_anonymous_meter_is_none(lobby: Lobby) -> None:
    planted = seat(name=COOKIES.meter)
    assert not is_whole(lobby.ask("/premium/", peer=OUTSIDE, Cookie=planted))
    assert lobby.ask("/premium/", peer=INSIDE, Cookie=planted) is Ask.DJANGO


def test_a_proxy_is_believed_and_nobody_else(lobby: Lobby) -> None:
    said = [{"X_Forwarded_For": INSIDE}, {"x_forwarded_for": f"6.6.6.6, {INSIDE}"}]
    for lines in said:
        assert is_whole(lobby.ask("/premium/", peer=PROXY, Cookie=seat(), **lines))
        assert lobby.ask("/premium/", peer=OUTSIDE, Cookie=seat(), **lines) is Ask.DJANGO
        assert not is_whole(lobby.ask("/premium/", peer=OUTSIDE, **lines))
    for name in ("Forwarded", "X_Real_IP", "True_Client_IP", "CF_Connecting_IP", "X_Client_IP"):
        assert lobby.ask("/premium/", peer=PROXY, Cookie=seat(), **{name: INSIDE}) is Ask.DJANGO
        assert isinstance(lobby.ask("/premium/", peer=PROXY, **{name: INSIDE}), bytes)


def test_while_it_is_not_known_which_networks_count_no_seat_opens_anything(lobby: Lobby) -> None:
    lobby.callers.doubt()
    assert lobby.ask("/premium/", peer=INSIDE, Cookie=seat()) is Ask.DJANGO
    assert not is_whole(crawl(lobby))
    lobby.callers.follow(NORTHPORT)
    assert is_whole(lobby.ask("/premium/", peer=INSIDE, Cookie=seat()))


def test_a_page_that_is_fetched_ahead_takes_no_seat(lobby: Lobby) -> None:
    assert lobby.ask("/premium/", peer=INSIDE, Sec_Purpose="prefetch") is Ask.NOT_AHEAD


def test_readers_of_other_tiers_are_asked_about_where_they_meet_a_wall_and_only_there(lobby: Lobby) -> None:
    assert lobby.ask("/premium/", peer=INSIDE, Cookie=pass_cookie(Tier.REGISTERED)) is Ask.DJANGO
    for path, tier in (("/registered/", Tier.REGISTERED), ("/premium/", Tier.SUBSCRIBER)):
        assert is_whole(lobby.ask(path, peer=INSIDE, Cookie=pass_cookie(tier)))


def test_a_confirmed_crawler_reads_and_neither_cache_nor_archive_keeps_it(lobby: Lobby) -> None:
    first = lobby.ask("/premium/", peer=ENGINE, User_Agent=AGENT)
    assert first == lobby.ask("/premium/", peer=OUTSIDE, User_Agent="Mozilla/5.0"), "the teaser, at once"
    for path, method in product(("/registered/", "/premium/"), ("GET", "HEAD")):
        answer = crawl(lobby, path, method=method)
        assert isinstance(answer, bytes)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert (SECRET in body) == (method == "GET")
        assert b"Cache-Control: private, no-store\r\nX-Robots-Tag: noarchive\r\n" in head
        assert b"public" not in head
        tag = head.partition(b"ETag: ")[2].partition(b"\r\n")[0].decode()
        again = lobby.ask(path, method, ENGINE, User_Agent=AGENT, If_None_Match=tag)
        assert isinstance(again, bytes)
        assert again.startswith(b"HTTP/1.1 304")
        assert b"noarchive" in again


@pytest.mark.parametrize("peer", [PRETENDER, OUTSIDE, "192.0.2.3", "", PROXY])
def test_who_only_says_so_gets_what_a_browser_gets(lobby: Lobby, peer: str) -> None:
    for path in ("/free/", "/registered/", "/premium/"):
        assert crawl(lobby, path, peer) == lobby.ask(path, peer=OUTSIDE, User_Agent="Mozilla/5.0")
        forged = crawl(lobby, path, peer, X_Forwarded_For=ENGINE) if peer != PROXY else b""
        assert not is_whole(forged) or path == "/free/"


def test_a_crawler_behind_our_proxy_is_known_by_its_own_address(lobby: Lobby) -> None:
    assert is_whole(crawl(lobby, peer=PROXY, X_Forwarded_For=ENGINE))
    assert not is_whole(crawl(lobby, peer=PROXY, X_Forwarded_For=f"{ENGINE}, {OUTSIDE}"))


def test_without_the_publications_word_a_crawler_is_anybody(lobby: Lobby) -> None:
    assert is_whole(crawl(lobby))
    lobby.callers.follow(Rules(NORTHPORT.ranges))
    assert not is_whole(crawl(lobby))


@pytest.mark.parametrize("sight", [Sight.BLIND, Sight.LOST, Sight.BEHIND])
def test_a_crawler_is_given_nothing_from_a_memory_that_is_not_certain(lobby: Lobby, sight: Sight) -> None:
    assert is_whole(crawl(lobby))
    lobby.sight = sight
    assert lobby.ask("/premium/", peer=ENGINE, User_Agent=AGENT) in (Ask.DJANGO, Ask.LOOK)


def test_a_change_of_the_networks_counts_from_the_next_request_on() -> None:
    """Over a socket: the peer is 127.0.0.1, which is in a network, then is not, then cannot be told."""
    newsroom = Newsroom()
    newsroom.publish("/premium/", Level.PREMIUM)
    rules = [Rules([Range("127.0.0.0/16", 4, 0, NOW + 1_000)])]

    def read() -> Rules:
        if not newsroom.database_is_up:
            raise OSError("the database is down")
        return rules[0]

    async def scene() -> None:
        house = a_house(newsroom, callers=read)
        async with served(house) as port:

            async def asked() -> str:
                answer = await exchange(port, request("/premium/", Cookie=seat()))
                return "whole" if SECRET in answer.body else answer.headers.get("by", "teaser")

            assert await asked() == "whole"
            rules[0] = Rules()
            newsroom.change(TAG)
            assert await asked() == "django"
            rules[0] = Rules([Range("127.0.0.0/16", 4, 0, NOW + 1_000)])
            newsroom.change(TAG)
            while await asked() != "whole":
                pass

    played(scene)


def test_every_variant_but_the_whole_one_is_the_same_for_all_addresses(lobby: Lobby) -> None:
    assert {variant.value for variant in Variant} > {"full"}
    entry = lobby.store.entries[b"/premium/"]
    before = {variant: entry.variants[variant] for variant in Variant}
    crawl(lobby)
    lobby.ask("/premium/", peer=INSIDE, Cookie=seat())
    assert {variant: entry.variants[variant] for variant in Variant} == before
