"""The oracle itself: it finds everything where everything is, in whatever dress, and nothing where nothing is."""

import gzip
import json
import quopri
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote

import brotli
import pytest

from tests.exits.cast import Article, Cast
from tests.exits.oracle import Oracle, runs
from tests.exits.visitors import STRANGER, Visitors
from tests.exits.words import canary, prose
from tests.serving.wire import Answer, Connection

MARK = canary("registered", "a-story", "third")
TOLD = prose("a story", 20)
STORY = Article("a-story", "registered", "registered", 1, "/a/", {"third": MARK}, {}, (TOLD,), (prose("open", 20),))


@pytest.fixture
def oracle() -> Oracle:
    return Oracle(Cast({"a-story": STORY}, {}, {}, {}, {}, {}, {}, {}, [], []), STRANGER)


def an_answer(body: bytes, *headers: tuple[str, str]) -> Answer:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return Answer(200, f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode("latin-1"), headers, body)


DRESSES: dict[str, Callable[[str], str]] = {
    "bare": str,
    "upper case": str.upper,
    "entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "percent": quote,
    "percent twice": lambda text: quote("".join(f"%{ord(letter):02X}" for letter in text)),
    "JSON": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text),
    "JSON in HTML": lambda text: json.dumps({"a": text}).replace('"', "&quot;"),
    "base64": lambda text: b64encode(text.encode()).decode(),
    "base64 for addresses": lambda text: urlsafe_b64encode(text.encode()).rstrip(b"=").decode(),
    "compressed base64": lambda text: urlsafe_b64encode(zlib.compress(text.encode())).decode(),
    "base64, percent": lambda text: quote(b64encode(text.encode()).decode()),
    "quoted-printable": lambda text: quopri.encodestring(text.replace("-", "=2D").encode()).decode(),
    "tags between": lambda text: text.replace(" ", " <em></em> "),
    "soft hyphens": "\u00ad".join,
}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("secret", [MARK, TOLD], ids=["canary", "prose"])
def test_it_sees_through_every_dress(oracle: Oracle, dress: str, secret: str) -> None:
    assert oracle.hits(an_answer(f"<p>before {DRESSES[dress](secret)} after</p>".encode()))


@pytest.mark.parametrize(
    ("coding", "code"), [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress)]
)
def test_it_undoes_the_coding_of_a_body(oracle: Oracle, coding: str, code: Callable[[bytes], bytes]) -> None:
    assert oracle.hits(an_answer(code(f"<p>{TOLD}</p>".encode()), ("Content-Encoding", coding)))


def test_it_reads_a_body_in_the_charset_that_it_claims(oracle: Oracle) -> None:
    assert oracle.hits(an_answer(TOLD.encode("utf-16"), ("Content-Type", "text/html; charset=utf-16")))


def test_it_looks_at_header_lines(oracle: Oracle) -> None:
    assert oracle.hits(an_answer(b"", ("X-Story", MARK)))


def test_eight_words_are_too_many_and_seven_are_not(oracle: Oracle) -> None:
    words = TOLD.rstrip(".").split()
    assert oracle.hits(an_answer(" ".join(words[3:11]).encode()))
    assert not oracle.hits(an_answer(" ".join(words[3:10]).encode()))


def test_public_words_are_nobodys_secret(oracle: Oracle) -> None:
    assert not oracle.hits(an_answer(STORY.public[0].encode()))


def test_texts_of_the_seed_share_no_eight_words(cast: Cast) -> None:
    seen: dict[str, str] = {}
    for name in ("free-1", "registered-1", "premium-1", "registered-twin-b"):
        for text in cast[name].gated:
            for run in runs(text):
                assert seen.setdefault(run, name) == name


def test_on_the_page_of_an_entitled_reader_it_finds_every_canary_and_all_prose(
    cast: Cast, visitors: Visitors, connection: Connection
) -> None:
    subscriber = visitors.subscriber()
    for article in [*cast.walled, cast["login-only"]]:
        oracle = Oracle(cast, STRANGER)
        found = oracle.hits(connection.get(article.path, subscriber.headers))
        missed = {mark for mark in article.shown.values() if mark.casefold() not in found}
        assert not missed, f"{article.name}: {missed}"
        for text in article.gated:
            assert runs(text) <= found, article.name
        assert not found & {mark.casefold() for mark in article.hidden.values()}
