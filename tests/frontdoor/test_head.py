import contextlib

import httptools
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standfirst.frontdoor.head import BadRequestError, Head, read_head


def status_of(raw: bytes) -> int:
    with pytest.raises(BadRequestError) as refused:
        read_head(raw)
    return refused.value.status


def a_head(*lines: bytes, request: bytes = b"GET / HTTP/1.1") -> bytes:
    return b"\r\n".join((request, b"Host: news.example", *lines))


@pytest.mark.parametrize(
    "lines",
    [
        (b"Content-Length: 3", b"Transfer-Encoding: chunked"),
        (b"Content-Length: 3", b"Content-Length: 4"),
        (b"Content-Length: 3", b"Content-Length: 3"),
        (b"Content-Length: 3, 3",),
        (b"Content-Length: +3",),
        (b"Content-Length: 0x3",),
        (b"Content-Length:",),
        (b"Content-Length: 3 3",),
        (b"Transfer-Encoding: chunked, identity",),
        (b"Transfer-Encoding: identity",),
        (b"Transfer-Encoding: xchunked",),
        (b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked"),
        (b"Transfer-Encoding:\r\n chunked",),
        (b"Transfer-Encoding : chunked",),
        (b"Transfer-Encoding: chunked\n",),
        (b"X: a\nTransfer-Encoding: chunked",),
        (b"X: a\rTransfer-Encoding: chunked",),
        (b"X: a\x00b",),
        (b"X: a\x0bb",),
        (b"X: \x7f",),
        (b"Na\x00me: a",),
        (b"Na me: a",),
        (b"Name : a",),
        (b" Folded: a",),
        (b"\tFolded: a",),
        (b": no name",),
        (b"no colon",),
        (b"N\xe4me: a",),
        (b"Cookie: a=b\nX: y",),
        (b"Host: other.example",),
        (b"Host: news.example",),
        (b"Authorization: a", b"Authorization: b"),
    ],
)
def test_a_head_that_can_be_read_in_two_ways_is_refused(lines: tuple[bytes, ...]) -> None:
    assert status_of(a_head(*lines, request=b"POST / HTTP/1.1")) == 400


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"", 400),
        (b"GET /", 400),
        (b"GET  / HTTP/1.1", 400),
        (b"GET / HTTP/1.1 ", 400),
        (b"GET\t/\tHTTP/1.1", 400),
        (b"GET /a b HTTP/1.1", 400),
        (b"GET /\xff HTTP/1.1", 400),
        (b"GET /#part HTTP/1.1", 400),
        (b"GET * HTTP/1.1", 400),
        (b"GET news HTTP/1.1", 400),
        (b"GET news.example:80 HTTP/1.1", 400),
        (b"GET http://other.example/ HTTP/1.1", 400),
        (b"GET http://news.example@other.example/ HTTP/1.1", 400),
        (b"GET ftp://news.example/ HTTP/1.1", 400),
        (b"GET / http/1.1", 400),
        (b"GET / HTTP/1.10", 400),
        (b"GET / HTTP/1.2", 505),
        (b"GET / HTTP/2.0", 505),
        (b"PRI * HTTP/2.0", 505),
        (b"GET / HTTP/0.9", 505),
        (b"TRACE / HTTP/1.1", 405),
        (b"CONNECT news.example:443 HTTP/1.1", 405),
        (b"PROPFIND / HTTP/1.1", 405),
        (b"PURGE / HTTP/1.1", 405),
        (b"get / HTTP/1.1", 501),
        (b"FOO / HTTP/1.1", 501),
        (b"GET /" + b"a" * 9_000 + b" HTTP/1.1", 414),
    ],
)
def test_a_request_line_that_is_not_for_us_is_refused(request_line: bytes, status: int) -> None:
    assert status_of(a_head(request=request_line)) == status


def test_a_request_without_host_is_refused_in_http_1_0_too() -> None:
    assert status_of(b"GET / HTTP/1.1\r\nAccept: */*") == 400
    assert status_of(b"GET / HTTP/1.0") == 400
    assert status_of(b"GET / HTTP/1.1\r\nHost:\r\nHost: news.example") == 400


def test_more_than_a_hundred_lines_are_refused() -> None:
    assert status_of(a_head(*[b"X: y"] * 100)) == 431


def test_http_1_0_knows_no_chunks() -> None:
    assert status_of(a_head(b"Transfer-Encoding: chunked", request=b"POST / HTTP/1.0")) == 400


def test_an_absolute_target_that_names_the_host_is_read_as_its_path() -> None:
    assert read_head(a_head(request=b"GET http://NEWS.example/a?b HTTP/1.1")).target == b"/a?b"
    assert read_head(a_head(request=b"GET http://news.example HTTP/1.1")).target == b"/"
    assert read_head(a_head(request=b"GET http://news.example?q HTTP/1.1")).target == b"/?q"


@pytest.mark.parametrize(
    "line", [b"Content-Length: 1", b"Transfer-Encoding: chunked", b"Authorization: Bearer x", b"Expect: 100-continue"]
)
def test_a_request_that_brings_more_than_a_question_is_not_simple(line: bytes) -> None:
    assert not read_head(a_head(line)).simple


def test_a_body_of_no_bytes_is_no_body() -> None:
    assert read_head(a_head(b"Content-Length: 0")).simple


@pytest.mark.parametrize("line", [b"Connection: close", b"connection: Keep-Alive, Close", b"CONNECTION: x,close"])
def test_a_client_that_says_close_is_believed(line: bytes) -> None:
    head = read_head(a_head(line))
    assert head.close
    assert head.simple


def test_a_connection_of_http_1_0_closes_whatever_it_says() -> None:
    assert read_head(a_head(b"Connection: keep-alive", request=b"GET / HTTP/1.0")).close


def test_several_cookie_lines_are_one() -> None:
    assert read_head(a_head(b"Cookie: a=1", b"cookie: b=2")).cookie == b"a=1; b=2"


def test_a_line_read_before_is_read_the_same_again() -> None:
    raw = a_head(b"Accept-Encoding: br", b'If-None-Match: "x"', b"Cookie: a=b", b"Connection: keep-alive")
    first, second = read_head(raw), read_head(raw)
    assert vars(first) == vars(second)
    assert (second.encodings, second.matches, second.cookie, second.connection) == (b"br", b'"x"', b"a=b", None)


class Witness:
    """What uvicorn's parser makes of the same bytes."""

    def __init__(self, raw: bytes) -> None:
        self.lines: list[tuple[bytes, bytes]] = []
        self.target = b""
        self.complete = 0
        self.parser = httptools.HttpRequestParser(self)
        with contextlib.suppress(httptools.HttpParserUpgrade):
            self.parser.feed_data(raw)

    def on_url(self, url: bytes) -> None:
        self.target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        # It leaves a tab behind a value; neither space nor tab around one belongs to it (RFC 9110 §5.5).
        self.lines.append((name.lower(), value.strip(b" \t")))

    def on_headers_complete(self) -> None:
        self.complete += 1

    def value(self, name: bytes) -> list[bytes]:
        return [value for own, value in self.lines if own == name]


_bits = st.sampled_from(
    [
        b"GET",
        b"HEAD",
        b"POST",
        b" ",
        b" /",
        b"/a",
        b"?x=1",
        b" HTTP/1.1",
        b" HTTP/1.0",
        b"\r\n",
        b"\r\n",
        b"\n",
        b"\r",
        b"\t",
        b"Host: news.example",
        b"Host:",
        b"Cookie: a=b",
        b"Accept-Encoding: br",
        b"Content-Length: 5",
        b"Content-Length:",
        b"Transfer-Encoding: chunked",
        b"Connection: close",
        b"X-Y: z",
        b"X",
        b":",
        b"\x00",
        b"\x80",
        b" ",
        b"Expect: x",
    ]
)
_lines = st.sampled_from(
    [
        b"Cookie: a=b",
        b"Accept-Encoding:gzip",
        b"Content-Length: 5",
        b"Transfer-Encoding: chunked",
        b"Connection: close",
        b"X-Y: \xc3\xa4",
        b"Accept: */*",
        b"If-None-Match: *  ",
        b"Connection: keep-alive",
        b"Authorization: a",
        b"x:",
    ]
)
whole_heads = st.builds(
    lambda method, target, minor, lines: (
        method + b" " + target + b" HTTP/1." + minor + b"\r\n" + b"\r\n".join([b"Host: news.example", *lines])
    ),
    st.sampled_from([b"GET", b"HEAD", b"POST", b"PUT", b"OPTIONS"]),
    st.from_regex(rb"/[!-\"$-~]{0,20}", fullmatch=True),
    st.sampled_from([b"0", b"1"]),
    st.lists(_lines, max_size=6),
)
broken_heads = st.lists(_bits, min_size=1, max_size=14).map(b"".join)
mutated_heads = st.builds(
    lambda raw, at, with_: raw[: at % (len(raw) + 1)] + with_ + raw[at % (len(raw) + 1) :],
    whole_heads,
    st.integers(0, 400),
    st.one_of(st.binary(max_size=2), _bits),
)


@given(st.one_of(whole_heads, mutated_heads, broken_heads))
@example(b"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b")
@example(b"GET / HTTP/1.0\r\nHost: news.example\t\r\nConnection: keep-alive\r\nx:")
def test_what_we_accept_the_other_parser_reads_the_same(raw: bytes) -> None:
    if b"\r\n\r\n" in raw + b"\r\n":
        return  # never reaches read_head: a head ends at the first empty line
    try:
        head = read_head(raw)
    except BadRequestError:
        return
    witness = Witness(raw + b"\r\n\r\n")
    assert witness.complete == 1
    assert witness.parser.get_method() == head.method
    assert witness.value(b"host") == [head.host]
    assert head.target.startswith(b"/")
    if witness.target.startswith(b"/"):
        assert witness.target == head.target
    assert _joined(witness, b"cookie", b"; ") == head.cookie
    assert _joined(witness, b"accept-encoding", b", ") == head.encodings
    assert _framing(witness) == head.length
    assert head.close or witness.parser.should_keep_alive()


def _joined(witness: Witness, name: bytes, joint: bytes) -> bytes | None:
    values = [value.strip(b" \t") for value in witness.value(name)]
    return joint.join(values) if values else None


def _framing(witness: Witness) -> int:
    if witness.value(b"transfer-encoding"):
        return -1
    return int((witness.value(b"content-length") or [b"0"])[0])


def test_the_witness_agrees_on_a_plain_head() -> None:
    head: Head = read_head(a_head())
    assert head.simple
    assert Witness(a_head() + b"\r\n\r\n").target == head.target
