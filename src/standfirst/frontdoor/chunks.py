"""Finds where a chunked body ends. It passes the bytes on unread; what is odd about them is refused."""

import re
from enum import Enum, auto

from standfirst.frontdoor.head import BadRequestError

_SIZE = re.compile(rb"[0-9A-Fa-f]{1,8}")
_LONGEST_SIZE_LINE = 10


class _Next(Enum):
    SIZE = auto()
    DATA = auto()
    BREAK = auto()
    END = auto()


class ChunkedBody:
    """
    A chunked body on its way in, of at most ``limit`` bytes of content.

    Chunk extensions and trailers are refused: nobody who reads or writes articles sends them, and they are what parsers
    disagree about (RFC 9112 §7.1.1, §7.1.2).
    """

    def __init__(self, limit: int) -> None:
        self.complete = False
        self._room = limit
        self._left = 0
        self._line = b""
        self._next = _Next.SIZE

    def take(self, data: bytes, start: int) -> int:
        """
        The index in ``data`` after the last byte of this body. Raises BadRequestError: 400, or 413 past the limit.
        """
        at = start
        while at < len(data) and not self.complete:
            if self._next is _Next.DATA:
                step = min(self._left, len(data) - at)
                at += step
                self._left -= step
                if not self._left:
                    self._next = _Next.BREAK
            else:
                at = self._take_line(data, at)
        return at

    def _take_line(self, data: bytes, at: int) -> int:
        end = data.find(b"\n", at, at + _LONGEST_SIZE_LINE + 1)
        self._line += data[at : end + 1] if end >= 0 else data[at : at + _LONGEST_SIZE_LINE + 1]
        if end < 0:
            if len(self._line) > _LONGEST_SIZE_LINE:
                raise BadRequestError(400)
            return len(data)
        line, self._line = self._line, b""
        if not line.endswith(b"\r\n"):
            raise BadRequestError(400)
        self._read(line[:-2])
        return end + 1

    def _read(self, line: bytes) -> None:
        if self._next is _Next.SIZE:
            if not _SIZE.fullmatch(line):
                raise BadRequestError(400)
            self._left = int(line, 16)
            self._room -= self._left
            if self._room < 0:
                raise BadRequestError(413)
            self._next = _Next.DATA if self._left else _Next.END
        elif line:
            raise BadRequestError(400)
        elif self._next is _Next.BREAK:
            self._next = _Next.SIZE
        else:
            self.complete = True
