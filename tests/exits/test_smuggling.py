"""What could be read in two ways is read in none, and what was hidden behind it is never answered."""

import pytest

from tests.exits.cast import Cast
from tests.exits.oracle import Oracle
from tests.exits.visitors import STRANGER, Visitors
from tests.serving.running import RunningSite
from tests.serving.wire import Connection, request

FRAMINGS = {
    "length and chunks": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and length": b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 0\r\nContent-Length: 40\r\n\r\n",
    "two lengths in one": b"Content-Length: 0, 40\r\n\r\n",
    "a length with a sign": b"Content-Length: +0\r\n\r\n",
    "a negative length": b"Content-Length: -1\r\n\r\n",
    "a length in hex": b"Content-Length: 0x0\r\n\r\n",
    "chunks and identity": b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "identity and chunks": b"Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
    "other chunks": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a folded line": b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "a tab for a space": b"Transfer-Encoding:\tchunked\x0b\r\n\r\n0\r\n\r\n",
    "a bare line feed": b"X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "line feeds alone": b"X: y\n\n",
    "a bare carriage return": b"X: y\rContent-Length: 0\r\n\r\n",
    "a NUL in a name": b"Content\x00-Length: 0\r\n\r\n",
    "a NUL in a value": b"X: \x00\r\n\r\n",
    "no name": b": x\r\n\r\n",
    "no colon": b"Content-Length\r\n\r\n",
    "a chunk of a bad size": b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "a chunk of a negative size": b"Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
    "a chunk with an extension": b"Transfer-Encoding: chunked\r\n\r\n0;x=\r\ny\r\n\r\n",
    "a chunk that ends in a line feed": b"Transfer-Encoding: chunked\r\n\r\n0\n\n",
    "a chunk longer than it says": b"Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
    "a trailer": b"Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 50\r\n\r\n",
    "an old version with chunks": b"",
}


def ambiguous(site: RunningSite, name: str) -> bytes:
    version = "HTTP/1.0" if name == "an old version with chunks" else "HTTP/1.1"
    head = request("POST", "/register/", [*site.host, ("Sec-Fetch-Site", "same-origin")], version=version)
    return head[:-2] + (FRAMINGS[name] or b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")


@pytest.mark.parametrize("name", FRAMINGS)
def test_a_request_behind_one_that_can_be_read_in_two_ways_is_not_answered(
    site: RunningSite,
    cast: Cast,
    visitors: Visitors,
    connection: Connection,
    oracles: dict[frozenset[str], Oracle],
    name: str,
) -> None:
    hidden = request("GET", cast["premium-1"].path, [*site.host, *visitors.subscriber().headers])
    connection.send(ambiguous(site, name) + hidden)
    said = connection.everything()
    assert said.startswith(b"HTTP/1.1 400 ")
    assert said.count(b"HTTP/1.1 ") == 1
    assert not oracles[STRANGER].hits_in(said)


def test_the_next_on_the_same_connection_is_never_given_what_was_meant_for_another(
    site: RunningSite, cast: Cast, visitors: Visitors, connection: Connection, oracles: dict[frozenset[str], Oracle]
) -> None:
    """A body that looks like a request is a body."""
    hidden = request("GET", cast["premium-1"].path, [*site.host, *visitors.subscriber().headers])
    lines = [*site.host, ("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded")]
    for _ in range(5):
        connection.send(
            request("POST", "/sign-out/", lines, hidden) + request("GET", cast["premium-1"].path, site.host)
        )
        assert connection.answer().status == 303
        assert not oracles[STRANGER].hits(connection.answer())
