import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from standfirst.access.levels import Level, Tier, Variant
from standfirst.frontdoor.filling import Render
from standfirst.frontdoor.house import FrontDoor
from standfirst.frontdoor.limits import Limits
from standfirst.frontdoor.security_headers import security_headers
from tests.frontdoor.stage import (
    COOKIES,
    SECRET_SENTENCE,
    Answer,
    Gate,
    Newsroom,
    Rendered,
    a_house,
    exchange,
    pass_cookie,
    played,
    read_answer,
    request,
    served,
)

SECRET = SECRET_SENTENCE.encode()


@pytest.fixture(autouse=True)
def sweeps_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deadlines are looked at once a second; a test need not wait that long."""
    monkeypatch.setattr("standfirst.frontdoor.house._SWEEP_EVERY", 0.01)


def a_newsroom() -> Newsroom:
    newsroom = Newsroom()
    newsroom.publish("/free/", article=1)
    newsroom.publish("/registered/", Level.REGISTERED, article=2)
    newsroom.publish("/premium/", Level.PREMIUM, article=3)
    return newsroom


def with_server(scene: Callable[[int], Awaitable[None]], house: FrontDoor | None = None) -> None:
    house = house or a_house(a_newsroom())

    async def whole() -> None:
        async with served(house) as port:
            await scene(port)

    played(whole)


def answer_to(sent: bytes, house: FrontDoor | None = None, *, bodiless: bool = False) -> Answer:
    answers: list[Answer] = []

    async def scene(port: int) -> None:
        answers.append(await exchange(port, sent, bodiless=bodiless))

    with_server(scene, house)
    return answers[0]


async def conversation(port: int, sent: bytes, count: int) -> list[Answer]:
    """``count`` answers on one connection that was sent ``sent``."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    answers = [await read_answer(reader) for _ in range(count)]
    writer.close()
    return answers


async def everything(port: int, sent: bytes) -> bytes:
    """All that the server says to ``sent`` until it closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    said = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    return said


def test_a_page_is_rendered_once_and_then_answered_from_memory() -> None:
    newsroom = a_newsroom()

    async def scene(port: int) -> None:
        first, second = await exchange(port, request("/free/")), await exchange(port, request("/free/?utm_source=x"))
        assert first.status == second.status == 200
        assert first.body == second.body
        assert first.headers["x-old"] == "kept"

    with_server(scene, a_house(newsroom))
    assert len(newsroom.renders) == 1


def test_a_walled_article_is_rendered_once_a_variant_and_never_crosses() -> None:
    newsroom = a_newsroom()

    async def scene(port: int) -> None:
        for _ in range(3):
            assert SECRET not in (await exchange(port, request("/registered/"))).body
            assert SECRET in (await exchange(port, request("/registered/", Cookie=pass_cookie()))).body
            assert SECRET not in (await exchange(port, request("/premium/", Cookie=pass_cookie()))).body
            assert SECRET in (await exchange(port, request("/premium/", Cookie=pass_cookie(Tier.SUBSCRIBER)))).body

    with_server(scene, a_house(newsroom))
    assert len(newsroom.renders) == 4


def test_pipelined_requests_with_different_cookies_are_answered_in_order_and_not_crossed() -> None:
    async def scene(port: int) -> None:
        both = [
            request("/registered/", Cookie=pass_cookie()),
            request("/registered/"),
            request("/uncached/"),
            request("/free/"),
        ]
        answers = await conversation(port, b"".join(both) * 20, 80)
        for number, answer in enumerate(answers):
            assert (SECRET in answer.body) == (number % 4 == 0)
            assert (answer.headers.get("by") == "django") == (number % 4 == 2)
            assert (b"/free/" in answer.body) == (number % 4 == 3)

    with_server(scene)


def test_a_pipeline_cut_anywhere_gives_the_same_answers() -> None:
    sent = request("/free/") + request("/form/", "POST", Content_Length="5") + b"hello" + request("/registered/")
    sent += request("/form/", "POST", Transfer_Encoding="chunked") + b"3\r\nabc\r\n0\r\n\r\n" + request("/free/")

    async def scene(port: int) -> None:
        whole = [answer.body for answer in await conversation(port, sent, 5)]
        assert whole[1] == b"Django got POST /form/? with 5 bytes"
        assert whole[3] == b"Django got POST /form/? with 3 bytes"
        for cut in range(1, len(sent), 7):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(sent[:cut])
            await writer.drain()
            await asyncio.sleep(0)
            writer.write(sent[cut:])
            assert [(await read_answer(reader)).body for _ in range(5)] == whole
            writer.close()

    with_server(scene)


def test_a_flood_of_requests_by_a_client_that_does_not_read_is_not_answered_into_memory() -> None:
    house = a_house(a_newsroom())
    house.filling._render = _a_long_page(a_newsroom())

    async def scene(port: int) -> None:
        await exchange(port, request("/free/"))
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
        reader._transport.pause_reading()  # type: ignore[attr-defined]
        for _ in range(400):
            writer.write(request("/free/") * 20)
            await asyncio.sleep(0)
        await asyncio.sleep(0.05)
        connection = next(iter(house.connections))
        assert connection.transport.get_write_buffer_size() < 3_000_000
        assert len(connection._held) < 400_000
        writer.transport.abort()

    with_server(scene, house)


def _a_long_page(newsroom: Newsroom) -> Render:
    def render(path: str, query: str, variant: Variant) -> Rendered:
        rendered = newsroom.render(path, query, variant)
        return replace(rendered, body=b"x" * 100_000, headers=())

    return render


def test_head_is_get_without_its_body() -> None:
    async def scene(port: int) -> None:
        for path in ("/free/", "/registered/"):
            asked = await exchange(port, request(path, "HEAD"), bodiless=True)
            got = await exchange(port, request(path))
            assert {**asked.headers, "date": ""} == {**got.headers, "date": ""}
            said = await everything(port, request(path, "HEAD", Connection="close"))
            assert said.endswith(b"\r\n\r\n")

    with_server(scene)


def test_a_connection_ends_when_the_client_or_http_1_0_says_so() -> None:
    async def scene(port: int) -> None:
        for sent in (request("/free/", Connection="close"), b"GET /free/ HTTP/1.0\r\nHost: news.example\r\n\r\n"):
            for _ in range(2):
                said = await everything(port, sent + request("/registered/"))
                assert said.count(b"HTTP/1.1 ") == 1
                assert b"\r\nConnection: close\r\n" in said

    with_server(scene)


def test_an_edit_is_on_the_next_answer() -> None:
    newsroom = a_newsroom()

    async def scene(port: int) -> None:
        for number in range(20):
            newsroom.texts["/free/"] = f"Edit {number}."
            newsroom.change("page:1")
            assert b"Edit %d." % number in (await exchange(port, request("/free/"))).body

    with_server(scene, a_house(newsroom))


def test_an_article_that_was_closed_is_never_served_whole_again_not_even_as_304() -> None:
    newsroom = a_newsroom()
    newsroom.texts["/free/"] = SECRET_SENTENCE

    async def scene(port: int) -> None:
        open_answer = await exchange(port, request("/free/"))
        assert SECRET in open_answer.body
        newsroom.texts["/free/"] = "A teaser."
        newsroom.publish("/free/", Level.REGISTERED, article=1)
        newsroom.change("page:1")
        closed = await exchange(port, request("/free/", If_None_Match=open_answer.headers["etag"]))
        assert closed.status == 200
        assert SECRET not in closed.body

    with_server(scene, a_house(newsroom))


def test_without_a_database_the_wall_stays_closed_and_open_pages_stay_open() -> None:
    newsroom = a_newsroom()
    house = a_house(newsroom)

    async def scene(port: int) -> None:
        for path, cookie in (("/free/", ""), ("/registered/", ""), ("/registered/", pass_cookie())):
            await exchange(port, request(path, Cookie=cookie))
        newsroom.database_is_up = False
        house.following._clear_until = 0.0
        assert (await exchange(port, request("/registered/", Cookie=pass_cookie()))).headers["by"] == "django"
        for path in ("/free/", "/registered/"):
            answer = await exchange(port, request(path))
            assert (answer.status, answer.headers.get("by")) == (200, None)

    with_server(scene, house)


@pytest.mark.parametrize("cookie", [f"{COOKIES.session}=x", f"{COOKIES.welcome}=x"])
def test_a_reader_who_must_be_looked_up_gets_djangos_answer(cookie: str) -> None:
    answer = answer_to(request("/free/", Cookie=cookie))
    assert answer.headers["by"] == "django"
    assert answer.headers["cache-control"] == "private, no-store"


def test_a_reader_who_leaves_while_a_page_is_rendered_disturbs_nobody() -> None:
    newsroom = a_newsroom()
    gate = Gate()
    newsroom.while_rendering = gate.wait

    async def scene(port: int) -> None:
        _, leaving = await asyncio.open_connection("127.0.0.1", port)
        leaving.write(request("/free/"))
        staying = asyncio.ensure_future(exchange(port, request("/free/")))
        await asyncio.to_thread(gate.reached.wait, 10)
        leaving.transport.abort()
        gate.open()
        assert (await staying).status == 200

    with_server(scene, a_house(newsroom))
    assert len(newsroom.renders) == 1


POST = b"POST / HTTP/1.1\r\nHost: news.example\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
AMBIGUOUS = {
    "length and chunks": POST + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 0\r\nContent-Length: 9\r\n\r\n",
    "the same length twice": POST + b"Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
    "a list of lengths": POST + b"Content-Length: 0, 0\r\n\r\n",
    "a signed length": POST + b"Content-Length: +0\r\n\r\n",
    "folded transfer coding": POST + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "a second coding": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "an unknown coding": POST + b"Transfer-Encoding: chunkedx\r\n\r\n0\r\n\r\n",
    "chunks in 1.0": b"POST / HTTP/1.0\r\nHost: news.example\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "bare line feeds": b"GET / HTTP/1.1\nHost: news.example\n\n\r\n\r\n",
    "one bare line feed": b"GET / HTTP/1.1\r\nHost: news.example\nX: y\r\n\r\n",
    "one bare carriage return": b"GET / HTTP/1.1\r\nHost: news.example\rX: y\r\n\r\n",
    "a bad chunk size": CHUNKED + b"zz\r\n",
    "a negative chunk size": CHUNKED + b"-1\r\n",
    "a chunk that is longer than it says": CHUNKED + b"1\r\nabc\r\n",
    "a chunk extension": CHUNKED + b"1;a=b\r\n",
    "a trailer": CHUNKED + b"0\r\nHost: x\r\n\r\n",
    "a chunk line ended by a bare line feed": CHUNKED + b"1\na\r\n",
    "NUL in a name": b"GET / HTTP/1.1\r\nHost: news.example\r\nX\x00Y: z\r\n\r\n",
    "NUL in a value": b"GET / HTTP/1.1\r\nHost: news.example\r\nX: \x00\r\n\r\n",
    "a space before the colon": b"GET / HTTP/1.1\r\nHost : news.example\r\n\r\n",
    "a space before the name": b"GET / HTTP/1.1\r\n Host: news.example\r\n\r\n",
    "no colon": b"GET / HTTP/1.1\r\nHost: news.example\r\nX\r\n\r\n",
    "an empty name": b"GET / HTTP/1.1\r\nHost: news.example\r\n: x\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: news.example\r\nHost: other.example\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\nX: y\r\n\r\n",
    "another host": b"GET / HTTP/1.1\r\nHost: other.example\r\n\r\n",
    "a host with a path": b"GET / HTTP/1.1\r\nHost: news.example/x\r\n\r\n",
    "a host with a user": b"GET / HTTP/1.1\r\nHost: x@news.example\r\n\r\n",
    "an absolute target for another host": b"GET http://other.example/ HTTP/1.1\r\nHost: news.example\r\n\r\n",
    "no target": b"GET HTTP/1.1\r\nHost: news.example\r\n\r\n",
    "a space in the target": b"GET /a b HTTP/1.1\r\nHost: news.example\r\n\r\n",
    "no version": b"GET /\r\nHost: news.example\r\n\r\n",
    "not HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
}


@pytest.mark.parametrize("shape", AMBIGUOUS)
def test_a_message_that_could_be_read_in_two_ways_is_refused_and_what_it_carries_is_not_answered(shape: str) -> None:
    async def scene(port: int) -> None:
        await exchange(port, request("/free/"))
        said = await everything(port, AMBIGUOUS[shape] + request("/free/"))
        assert said.startswith(b"HTTP/1.1 400 ")
        assert said.count(b"HTTP/1.1 ") == 1
        assert b"\r\nConnection: close\r\n" in said

    with_server(scene)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (request("/", X="y" * 64_000), 431),
        (b"GET / HTTP/1.1\r\nHost: news.example\r\n" + b"X: y\r\n" * 2_000 + b"\r\n", 431),
        (request("/" + "a" * 100_000), 414),
        (request("/" + "a" * 9_000), 414),
        (request("/", Cookie="a" * 1_000_000), 431),
        (b"a" * 100_000, 414),
        (request("/form/", "POST", Content_Length="2000000"), 413),
        (request("/form/", "POST", Content_Length="9" * 15), 413),
        (request("/admin/", "POST", Content_Length="26000000"), 413),
        (request("/form/", "POST", Transfer_Encoding="chunked") + b"1e8480\r\n" + b"x" * 100_000, 413),
        (request("/form/", "POST", Transfer_Encoding="chunked") + b"8000\r\n%b\r\n" % (b"x" * 0x8000) * 40, 413),
        (request("/", "TRACE"), 405),
        (request("/", "PUT"), 405),
        (request("/", "OPTIONS"), 405),
        (request("/", "FOO"), 501),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    ],
)
def test_what_is_too_much_or_not_meant_is_refused_with_its_own_status(sent: bytes, status: int) -> None:
    answer = answer_to(sent)
    assert answer.status == status
    assert answer.headers["connection"] == "close"
    assert answer.headers["cache-control"] == "no-store"
    assert {name.lower(): value for name, value in security_headers(https=False)}.items() <= answer.headers.items()


def test_an_editor_may_upload_what_a_reader_may_not_send() -> None:
    body = b"x" * 3_000_000
    answer = answer_to(request("/admin/images/add/", "POST", Content_Length=str(len(body))) + body)
    assert answer.body == b"Django got POST /admin/images/add/? with 3000000 bytes"


def test_a_reading_request_with_a_body_is_djangos() -> None:
    answer = answer_to(request("/free/", Content_Length="3") + b"abc")
    assert answer.headers["by"] == "django"


def test_a_wish_to_speak_another_protocol_is_overlooked() -> None:
    async def scene(port: int) -> None:
        for path in ("/free/", "/uncached/"):
            lines = {"Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAAQAAP__"}
            asked = request(path, **lines)
            answers = await conversation(port, asked + request("/free/"), 2)
            assert [answer.status for answer in answers] == [200, 200]

    with_server(scene)


def test_a_request_that_announces_a_body_is_told_to_go_on() -> None:
    async def scene(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request("/form/", "POST", Content_Length="5", Expect="100-continue"))
        assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        writer.write(b"hello")
        assert (await read_answer(reader)).body.endswith(b"with 5 bytes")
        writer.close()

    with_server(scene)


SLOW = {
    "half a head": b"GET /free/ HTTP/1.1\r\nHost: news",
    "half a body": request("/form/", "POST", Content_Length="10") + b"abc",
    "half a chunk": request("/form/", "POST", Transfer_Encoding="chunked") + b"a\r\nabc",
}


@pytest.mark.parametrize("shape", SLOW)
def test_a_request_that_does_not_arrive_in_time_is_ended(shape: str) -> None:
    house = a_house(a_newsroom(), Limits(whole_request=0.0))

    async def scene(port: int) -> None:
        said = asyncio.ensure_future(everything(port, SLOW[shape]))
        assert (await said).startswith(b"HTTP/1.1 408 ")

    with_server(scene, house)


def test_a_connection_that_asks_for_nothing_is_closed() -> None:
    house = a_house(a_newsroom(), Limits(quiet=0.0))

    async def scene(port: int) -> None:
        assert await everything(port, b"") == b""
        assert (await everything(port, request("/free/"))).startswith(b"HTTP/1.1 200 OK")

    with_server(scene, house)


def test_a_reader_who_makes_no_room_is_let_go() -> None:
    newsroom = a_newsroom()
    house = a_house(newsroom, Limits(slow_reader=0.0))
    house.filling._render = _a_long_page(newsroom)

    async def scene(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
        reader._transport.pause_reading()  # type: ignore[attr-defined]
        for _ in range(200):
            writer.write(request("/free/") * 5)
            await asyncio.sleep(0.01)
            if not house.connections:
                break
        while house.connections:
            await asyncio.sleep(0.05)

    with_server(scene, house)


def test_a_server_that_ends_finishes_what_it_has_in_hand() -> None:
    newsroom = a_newsroom()
    gate = Gate()
    newsroom.while_rendering = gate.wait
    house = a_house(newsroom)
    answers: list[bytes] = []

    async def whole() -> None:
        async with served(house) as port:
            asking = asyncio.ensure_future(everything(port, request("/free/")))
            await asyncio.to_thread(gate.reached.wait, 10)
            for connection in tuple(house.connections):
                connection.shutdown()
            gate.open()
            answers.append(await asking)

    played(whole)
    assert answers[0].startswith(b"HTTP/1.1 200 OK")
    assert answers[0].endswith(b"</p>")
