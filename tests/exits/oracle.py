"""
The leak oracle: looks through an answer, in every dress that text can wear, for words that its reader may not have.

Two signs: a canary, and eight words in a row of gated prose that stand nowhere in public. One is enough.
"""

import binascii
import html
import quopri
import re
import zlib
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from tests.exits.cast import Article, Cast
from tests.serving.wire import Answer, decoded

IN_A_ROW = 8
_DEPTH = 3
_CANARY = re.compile(r"sf-[a-z]+-[a-z0-9_-]+?-[0-9a-f]{12}")
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*>")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)
_QUOTED = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\"\\/bfnrt])")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Oracle:
    """Knows what of ``cast`` somebody who may read ``tiers`` may not have."""

    def __init__(self, cast: Cast, tiers: Iterable[str]) -> None:
        allowed = set(tiers)
        barred = [article for article in cast.articles.values() if article.tier not in allowed]
        self.canaries = {mark.casefold() for article in barred for mark in article.canaries}
        self.canaries |= {mark.casefold() for article in cast.articles.values() for mark in article.hidden.values()}
        self.canaries |= {mark.casefold() for mark in cast.documents.values()}
        public = set().union(*(runs(text) for article in cast.articles.values() for text in article.public))
        self.runs = set().union(*(runs(text) for article in barred for text in article.gated)) - public
        self._seen: dict[bytes, frozenset[str]] = {}

    def hits(self, answer: Answer) -> frozenset[str]:
        """What of the barred is in ``answer``: canaries, and runs of eight words."""
        return self._in(answer.head) | self._in_body(answer)

    def hits_in(self, data: bytes) -> frozenset[str]:
        """The same for bytes that are not taken apart into answers."""
        return self._in(data)

    def _in_body(self, answer: Answer) -> frozenset[str]:
        if not answer.body:
            return frozenset()
        found = self._in(answer.body)
        coding = answer.header("content-encoding")
        if coding:
            found |= self._in(decoded(answer.body, coding))
        if charset := _CHARSET.search(answer.header("content-type")):
            found |= self.in_text(decoded(answer.body, coding).decode(charset[1], "replace"))
        return found

    def _in(self, data: bytes) -> frozenset[str]:
        # Most answers of a walk are the same bytes again.
        key = data if len(data) < 200 else data[:100] + zlib.crc32(data).to_bytes(4, "big") + data[-100:]
        if key not in self._seen:
            texts = {data.decode("utf-8", "replace"), data.decode("latin-1")}
            self._seen[key] = frozenset().union(*map(self.in_text, texts))
        return self._seen[key]

    def in_text(self, text: str) -> frozenset[str]:
        found: set[str] = set()
        for dress in undressed(text):
            plain = _INVISIBLE.sub("", dress).casefold()
            found |= self.canaries.intersection(_CANARY.findall(plain))
            for words in (plain, _TAG.sub(" ", plain)):
                found |= self.runs & runs(words)
        return frozenset(found)


def may_read(article: Article, tiers: Iterable[str]) -> bool:
    return article.tier in set(tiers)


def runs(text: str) -> set[str]:
    """Every eight words in a row of ``text``, case and punctuation dropped."""
    words = _WORD.findall(text.casefold())
    return {" ".join(words[at : at + IN_A_ROW]) for at in range(len(words) - IN_A_ROW + 1)}


def undressed(text: str) -> set[str]:
    """``text`` and whatever it is a disguise of, up to three disguises deep."""
    every = {text}
    newest = {text}
    for _ in range(_DEPTH):
        newest = {bare for dress in newest for take_off in _WAYS for bare in take_off(dress)} - every
        if not newest:
            break
        every |= newest
    return every


def _entities(text: str) -> Iterator[str]:
    if "&" in text:
        yield html.unescape(text)


def _percent(text: str) -> Iterator[str]:
    if "%" in text:
        yield unquote(text.replace("+", " "))
        yield unquote(text)


def _json(text: str) -> Iterator[str]:
    if "\\" in text:
        yield _ESCAPE.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    kind = match[1]
    return chr(int(kind[1:], 16)) if kind[0] in "ux" else _SHORT.get(kind, kind)


def _quoted_printable(text: str) -> Iterator[str]:
    if _QUOTED.search(text):
        yield quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _base64(text: str) -> Iterator[str]:
    found = [data for run in _BASE64.findall(text) for data in _decoded_run(run)]
    if found:
        yield "\n".join(data.decode("latin-1") for data in found)


@lru_cache(maxsize=20_000)
def _decoded_run(run: str) -> tuple[bytes, ...]:
    padded = run.rstrip("=") + "=" * (-len(run.rstrip("=")) % 4)
    try:
        data = urlsafe_b64decode(padded) if {"-", "_"} & set(run) else b64decode(padded)
    except (binascii.Error, ValueError):
        return ()
    try:
        return data, zlib.decompress(data)
    except zlib.error:
        return (data,)


_WAYS: tuple[Callable[[str], Iterator[str]], ...] = (_entities, _percent, _json, _quoted_printable, _base64)
