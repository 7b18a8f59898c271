"""Reads the database of Isso: a file of SQLite, which is opened to read and nothing else."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from standfirst.importers.cleaning import Unreadable
from standfirst.importers.comments.incoming import NAME_LIMIT, IncomingComment, Place, Standing
from standfirst.importers.comments.plain import text_of_markdown
from standfirst.importers.comments.reading import Found, Skipped, nobody
from standfirst.importers.incoming import Refused
from standfirst.importers.streaming import NotReadable
from standfirst.importers.words import one_line, shortened

SOURCE = "isso"
_ACCEPTED, _WAITING, _DELETED = 1, 2, 4
_COMMENTS = """
    SELECT comments.id, comments.parent, comments.created, comments.modified, comments.mode, comments.text,
        comments.author, threads.uri, threads.title
    FROM comments LEFT JOIN threads ON threads.id = comments.tid ORDER BY comments.id
"""


def comments_of(path: Path) -> Iterator[Found]:
    """Every comment of the database, in the order of their numbers. Raises NotReadable."""
    try:
        # What a database of others brings along may not act: no triggers and functions of its schema are trusted.
        database = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA query_only = ON")
            (total,) = database.execute("SELECT count(*) FROM comments").fetchone()
            for number, row in enumerate(database.execute(_COMMENTS), start=1):
                yield Found(row[0], _read(row), number / max(total, 1))
        finally:
            database.close()
    except sqlite3.Error as error:
        raise NotReadable(f"it is not a database of Isso: {error}") from None


def _read(row: tuple[object, ...]) -> IncomingComment | Refused | Skipped:
    number, parent, created, modified, mode, text, author, uri, title = row
    try:
        if not isinstance(uri, str) or not uri:
            raise Refused("its thread is not in the database")
        if mode not in {_ACCEPTED, _WAITING, _DELETED}:
            raise Refused(f"its mode {mode} is not known")
        gone = mode == _DELETED
        return IncomingComment(
            source=SOURCE,
            # Two databases may both have a comment 12.
            source_id=f"{uri[:150]}#{number}",
            parent=f"{uri[:150]}#{parent}" if parent else "",
            place=Place(uri, shortened(one_line(title), 255) if isinstance(title, str) else ""),
            author=(shortened(one_line(author), NAME_LIMIT) if isinstance(author, str) else "") or nobody(),
            text="" if gone else text_of_markdown(text if isinstance(text, str) else ""),
            written_at=_moment(created),
            edited_at=_moment(modified) if modified else None,
            standing=Standing.GONE if gone else Standing.HELD if mode == _WAITING else Standing.PUBLISHED,
        )
    except Refused as why:
        return why
    except Unreadable as why:
        return Refused(str(why).replace("body", "comment"))


def _moment(seconds: object) -> datetime:
    try:
        if not isinstance(seconds, int | float):
            raise ValueError
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise Refused(f"“{shortened(one_line(str(seconds)), 40)}” is no date and time") from None
