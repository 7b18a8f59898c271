"""
Reads a WordPress export (WXR 1.0 to 1.2: RSS with WordPress's own elements) item by item.

The XML parser refuses a document type and entities of its own: a file of a few lines could otherwise fill the memory or
read files of this machine.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # it carries no types
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_NAMESPACES = (
    (re.compile(r"wordpress\.org/export/[\d.]+/excerpt/"), "excerpt:"),
    (re.compile(r"wordpress\.org/export/[\d.]+/"), "wp:"),
    (re.compile(r"purl\.org/rss/1\.0/modules/content/"), "content:"),
    (re.compile(r"purl\.org/dc/elements/1\.1/"), "dc:"),
)


class NotReadable(Exception):
    """The file is no WordPress export that can be read; the message says why and where."""


@dataclass(frozen=True, slots=True)
class Term:
    """A category or tag of an item."""

    domain: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Item:
    """One ``item``: ``values`` by names like ``wp:post_id``, ``title``; ``comments`` holds the type of each."""

    values: dict[str, str]
    terms: tuple[Term, ...]
    meta: dict[str, str]
    comments: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


@dataclass(slots=True)
class Channel:
    """What the export says once: the site, and the names of those who write there, by their sign-in name."""

    values: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def channel_of(path: Path) -> Channel:
    """The head of the export. Raises NotReadable when the file is not well-formed to its end or is no export."""
    channel = Channel()
    with _elements(path) as elements:
        for element in elements:
            name = _name(element)
            if name == "wp:author":
                values = {_name(child): child.text or "" for child in element}
                channel.names[values.get("wp:author_login", "")] = values.get("wp:author_display_name", "")
            elif name != "item":
                channel.values[name] = element.text or ""
    if not {"wp:wxr_version", "wp:base_site_url", "wp:base_blog_url"} & set(channel.values):
        raise NotReadable("it is not a WordPress export (it has no wp:wxr_version)")
    return channel


def items_of(path: Path) -> Iterator[Item]:
    """Every item, in the order of the file. Raises NotReadable."""
    with _elements(path) as elements:
        for element in elements:
            if _name(element) == "item":
                yield _item(element)


def _item(element: Element) -> Item:
    values: dict[str, str] = {}
    terms, comments = [], []
    meta: dict[str, str] = {}
    for child in element:
        name = _name(child)
        if name == "category":
            terms.append(Term(child.get("domain", "category"), child.text or "", child.get("nicename", "")))
        elif name == "wp:comment":
            parts = {_name(part): part.text or "" for part in child}
            comments.append(parts.get("wp:comment_type") or "comment")
        elif name == "wp:postmeta":
            parts = {_name(part): part.text or "" for part in child}
            meta.setdefault(parts.get("wp:meta_key", ""), parts.get("wp:meta_value", ""))
        else:
            values.setdefault(name, child.text or "")
    return Item(values, tuple(terms), meta, tuple(comments))


@contextmanager
def _elements(path: Path) -> Iterator[Iterator[Element]]:
    with path.open("rb") as file:
        yield _below_channel(file)


def _below_channel(file: BinaryIO) -> Iterator[Element]:
    """Each whole child of the channel; it is emptied when the next one is asked for."""
    open_elements: list[Element] = []
    try:
        for event, element in iterparse(_WithoutControls(file), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                open_elements.append(element)
                continue
            open_elements.pop()
            if len(open_elements) == 2:
                yield element
                open_elements[1].clear()
            elif len(open_elements) < 2:
                element.clear()
    except ParseError as error:
        raise NotReadable(f"it is not well-formed XML: {error}") from None
    except DefusedXmlException:
        raise NotReadable("it has a document type or entities of its own, which an export has not") from None
    except (UnicodeError, LookupError, ValueError) as error:
        raise NotReadable(f"its text cannot be read: {error}") from None


class _WithoutControls:
    """WordPress exports control characters, which XML forbids. In UTF-8 no other character has a byte below 32."""

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


def _name(element: Any) -> str:
    tag = str(element.tag)
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].partition("}")
    return next((f"{prefix}{local}" for pattern, prefix in _NAMESPACES if pattern.search(namespace)), local)
