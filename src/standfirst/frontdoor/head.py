"""
Reads the head of a request, strictly: what could be read in two ways is refused, not guessed at.

This is the only reader of heads. uvicorn's own parser sees a head only after it passed here, as a second opinion.
Source: RFC 9112 §2 to §6; SECURITY row H1 lists the shapes that must not get through.
"""

import re
from enum import IntEnum

LONGEST_HEAD = 16 * 1024
"""Bytes of request line and header lines together."""
MOST_LINES = 100
LONGEST_TARGET = 8 * 1024

READING = frozenset({b"GET", b"HEAD"})
KNOWN_METHODS = READING | {b"POST", b"OPTIONS", b"PUT", b"PATCH", b"DELETE"}
_REFUSED_METHODS = frozenset({b"TRACE", b"CONNECT", b"PROPFIND", b"PROPPATCH", b"SEARCH", b"PURGE", b"BAN", b"MKCOL"})

_REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([!-~]+) HTTP/([0-9])\.([0-9])")
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_LENGTH = re.compile(rb"[0-9]{1,15}")
_HOST = re.compile(rb"[0-9A-Za-z._\[\]:-]{1,255}")
_ABSOLUTE = re.compile(rb"https?://([^/?#]*)([^#]*)", re.IGNORECASE)
_VISIBLE = bytes([9, *range(0x20, 0x7F), *range(0x80, 0x100)])
_BREAKS = tuple(b"\r\n" * count for count in range(MOST_LINES + 1))


class BadRequest(Exception):
    """A request that is answered here and now, and its connection closed. ``status`` is the HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _Kind(IntEnum):
    """The header lines that the front door looks at; IDLE are the ones it knows to be of no interest to it."""

    IDLE = 0
    HOST = 1
    COOKIE = 2
    ACCEPT_ENCODING = 3
    IF_NONE_MATCH = 4
    CONNECTION = 5
    CONTENT_LENGTH = 6
    TRANSFER_ENCODING = 7
    AUTHORIZATION = 8
    EXPECT = 9
    UPGRADE = 10


_JOINED = {_Kind.COOKIE: b"; ", _Kind.ACCEPT_ENCODING: b", ", _Kind.IF_NONE_MATCH: b", ", _Kind.CONNECTION: b", "}
_BY_NAME = {kind.name.replace("_", "-").lower().encode(): int(kind) for kind in _Kind if kind}
_kinds: dict[bytes, int] = {}
_MOST_NAMES = 2_000


class Head:
    """
    What the front door needs of a request: all of it checked, nothing of it decoded.

    ``target`` is in origin form. ``length`` is the body's in bytes, -1 when it comes in chunks. ``simple`` means: GET or
    HEAD, without a body, credentials or a wish to do anything but read. ``close``: the connection ends after the answer.
    """

    __slots__ = ("close", "cookie", "encodings", "host", "length", "matches", "method", "simple", "target", "upgrade")

    method: bytes
    target: bytes
    host: bytes
    cookie: bytes | None
    encodings: bytes | None
    matches: bytes | None
    length: int
    close: bool
    simple: bool
    upgrade: bool


def read_head(raw: bytes) -> Head:
    """
    The head in ``raw``, which ends before the empty line. Raises BadRequest: 400, 405, 414, 431, 501 or 505.
    """
    lines = raw.split(b"\r\n")
    if len(lines) > MOST_LINES:
        raise BadRequest(431)
    # Everything visible taken away, only the line ends may be left: no bare CR or LF, no NUL, no control character.
    if raw.translate(None, _VISIBLE) != _BREAKS[len(lines) - 1]:
        raise BadRequest(400)
    request = _REQUEST_LINE.fullmatch(lines[0])
    if request is None:
        raise BadRequest(414 if len(lines[0]) > LONGEST_TARGET else 400)
    method, target, major, minor = request.groups()
    if major != b"1" or minor > b"1":
        raise BadRequest(505)
    found: list[bytes | None] = [None] * 11
    del lines[0]
    for line in lines:
        name, colon, value = line.partition(b":")
        kind = _kinds.get(name)
        if kind is None:
            kind = _learn(name)
        if not colon:
            raise BadRequest(400)
        if kind:
            value = value.strip(b" \t")
            before = found[kind]
            found[kind] = value if before is None else _again(kind, before, value)
    return _checked(method, target, minor == b"0", found)


def _learn(name: bytes) -> int:
    if not _NAME.fullmatch(name):
        raise BadRequest(400)
    kind = _BY_NAME.get(name.lower(), 0)
    if len(_kinds) < _MOST_NAMES and len(name) < 64:
        _kinds[name] = kind
    return kind


def _again(kind: int, before: bytes, value: bytes) -> bytes:
    """A repeated line: some may be joined (RFC 9110 §5.3), the others say two things at once."""
    joint = _JOINED.get(_Kind(kind))
    if joint is None:
        raise BadRequest(400)
    return before + joint + value


def _checked(method: bytes, target: bytes, old: bool, found: list[bytes | None]) -> Head:
    _, host, cookie, encodings, matches, connection, length, transfer, credentials, expect, upgrade = found
    if len(target) > LONGEST_TARGET:
        raise BadRequest(414)
    if method not in KNOWN_METHODS:
        raise BadRequest(405 if method in _REFUSED_METHODS else 501)
    if host is None or not _HOST.fullmatch(host):
        raise BadRequest(400)
    head = Head()
    head.method = method
    head.target = target if target[0] == 47 and b"#" not in target else _origin_form(target, host)
    head.host = host
    head.cookie = cookie
    head.encodings = encodings
    head.matches = matches
    head.close = old or (connection is not None and _closes(connection))
    head.upgrade = upgrade is not None
    head.length = 0 if length is None and transfer is None else _body_length(length, transfer, old)
    head.simple = method in READING and not head.length and credentials is None and expect is None
    return head


def _origin_form(target: bytes, host: bytes) -> bytes:
    """The absolute form must name the host that the Host line names (RFC 9112 §3.2.2); other forms are not for us."""
    absolute = _ABSOLUTE.fullmatch(target)
    if absolute is None or absolute[1].lower() != host.lower():
        raise BadRequest(400)
    rest = absolute[2]
    return rest if rest.startswith(b"/") else b"/" + rest


def _closes(connection: bytes) -> bool:
    return any(token.strip().lower() == b"close" for token in connection.split(b","))


def _body_length(length: bytes | None, transfer: bytes | None, old: bool) -> int:
    if transfer is not None:
        if length is not None or old or transfer.lower() != b"chunked":
            raise BadRequest(400)
        return -1
    assert length is not None
    if not _LENGTH.fullmatch(length):
        raise BadRequest(400)
    return int(length)
