"""
Reads the head of a request, strictly: what could be read in two ways is refused, not guessed at.

This is the only reader of heads. uvicorn's own parser sees a head only after it passed here, as a second opinion.
Source: RFC 9112 §2 to §6; SECURITY row H1 lists the shapes that must not get through.
"""

import re
from itertools import filterfalse

from standfirst.frontdoor.persons import is_no_person

LONGEST_HEAD = 16 * 1024
"""Bytes of request line and header lines together."""
MOST_LINES = 100
LONGEST_TARGET = 8 * 1024

READING = frozenset({b"GET", b"HEAD"})
_KNOWN_METHODS = READING | {b"POST", b"OPTIONS", b"PUT", b"PATCH", b"DELETE"}
_REFUSED_METHODS = frozenset({b"TRACE", b"CONNECT", b"PROPFIND", b"PROPPATCH", b"SEARCH", b"PURGE", b"BAN", b"MKCOL"})

_REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([!-~]+) HTTP/([0-9])\.([0-9])")
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_LENGTH = re.compile(rb"[0-9]{1,15}")
_ABSOLUTE = re.compile(rb"https?://([^/?#]*)([^#]*)", re.IGNORECASE)
_VISIBLE = bytes([9, *range(0x20, 0x7F), *range(0x80, 0x100)])

# The lines that are looked at, by the attribute of Head that takes them; all others only have to be well formed.
_FIELDS = {
    b"host": "host",
    b"cookie": "cookie",
    b"accept-encoding": "encodings",
    b"if-none-match": "matches",
    b"connection": "connection",
    b"content-length": "content_length",
    b"transfer-encoding": "transfer",
    b"authorization": "credentials",
    b"expect": "expect",
    b"upgrade": "upgrade",
    b"sec-purpose": "purpose",
    b"purpose": "purpose",
    b"x-moz": "purpose",
    b"save-data": "saves",
    b"sec-fetch-dest": "aside",
    b"user-agent": "aside",
}
_IDLE = ""
_PERSONAL = frozenset({"cookie", "credentials"})
_PLAIN = frozenset({"host", "cookie", "encodings", "matches", "purpose", "aside", "saves"})
_JOINED = {"cookie": b"; ", **dict.fromkeys(("encodings", "matches", "connection", "purpose", "aside", "saves"), b", ")}

# Browsers send the same lines again and again: one that was found in order is not taken apart a second time. Cookies
# and credentials are somebody's own and are never remembered.
_idle_lines: set[bytes] = set()
_lines: dict[bytes, tuple[str, bytes]] = {}
_names: dict[bytes, str] = {}
_request_lines: dict[bytes, tuple[bytes, bytes, bool]] = {}
_MOST_REMEMBERED = 4_000
_LONGEST_REMEMBERED = 256


class BadRequestError(Exception):
    """A request that is answered here and now, and its connection closed. ``status`` is the HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Head:
    """
    What the front door needs of a request: all of it checked, nothing of it decoded.

    ``target`` is in origin form. ``length`` is the body's in bytes, -1 when it comes in chunks. ``simple`` means: GET
    or HEAD, without a body, credentials or a wish to do anything but read. ``old``: HTTP/1.0. ``close``: the connection
    ends after the answer. ``purpose``: why a browser fetches ahead of its reader. ``aside``: what tells that no person
    opens the page. The other attributes are header lines, None where there was none. ``raw`` is all of it, for
    ``field``.
    """

    raw: bytes
    method: bytes
    target: bytes
    old: bool
    host: bytes | None = None
    cookie: bytes | None = None
    encodings: bytes | None = None
    matches: bytes | None = None
    connection: bytes | None = None
    content_length: bytes | None = None
    transfer: bytes | None = None
    credentials: bytes | None = None
    expect: bytes | None = None
    upgrade: bytes | None = None
    purpose: bytes | None = None
    aside: bytes | None = None
    saves: bytes | None = None
    length: int = 0
    close: bool = False
    simple: bool = False

    def field(self, name: bytes) -> bytes | None:
        """
        The value of a line that is rarely asked for, ``name`` in small letters; repeated ones are joined by a comma.
        """
        found = [
            value.strip(b" \t")
            for key, _, value in (line.partition(b":") for line in self.raw.split(b"\r\n")[1:])
            if key.lower() == name
        ]
        return b", ".join(found) if found else None


def read_head(raw: bytes) -> Head:
    """
    The head in ``raw``, which ends before the empty line. Raises BadRequestError: 400, 405, 414, 431, 501 or 505.
    """
    lines = raw.split(b"\r\n")
    if len(lines) > MOST_LINES:
        raise BadRequestError(431)
    head = Head()
    head.raw = raw
    request = lines.pop(0)
    head.method, head.target, head.old = _request_lines.get(request) or _read_request_line(request)
    plain = True
    for line in filterfalse(_idle_lines.__contains__, lines):
        field, value = _lines.get(line) or _read_line(line)
        if not field:
            continue
        if field not in _PLAIN:
            plain = False
        before = getattr(head, field)
        setattr(head, field, value if before is None else _again(field, before, value))
    if head.host is None:
        raise BadRequestError(400)
    if plain and head.method in READING and not head.old and head.target[0] == 47:
        head.simple = True
    else:
        _settle(head)
    return head


def _read_request_line(line: bytes) -> tuple[bytes, bytes, bool]:
    """Method, target, and whether the connection ends by HTTP/1.0's rules."""
    request = _REQUEST_LINE.fullmatch(line)
    if request is None:
        raise BadRequestError(414 if len(line) > LONGEST_TARGET else 400)
    method, target, major, minor = request.groups()
    if major != b"1" or minor > b"1":
        raise BadRequestError(505)
    if len(target) > LONGEST_TARGET:
        raise BadRequestError(414)
    if method not in _KNOWN_METHODS:
        raise BadRequestError(405 if method in _REFUSED_METHODS else 501)
    if b"#" in target:
        raise BadRequestError(400)
    read = (method, target, minor == b"0")
    if len(line) <= _LONGEST_REMEMBERED:
        if len(_request_lines) >= _MOST_REMEMBERED:
            _request_lines.clear()
        _request_lines[line] = read
    return read


def _read_line(line: bytes) -> tuple[str, bytes]:
    """The attribute of Head that takes ``line``, empty when none does, and the value."""
    # Everything visible taken away, nothing may be left: no bare CR or LF, no NUL, no control character.
    if line.translate(None, _VISIBLE):
        raise BadRequestError(400)
    name, colon, value = line.partition(b":")
    field = _names.get(name)
    if field is None:
        field = _learn(name)
    if not colon:
        raise BadRequestError(400)
    value = value.strip(b" \t")
    if _says_nothing(field, name, value):
        field = _IDLE
    if len(line) <= _LONGEST_REMEMBERED and field not in _PERSONAL:
        if len(_idle_lines) + len(_lines) >= _MOST_REMEMBERED:
            _lines.clear()
            _idle_lines.clear()
        if field:
            _lines[line] = (field, value)
        else:
            _idle_lines.add(line)
    return field, value


def _says_nothing(field: str, name: bytes, value: bytes) -> bool:
    """Asked when a line is learned: the lines of people's browsers stay idle, and cost nothing from then on."""
    if field == "aside":
        return not is_no_person(name.lower(), value)
    return field == "connection" and value.lower() == b"keep-alive"


def _learn(name: bytes) -> str:
    if not _NAME.fullmatch(name):
        raise BadRequestError(400)
    field = _FIELDS.get(name.lower(), _IDLE)
    if len(name) < 64:
        if len(_names) >= _MOST_REMEMBERED:
            _names.clear()
        _names[name] = field
    return field


def _again(field: str, before: bytes, value: bytes) -> bytes:
    """A repeated line: some may be joined (RFC 9110 §5.3), the others say two things at once."""
    joint = _JOINED.get(field)
    if joint is None:
        raise BadRequestError(400)
    return before + joint + value


def _settle(head: Head) -> None:
    """The unusual: another method, a body, a target in absolute form, something said about the connection."""
    if head.target[0] != 47:
        head.target = _origin_form(head.target, head.host)
    tokens = () if head.connection is None else head.connection.lower().split(b",")
    head.close = head.old or b"close" in (token.strip() for token in tokens)
    head.length = _body_length(head)
    head.simple = head.method in READING and not head.length and head.credentials is None and head.expect is None


def _origin_form(target: bytes, host: bytes | None) -> bytes:
    """The absolute form must name the host that the Host line names (RFC 9112 §3.2.2); other forms are not for us."""
    absolute = _ABSOLUTE.fullmatch(target)
    if absolute is None or host is None or absolute[1].lower() != host.lower():
        raise BadRequestError(400)
    rest = absolute[2]
    return rest if rest.startswith(b"/") else b"/" + rest


def _body_length(head: Head) -> int:
    length, transfer = head.content_length, head.transfer
    if transfer is not None:
        if length is not None or head.old or transfer.lower() != b"chunked":
            raise BadRequestError(400)
        return -1
    if length is None:
        return 0
    if not _LENGTH.fullmatch(length):
        raise BadRequestError(400)
    return int(length)
