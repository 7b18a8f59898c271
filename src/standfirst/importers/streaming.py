"""
Reads XML element by element.

The parser refuses a document type and entities of its own: a file of a few lines could otherwise fill the memory or
read files of this machine.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # it carries no types
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

_CONTROLS = bytes(set(range(32)) - {9, 10, 13})


class NotReadable(Exception):
    """The file is no export that can be read; the message says why and where."""


class Elements:
    """
    Each whole element of ``file`` that has ``level`` others around it. It is emptied when the next one is asked for.

    Raises NotReadable when the file is not well-formed, or has entities of its own.
    """

    def __init__(self, file: BinaryIO, level: int) -> None:
        self._file = file
        self._level = level
        self._size = max(os.fstat(file.fileno()).st_size, 1)

    def __iter__(self) -> Iterator[Element]:
        return _elements(self._file, self._level)

    @property
    def share(self) -> float:
        """How much of the file is read, 0 to 1."""
        return self._file.tell() / self._size


@contextmanager
def elements_below(path: Path, level: int) -> Iterator[Elements]:
    """The elements of the file at ``path``, which stays open as long as the context."""
    with path.open("rb") as file:
        yield Elements(file, level)


def _elements(file: BinaryIO, level: int) -> Iterator[Element]:
    open_elements: list[Element] = []
    try:
        for event, element in iterparse(_WithoutControls(file), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                open_elements.append(element)
                continue
            open_elements.pop()
            if len(open_elements) == level:
                yield element
                open_elements[-1].clear()
            elif len(open_elements) < level:
                element.clear()
    except ParseError as error:
        raise NotReadable(f"it is not well-formed XML: {error}") from None
    except DefusedXmlException:
        raise NotReadable("it has a document type or entities of its own, which an export has not") from None
    except (UnicodeError, LookupError, ValueError) as error:
        raise NotReadable(f"its text cannot be read: {error}") from None


class _WithoutControls:
    """Exports hold control characters, which XML forbids. In UTF-8 no other character has a byte below 32."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._is_utf16 = file.read(2) in {b"\xff\xfe", b"\xfe\xff"}
        file.seek(0)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; fewer than ``size`` when some were dropped, none only at the end."""
        while chunk := self._file.read(size):
            if kept := chunk if self._is_utf16 else chunk.translate(None, _CONTROLS):
                return kept
        return b""
