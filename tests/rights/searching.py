"""A search that knows no model: every row of every table, every file, for words that must not be there."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.signing import BadSignature, loads
from django.db import connection


def places_of(words: Iterable[str]) -> set[str]:
    """Where any of ``words`` stands: tables with their columns, and files under the data folder."""
    wanted = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)
    return {place for place, text in [*_cells(), *_files()] if wanted.search(text)}


def _cells() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    yield f"{table}.{column}", _as_text(value)


def _as_text(value: object) -> str:
    """With what is hidden in it: JSON's escapes, and the text of a session."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    spelled = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return f"{text}\n{spelled}\n{_session(text)}"


def _session(text: str) -> str:
    if text.count(":") < 2 or " " in text:
        return ""
    try:
        from django.contrib.sessions.serializers import JSONSerializer

        return str(loads(text, salt="django.contrib.sessions.SessionStore", serializer=JSONSerializer))
    except (BadSignature, ValueError):
        return ""


def _files() -> Iterator[tuple[str, str]]:
    data = Path(settings.STANDFIRST_DATA)
    for file in data.rglob("*"):
        if file.is_file() and not file.name.startswith(("test.sqlite3", "standfirst.sqlite3")):
            name = str(file.relative_to(data))
            yield name, f"{name}\n{file.read_bytes().decode('utf-8', 'replace')}"
