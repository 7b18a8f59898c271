"""
Reads what ``mongoexport`` writes of Coral's collections ``stories``, ``users`` and ``comments``: a document a line.

Which collection a document is of shows in its fields, so the three may stand in one file, in any order.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from standfirst.importers.cleaning import Unreadable
from standfirst.importers.comments.incoming import NAME_LIMIT, IncomingComment, Place, Standing
from standfirst.importers.comments.plain import text_of_html
from standfirst.importers.comments.reading import Found, Skipped, nobody
from standfirst.importers.incoming import Refused
from standfirst.importers.lines import Line, lines_of
from standfirst.importers.streaming import NotReadable
from standfirst.importers.words import one_line, shortened

SOURCE = "coral"
_STANDINGS = {
    "NONE": Standing.PUBLISHED,
    "APPROVED": Standing.PUBLISHED,
    "PREMOD": Standing.HELD,
    "SYSTEM_WITHHELD": Standing.HELD,
    "REJECTED": Standing.GONE,
}
Document = dict[str, Any]


class _People:
    """Who wrote, and about what: read in a first pass."""

    def __init__(self) -> None:
        self.stories: dict[str, Place] = {}
        self.names: dict[str, str] = {}
        self.addresses: dict[str, str] = {}

    def take(self, document: Document) -> None:
        key = _text(document, "id")
        if _text(document, "url"):
            title = _text(document.get("metadata"), "title")
            self.stories[key] = Place(_text(document, "url"), shortened(one_line(title), 255))
        elif "username" in document or "email" in document:
            self.names[key] = shortened(one_line(_text(document, "username")), NAME_LIMIT)
            if document.get("emailVerified") is True:
                self.addresses[key] = _text(document, "email")


def comments_of(path: Path) -> Iterator[Found]:
    """Every comment of the export, in the order of the file. Raises NotReadable."""
    people, comments = _People(), 0
    for _line, document in _documents(path):
        if isinstance(document, dict):
            if _is_comment(document):
                comments += 1
            else:
                people.take(document)
    if not comments:
        raise NotReadable("it has no comment: a line with storyID, as mongoexport writes Coral's comments")
    size = max(path.stat().st_size, 1)
    for line, document in _documents(path):
        if isinstance(document, Refused):
            yield Found(line.number, document, line.end / size)
        elif _is_comment(document):
            yield Found(line.number, _read(document, people), line.end / size)


def _documents(path: Path) -> Iterator[tuple[Line, Document | Refused]]:
    with path.open("rb") as file:
        for line in lines_of(file):
            if line.text is None:
                yield line, Refused(line.trouble)
                continue
            try:
                document = json.loads(line.text)
            except (ValueError, RecursionError):
                yield line, Refused("it is not JSON, a document a line")
                continue
            yield line, document if isinstance(document, dict) else Refused("it is not a JSON object")


def _is_comment(document: Document) -> bool:
    return "storyID" in document


def _read(document: Document, people: _People) -> IncomingComment | Refused | Skipped:
    try:
        return _comment(document, people)
    except Refused as why:
        return why
    except Unreadable as why:
        return Refused(str(why).replace("body", "comment"))


def _comment(document: Document, people: _People) -> IncomingComment:
    key, story = _text(document, "id"), _text(document, "storyID")
    if not key:
        raise Refused("it has no id")
    if story not in people.stories:
        raise Refused(f"its story {shortened(one_line(story), 40)} is not in the file")
    status = _text(document, "status")
    if status not in _STANDINGS:
        raise Refused(f"its status {shortened(one_line(status), 40) or 'is not said and'} is not known")
    standing = Standing.GONE if document.get("deletedAt") else _STANDINGS[status]
    revisions = [one for one in _list(document.get("revisions")) if isinstance(one, dict)]
    if not revisions and standing is not Standing.GONE:
        raise Refused("it has no revisions, and so no text")
    written_at = _moment(document.get("createdAt"), "createdAt")
    author = _text(document, "authorID")
    return IncomingComment(
        source=SOURCE,
        source_id=key[:100],
        parent=_text(document, "parentID")[:100],
        place=people.stories[story],
        author=people.names.get(author, "") or nobody(),
        text="" if standing is Standing.GONE else text_of_html(_text(revisions[-1], "body")),
        written_at=written_at,
        edited_at=_moment(revisions[-1].get("createdAt"), "createdAt of its last revision")
        if len(revisions) > 1
        else None,
        standing=standing,
        address=people.addresses.get(author, ""),
    )


def _moment(value: object, field: str) -> datetime:
    """``{"$date": "…Z"}``, ``{"$date": {"$numberLong": "…"}}`` in milliseconds, or the date itself."""
    if isinstance(value, dict):
        value = value.get("$date")
    if isinstance(value, dict):
        value = value.get("$numberLong")
    try:
        if isinstance(value, str) and not value.lstrip("-").isdecimal():
            moment = datetime.fromisoformat(value)
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return datetime.fromtimestamp(int(str(value)) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        raise Refused(f"{field} “{shortened(one_line(str(value)), 40)}” is no date and time") from None


def _text(values: object, field: str) -> str:
    found = values.get(field) if isinstance(values, dict) else None
    return found if isinstance(found, str) else ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
