"""Reads a file line by line, with its numbers, and never holds more than one line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LONGEST_LINE = 8_000_000
"""Bytes. A longer line is refused unread."""


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is None when the line cannot be read; ``trouble`` says why. ``end``: bytes of the file up to its end."""

    number: int
    text: str | None
    trouble: str
    end: int


def lines_of(file: BinaryIO, encoding: str = "utf-8") -> Iterator[Line]:
    """
    Every line that is not blank, counted from 1 with the blank ones. A byte order mark is no part of the first.

    ``encoding``: UTF-8, or one with a byte a character.
    """
    is_utf8 = encoding == "utf-8"
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            while not raw.endswith(b"\n") and (raw := file.readline(LONGEST_LINE)):
                pass
            yield Line(number, None, f"longer than {LONGEST_LINE:,} bytes", file.tell())
            continue
        try:
            text = raw.rstrip(b"\r\n").decode("utf-8-sig" if is_utf8 and number == 1 else encoding)
        except UnicodeDecodeError as error:
            yield Line(number, None, f"not {encoding.upper()} at byte {error.start + 1} of the line", file.tell())
            continue
        if text.strip():
            yield Line(number, text, "", file.tell())
