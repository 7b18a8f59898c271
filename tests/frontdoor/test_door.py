import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.clients import Proxies
from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.policy import Visitor, decide
from standfirst.frontdoor.answers import prepare
from standfirst.frontdoor.callers import Callers
from standfirst.frontdoor.counts import Counts
from standfirst.frontdoor.door import Ask, Decision, Door, Fill
from standfirst.frontdoor.entries import EntryStore
from standfirst.frontdoor.following import Sight
from standfirst.frontdoor.resolving import TableResolver
from standfirst.frontdoor.revocations import Revocations
from standfirst.frontdoor.security_headers import security_headers
from standfirst.frontdoor.visitors import Visitors
from tests.frontdoor.stage import COOKIES, KEYS, SECRET_SENTENCE, Newsroom, a_head, a_pass, pass_cookie

NOW = time.time()
ARTICLES = {"/free/": Level.FREE, "/registered/": Level.REGISTERED, "/premium/": Level.PREMIUM}
TIERS = list(Tier)
CRAWLERS_NAMES = {"192.0.2.1": "crawl-1.engine.example", "192.0.2.2": "crawl-1.engine.example.evil.example"}


class Lobby:
    """A door with every variant of three articles in memory, and a ``sight`` that a test can dim."""

    def __init__(self, *, https: bool = False) -> None:
        self.sight = Sight.CLEAR
        self.callers = Callers(Proxies(["10.0.0.1"]), TableResolver(CRAWLERS_NAMES))
        self.store = EntryStore(10_000_000)
        self.counts = Counts()
        who = Visitors(KEYS, COOKIES, Revocations()).who
        self.door = Door(self.store, who, lambda: self.sight, self.counts.now, self.callers)
        newsroom = Newsroom()
        for path, level in ARTICLES.items():
            newsroom.publish(path, level)
            for variant in Variant if level is not Level.FREE else [Variant.FULL]:
                rendering = newsroom.render(path, "", variant)
                plan = newsroom.pages[path]
                answers = prepare(rendering, plan, variant, security_headers(https=https))
                self.store.put(path.encode(), plan, variant, answers)

    def ask(self, target: str, method: str = "GET", peer: str = "", **lines: str) -> Decision:
        return self.door.decide(a_head(target, method, **lines), NOW, peer=peer)

    def get(self, target: str, method: str = "GET", **lines: str) -> tuple[bytes, dict[str, str], bytes]:
        answer = self.ask(target, method, **lines)
        assert isinstance(answer, bytes)
        head, _, body = answer.partition(b"\r\n\r\n")
        status, *rest = head.decode().split("\r\n")
        return status.encode(), dict(line.split(": ", 1) for line in rest), body


@pytest.fixture
def lobby() -> Lobby:
    return Lobby()


def cookie_of(tier: Tier) -> dict[str, str]:
    return {} if tier is Tier.ANONYMOUS else {"Cookie": pass_cookie(tier)}


@pytest.mark.parametrize(("path", "tier"), list(product(ARTICLES, TIERS)))
def test_everybody_gets_the_variant_that_the_policy_gives_them(lobby: Lobby, path: str, tier: Tier) -> None:
    status, _, body = lobby.get(path, **cookie_of(tier))
    expected = decide(ARTICLES[path], 7, Visitor(tier)).variant
    assert status == b"HTTP/1.1 200 OK"
    assert f"as {expected}".encode() in body
    assert (SECRET_SENTENCE.encode() in body) == (expected is Variant.FULL and path != "/free/")


def test_a_grant_opens_its_article_and_no_other(lobby: Lobby) -> None:
    granted = pass_cookie(Tier.REGISTERED, grants=frozenset({7}))
    other = pass_cookie(Tier.REGISTERED, grants=frozenset({8}))
    assert SECRET_SENTENCE.encode() in lobby.get("/premium/", Cookie=granted)[2]
    assert SECRET_SENTENCE.encode() not in lobby.get("/premium/", Cookie=other)[2]


def test_no_validator_of_another_variant_or_encoding_is_ever_confirmed(lobby: Lobby) -> None:
    shapes = list(product(ARTICLES, TIERS, ("identity", "gzip", "br")))
    etags = {shape: lobby.get(shape[0], Accept_Encoding=shape[2], **cookie_of(shape[1]))[1]["ETag"] for shape in shapes}
    for shape, other in product(shapes, shapes):
        path, tier, encoding = shape
        status, headers, _body = lobby.get(
            path, Accept_Encoding=encoding, If_None_Match=etags[other], **cookie_of(tier)
        )
        assert (status == b"HTTP/1.1 304 Not Modified") == (etags[shape] == etags[other])
        assert headers["ETag"] == etags[shape]
    by_variant = {(path, decide(ARTICLES[path], 7, Visitor(tier)).variant, encoding) for path, tier, encoding in shapes}
    assert len(set(etags.values())) == len(by_variant)


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other",W/{} ', "*"])
def test_a_validator_is_compared_weakly(lobby: Lobby, form: str) -> None:
    etag = lobby.get("/free/")[1]["ETag"]
    status, headers, body = lobby.get("/free/", If_None_Match=form.format(etag))
    assert status == b"HTTP/1.1 304 Not Modified"
    assert body == b""
    assert "Content-Length" not in headers


@pytest.mark.parametrize("tier", TIERS)
def test_a_head_request_gets_the_headers_of_get_and_no_body(lobby: Lobby, tier: Tier) -> None:
    for path, encoding in product(ARTICLES, ("identity", "br")):
        status, headers, body = lobby.get(path, Accept_Encoding=encoding, **cookie_of(tier))
        asked = lobby.get(path, "HEAD", Accept_Encoding=encoding, **cookie_of(tier))
        assert asked == (status, headers, b"")
        assert int(headers["Content-Length"]) == len(body)


@pytest.mark.parametrize(
    "lines",
    [
        {"Range": "bytes=0-10"},
        {"Range": "bytes=-5", "If_Range": '"x"'},
        {"If_Modified_Since": "Tue, 01 Jan 2030 00:00:00 GMT"},
        {"If_Unmodified_Since": "Tue, 01 Jan 1980 00:00:00 GMT"},
        {"If_Match": '"x"'},
        {"User_Agent": "Googlebot/2.1"},
        {"Referer": "https://www.google.com/"},
        {"X_Forwarded_For": "66.249.66.1"},
        {"X_Original_URL": "/free/"},
        {"X_HTTP_Method_Override": "POST"},
        {"X_Member_Tier": "subscriber"},
        {"Accept": "application/json"},
        {"Cache_Control": "only-if-cached, max-stale=99999"},
        {"HX_Request": "true"},
    ],
)
def test_no_header_line_but_a_pass_changes_what_an_anonymous_visitor_gets(lobby: Lobby, lines: dict[str, str]) -> None:
    assert lobby.get("/registered/", **lines) == lobby.get("/registered/")


def test_gated_text_is_for_the_readers_own_cache_only(lobby: Lobby) -> None:
    full = lobby.get("/registered/", **cookie_of(Tier.REGISTERED))[1]
    walled = lobby.get("/registered/")[1]
    free = lobby.get("/free/")[1]
    assert full["Cache-Control"] == "private, no-cache"
    assert walled["Cache-Control"] == free["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert full["Vary"] == walled["Vary"] == free["Vary"] == "Accept-Encoding, Cookie"


@pytest.mark.parametrize("https", [False, True])
def test_every_answer_carries_the_security_headers(https: bool) -> None:
    lobby = Lobby(https=https)
    etag = lobby.get("/free/")[1]["ETag"]
    for headers in (lobby.get("/free/")[1], lobby.get("/free/", "HEAD")[1], lobby.get("/free/", If_None_Match=etag)[1]):
        assert dict(security_headers(https=https)).items() <= headers.items()
        assert ("Strict-Transport-Security" in headers) == https


def test_an_answer_to_a_client_that_closes_says_so(lobby: Lobby) -> None:
    assert lobby.get("/free/", Connection="close")[1]["Connection"] == "close"
    assert "Connection" not in lobby.get("/free/")[1]


def test_a_page_nobody_asked_for_yet_is_rendered_whole_first_to_learn_its_level(lobby: Lobby) -> None:
    assert lobby.ask("/new/") == Fill(b"/new/", Variant.FULL)
    assert lobby.ask("/new/?utm_source=mail") == Fill(b"/new/", Variant.FULL)


@pytest.mark.parametrize(
    "query", ["preview=1", "full=1", "amp=1", "utm_source=x&fbclid=y", "a=%00", "page=2", "print", "gift[]=x"]
)
def test_no_query_gives_another_page_than_the_plain_one(lobby: Lobby, query: str) -> None:
    assert lobby.get(f"/registered/?{query}") == lobby.get("/registered/")


@pytest.mark.parametrize(
    "target",
    ["//registered/", "/./registered/", "/registered//", "/%72egistered/", "/registered;x.js", "/registered/../"],
)
def test_no_other_spelling_is_answered_from_memory(lobby: Lobby, target: str) -> None:
    assert lobby.ask(target, **cookie_of(Tier.SUBSCRIBER)) is Ask.DJANGO


@pytest.mark.parametrize(
    "cookie",
    [
        f"{COOKIES.session}=x",
        f"{COOKIES.provisional}=x",
        f"{COOKIES.welcome}=x",
        f"sf_pass={a_pass()}; sf_pass={a_pass(Tier.SUBSCRIBER)}",
    ],
)
def test_a_visitor_whom_only_django_can_tell_is_djangos(lobby: Lobby, cookie: str) -> None:
    assert lobby.ask("/registered/", Cookie=cookie) is Ask.DJANGO


def test_nothing_is_said_from_memory_while_changes_wait_to_be_read(lobby: Lobby) -> None:
    lobby.sight = Sight.BEHIND
    assert lobby.ask("/free/") is Ask.LOOK


def test_the_wall_stays_closed_while_the_log_cannot_be_read(lobby: Lobby) -> None:
    lobby.sight = Sight.BLIND
    assert lobby.get("/free/")[0] == lobby.get("/registered/")[0] == b"HTTP/1.1 200 OK"
    assert lobby.ask("/registered/", **cookie_of(Tier.REGISTERED)) is Ask.DJANGO
    lobby.sight = Sight.LOST
    assert lobby.ask("/free/") is Ask.DJANGO


requests = st.tuples(
    st.sampled_from(["", "?utm_source=a", "?page=2", "?full=1"]),
    st.sampled_from(["GET", "HEAD"]),
    st.sampled_from(["", "sf_pass=", "sf_pass=x.y.z", "sf_in=1", "a=sf_pass", "sf_session", "; ;=;"]),
    st.sampled_from(["br", "gzip;q=0", "*", "identity"]),
    st.sampled_from(["*", '"x"', "W/", ""]),
)


@given(requests)
def test_nothing_without_a_pass_yields_a_gated_word(shape: tuple[str, str, str, str, str]) -> None:
    query, method, cookie, encoding, matches = shape
    lobby = _the_lobby
    for path in ("/registered/", "/premium/"):
        lines = {"Accept_Encoding": encoding, "If_None_Match": matches, "Cookie": cookie}
        answer = lobby.ask(path + query, method, **lines)
        full = lobby.store.entries[path.encode()].variants[Variant.FULL]
        assert answer is Ask.DJANGO or isinstance(answer, bytes)
        assert isinstance(answer, Ask) or not any(
            answer.endswith(ready.whole) or ready.etag in answer for ready in full.by_encoding
        )


_the_lobby = Lobby()
