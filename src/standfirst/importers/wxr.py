"""Reads a WordPress export (WXR 1.0 to 1.2: RSS with WordPress's own elements) item by item."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from standfirst.importers.streaming import NotReadable, elements_below

_ITEMS = 2
"""Elements around an item: rss and channel."""
_NAMESPACES = (
    (re.compile(r"wordpress\.org/export/[\d.]+/excerpt/"), "excerpt:"),
    (re.compile(r"wordpress\.org/export/[\d.]+/"), "wp:"),
    (re.compile(r"purl\.org/rss/1\.0/modules/content/"), "content:"),
    (re.compile(r"purl\.org/dc/elements/1\.1/"), "dc:"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A category or tag of an item."""

    domain: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Item:
    """One ``item``: ``values`` by names like ``wp:post_id``, ``title``; ``comments`` those of each comment."""

    values: dict[str, str]
    terms: tuple[Term, ...]
    meta: dict[str, str]
    comments: tuple[dict[str, str], ...]

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
    with elements_below(path, _ITEMS) as elements:
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
    with elements_below(path, _ITEMS) as elements:
        for element in elements:
            if _name(element) == "item":
                yield _item(element)


def _item(element: Element) -> Item:
    values: dict[str, str] = {}
    terms: list[Term] = []
    comments: list[dict[str, str]] = []
    meta: dict[str, str] = {}
    for child in element:
        name = _name(child)
        if name == "category":
            terms.append(Term(child.get("domain", "category"), child.text or "", child.get("nicename", "")))
        elif name == "wp:comment":
            comments.append({_name(part): part.text or "" for part in child})
        elif name == "wp:postmeta":
            parts = {_name(part): part.text or "" for part in child}
            meta.setdefault(parts.get("wp:meta_key", ""), parts.get("wp:meta_value", ""))
        else:
            values.setdefault(name, child.text or "")
    return Item(values, tuple(terms), meta, tuple(comments))


def _name(element: Any) -> str:
    tag = str(element.tag)
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].partition("}")
    return next((f"{prefix}{local}" for pattern, prefix in _NAMESPACES if pattern.search(namespace)), local)
