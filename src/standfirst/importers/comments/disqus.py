"""Reads an export of Disqus: threads first, then what was written in them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

from standfirst.importers.cleaning import Unreadable
from standfirst.importers.comments.incoming import NAME_LIMIT, IncomingComment, Place, Standing
from standfirst.importers.comments.plain import text_of_html
from standfirst.importers.comments.reading import Found, Skipped, nobody
from standfirst.importers.incoming import Refused
from standfirst.importers.streaming import NotReadable, elements_below
from standfirst.importers.words import one_line, shortened

SOURCE = "disqus"
_OF_WORDPRESS = re.compile(r"(\d{1,20}) https?://([^/?#]+)/\?p(?:age_id)?=\d+")
"""What the plug-in for WordPress calls a thread: the number of the post, and its address by number."""


def posts_of(path: Path) -> Iterator[Found]:
    """Every post of the export, in the order of the file. Raises NotReadable."""
    threads: dict[str, Place] = {}
    known = False
    with elements_below(path, 1) as elements:
        for number, element in enumerate(elements, start=1):
            tag = _name(str(element.tag))
            key = _id_of(element)
            if tag in {"category", "thread", "post"}:
                known = True
            if tag == "thread":
                threads[key] = _place(element)
            elif tag == "post":
                place = key or f"no. {number}"
                try:
                    yield Found(place, _post(element, key, threads), elements.share)
                except (Skipped, Refused) as why:
                    yield Found(place, why, elements.share)
    if not known:
        raise NotReadable("it is not an export of Disqus (it has no thread and no post)")


def _post(element: Element, key: str, threads: dict[str, Place]) -> IncomingComment:
    thread = _id_of(element.find("{*}thread"))
    if not key:
        raise Refused("it has no dsq:id")
    if thread not in threads:
        raise Refused(f"its thread {shortened(thread, 40) or 'is not said, and so it'} is not in the file before it")
    if _text(element, "isSpam") == "true":
        raise Skipped("spam there")
    gone = _text(element, "isDeleted") == "true"
    author = element.find("{*}author")
    return IncomingComment(
        source=SOURCE,
        source_id=key,
        parent=_id_of(element.find("{*}parent")),
        place=threads[thread],
        author=shortened(one_line(_text(author, "name") or _text(author, "username")), NAME_LIMIT) or nobody(),
        text="" if gone else _words(_text(element, "message")),
        written_at=_moment(_text(element, "createdAt")),
        standing=Standing.GONE if gone else Standing.PUBLISHED,
        address="" if _text(author, "isAnonymous") == "true" else _text(author, "email"),
    )


def _place(thread: Element) -> Place:
    of_wordpress = _OF_WORDPRESS.fullmatch(_text(thread, "id").strip())
    article = f"wordpress:{of_wordpress[2]}:{of_wordpress[1]}" if of_wordpress else ""
    return Place(_text(thread, "link").strip(), shortened(one_line(_text(thread, "title")), 255), article)


def _words(message: str) -> str:
    try:
        return text_of_html(message)
    except Unreadable as why:
        raise Refused(str(why).replace("body", "comment")) from None


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise Refused(f"createdAt “{shortened(one_line(text), 40)}” is no date and time") from None


def _text(element: Element | None, name: str) -> str:
    found = element.find(f"{{*}}{name}") if element is not None else None
    return (found.text or "") if found is not None else ""


def _id_of(element: Element | None) -> str:
    if element is None:
        return ""
    return next((value for name, value in element.attrib.items() if _name(name) == "id"), "").strip()[:100]


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
