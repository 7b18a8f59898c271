"""Turns a rendered page into bytes that are ready to be sent: once, so that serving it is one write."""

import hashlib
from collections.abc import Iterable
from typing import Protocol

from standfirst.access.levels import Level, Variant
from standfirst.frontdoor.counts import Counted, page_counted
from standfirst.frontdoor.encodings import TOKENS, Encoding, encoded
from standfirst.frontdoor.plan import CachePlan

# What the front door says itself, or what would be untrue of an answer that is kept.
_OURS = frozenset(
    {"accept-ranges", "age", "cache-control", "connection", "content-encoding", "content-length", "date"}
) | {*("etag", "expires", "keep-alive", "last-modified", "server", "set-cookie", "transfer-encoding", "vary")}
_OVERHEAD = 200
_FOR_ALL = "public, max-age=0, must-revalidate"
_FOR_READERS = "private, no-cache"
_PUBLIC = f"Cache-Control: {_FOR_ALL}\r\n".encode()
_READERS = f"Cache-Control: {_FOR_READERS}\r\n".encode()
_CRAWLERS = b"Cache-Control: private, no-store\r\nX-Robots-Tag: noarchive\r\n"


class Rendering(Protocol):
    """What ``standfirst.rendering.render_variant`` gives back."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def body(self) -> bytes: ...
    @property
    def plan(self) -> CachePlan | None: ...


class Ready:
    """
    One answer in one encoding. ``whole`` is everything that follows the Date line, ``head`` the same for HEAD,
    ``unchanged`` the same for 304. ``size`` is what it takes of the byte budget.
    """

    __slots__ = ("etag", "head", "size", "unchanged", "whole")

    def __init__(self, etag: bytes, head: bytes, unchanged: bytes, body: bytes) -> None:
        self.etag = etag
        self.head = head
        self.unchanged = unchanged
        self.whole = head + body
        self.size = len(self.whole) + len(head) + len(unchanged) + _OVERHEAD


class Answers:
    """
    One variant of a page, in every encoding; ``by_encoding`` is indexed by Encoding. ``counted``: as what it counts
    each time it is shown, None for what is no page. ``shown``: how often it was, to people we know nothing of, since
    that was last told.
    """

    __slots__ = ("by_encoding", "counted", "shown", "size")

    def __init__(self, by_encoding: tuple[Ready, Ready, Ready], counted: Counted | None) -> None:
        self.by_encoding = by_encoding
        self.counted = counted
        self.shown = 0
        self.size = sum(ready.size for ready in set(by_encoding))


def with_cookie(answer: bytes, cookie: str) -> bytes:
    """``answer`` with a Set-Cookie line of ``cookie``, and so for one reader alone."""
    head, line, rest = answer.partition(_PUBLIC)
    if not line:
        return answer.replace(b"\r\n", b"\r\nSet-Cookie: " + cookie.encode("latin-1") + b"\r\n", 1)
    return head + b"Cache-Control: private, no-store\r\nSet-Cookie: " + cookie.encode("latin-1") + b"\r\n" + rest


def for_a_crawler(answer: bytes) -> bytes:
    """``answer``, with gated text, for a search engine: no cache on the way keeps it, and the engine shows no copy."""
    return answer.replace(_READERS, _CRAWLERS, 1)


def prepare(rendering: Rendering, plan: CachePlan, variant: Variant, security: Iterable[tuple[str, str]]) -> Answers:
    """
    The ready bytes of ``rendering`` as ``variant``, under the headers ``security``. Takes milliseconds: for a thread.
    """
    content_type = {name.lower(): value for name, value in rendering.headers}.get("content-type", "")
    shared = [("Cache-Control", _cache_control(plan.level, variant)), ("Vary", "Accept-Encoding, Cookie"), *security]
    taken = _OURS | {name.lower() for name, _ in shared}
    rest = [(name, value) for name, value in rendering.headers if name.lower() not in taken]
    digest = hashlib.blake2b(rendering.body, digest_size=12).hexdigest()
    made: dict[Encoding, Ready] = {}
    for encoding, body in encoded(rendering.body, content_type).items():
        etag = f'"{digest}-{variant.value}-{encoding.name[0].lower()}"'.encode()
        common = b"ETag: " + etag + b"\r\n" + _lines(shared)
        length = b"Content-Length: %d\r\n" % len(body)
        if encoding in TOKENS:
            length += b"Content-Encoding: " + TOKENS[encoding] + b"\r\n"
        made[encoding] = Ready(etag, length + common + _lines(rest) + b"\r\n", common + b"\r\n", body)
    identity = made[Encoding.IDENTITY]
    by_encoding = (identity, made.get(Encoding.GZIP, identity), made.get(Encoding.BROTLI, identity))
    return Answers(by_encoding, page_counted(plan, variant, content_type))


def _cache_control(level: Level, variant: Variant) -> str:
    """Gated text stays in the reader's own cache, and is asked for again before every use."""
    gated = level is not Level.FREE and variant is Variant.FULL
    return _FOR_READERS if gated else _FOR_ALL


def _lines(headers: Iterable[tuple[str, str]]) -> bytes:
    return b"".join(f"{name}: {value}\r\n".encode("latin-1") for name, value in headers)
