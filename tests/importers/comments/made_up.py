"""Exports of other systems, made up: as small as a test needs, in the shapes that those systems write."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape


def a_thread(number: int = 1, *, link: str = "https://old.example/harbour/the-ferry/", identifier: str = "") -> str:
    return (
        f'<thread dsq:id="{number}"><id>{escape(identifier)}</id><forum>gazette</forum><link>{escape(link)}</link>'
        f"<title>The ferry</title><createdAt>2019-03-01T09:00:00Z</createdAt></thread>"
    )


def a_post(
    number: object = 11,
    *,
    thread: int = 1,
    parent: object = "",
    message: str = "<p>Late again.</p>",
    name: str = "Ada",
    email: str = "",
    deleted: bool = False,
    spam: bool = False,
    created: str = "2019-03-01T10:00:00Z",
) -> str:
    above = f'<parent dsq:id="{parent}"/>' if parent else ""
    address = f"<email>{email}</email>" if email else ""
    return (
        f'<post dsq:id="{number}"><id/><message><![CDATA[{message}]]></message><createdAt>{created}</createdAt>'
        f"<isDeleted>{str(deleted).lower()}</isDeleted><isSpam>{str(spam).lower()}</isSpam>"
        f"<author>{address}<name>{escape(name)}</name><isAnonymous>false</isAnonymous><username>x</username></author>"
        f'<thread dsq:id="{thread}"/>{above}</post>'
    )


def disqus(folder: Path, *elements: str, head: str = "") -> Path:
    path = folder / "disqus.xml"
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>{head}\n<disqus xmlns="http://disqus.com" '
        f'xmlns:dsq="http://disqus.com/disqus-internals">{"".join(elements)}</disqus>',
        encoding="utf-8",
    )
    return path


def coral(folder: Path, *documents: object) -> Path:
    """A document a line; a text stands as it is."""
    path = folder / "coral.jsonl"
    lines = (document if isinstance(document, str) else json.dumps(document) for document in documents)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


STORY = {"id": "s1", "url": "https://old.example/harbour/the-ferry/", "metadata": {"title": "The ferry"}}
WRITER = {"id": "u1", "username": "Ada", "email": "ada@example.com", "emailVerified": True, "role": "COMMENTER"}


def a_coral_comment(key: str = "c1", **changes: object) -> dict[str, object]:
    return {
        "id": key,
        "storyID": "s1",
        "parentID": None,
        "authorID": "u1",
        "status": "NONE",
        "revisions": [
            {"id": "r1", "body": "<div>Lat again.</div>", "createdAt": {"$date": "2021-05-01T10:00:00.000Z"}},
            {"id": "r2", "body": "<div>Late again.</div>", "createdAt": {"$date": "2021-05-01T10:02:00.000Z"}},
        ],
        "createdAt": {"$date": "2021-05-01T10:00:00.000Z"},
        **changes,
    }


IssoRow = tuple[int, int, int | None, float, float | None, int, str, str | None]


def isso(folder: Path, rows: Iterable[IssoRow], *, uri: str = "/harbour/the-ferry/") -> Path:
    """``rows``: thread, id, parent, created, modified, mode, text, author."""
    path = folder / "isso.db"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.executescript(
            "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));"
            "CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,"
            " created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR,"
            " email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB);"
        )
        database.execute("INSERT INTO threads VALUES (1, ?, 'The ferry')", [uri])
        database.executemany(
            "INSERT INTO comments (tid, id, parent, created, modified, mode, text, author) VALUES (?,?,?,?,?,?,?,?)",
            list(rows),
        )
    return path
