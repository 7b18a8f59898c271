"""
Statements that are written out, and that a crowd waits for.

On PostgreSQL they go by a cursor that is kept with the connection, and are prepared: the server plans each of them
once, not at every comment. Where a pool between hands out connections for one transaction at a time, nothing can be
kept in them, and nothing is; the address of the database says so by ``disable_server_side_cursors``, as for Django.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

Values = Sequence[Any] | Mapping[str, Any]
_SEEN_BEFORE = 2
"""So many times a statement is run as it is; then it is prepared."""

_kept: "WeakKeyDictionary[Any, CursorWrapper]" = WeakKeyDictionary()
"""By the driver's connection."""


def ask(statement: str, values: Values) -> list[tuple[Any, ...]]:
    """All rows that ``statement`` gives. Raises as a cursor of Django's."""
    there = connections[DEFAULT_DB_ALIAS]
    if (kept := _kept_cursor(there)) is not None:
        kept.execute(statement, values)
        return cast("list[tuple[Any, ...]]", kept.fetchall())
    with there.cursor() as cursor:
        cursor.execute(statement, values)
        return cast("list[tuple[Any, ...]]", cursor.fetchall())


def do(statement: str, values: Values) -> int:
    """Run ``statement``; how many rows it wrote, -1 ``in_a_row``. Raises as a cursor of Django's."""
    there = connections[DEFAULT_DB_ALIAS]
    if (kept := _kept_cursor(there)) is not None:
        kept.execute(statement, values)
        return int(kept.rowcount)
    with there.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


@contextmanager
def in_a_row() -> Iterator[None]:
    """
    What is run inside goes to the server one behind the other, without waiting for an answer that nobody reads. What
    is refused is raised at the end, or at the first answer that is read. On SQLite nothing is different.
    """
    there = connections[DEFAULT_DB_ALIAS]
    if _kept_cursor(there) is None:
        yield
        return
    with there.wrap_database_errors, there.connection.pipeline():
        yield


def _kept_cursor(there: BaseDatabaseWrapper) -> CursorWrapper | None:
    """None where statements are counted, or cannot be prepared."""
    if there.vendor != "postgresql" or there.queries_logged or there.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
        return None
    there.validate_thread_sharing()
    there.ensure_connection()
    kept = _kept.get(there.connection)
    if kept is None or kept.closed:
        kept = _kept[there.connection] = _prepared_by(there)
    return kept


def _prepared_by(there: BaseDatabaseWrapper) -> CursorWrapper:
    from psycopg import Cursor

    raw = there.connection
    raw.prepare_threshold = _SEEN_BEFORE
    return CursorWrapper(Cursor(raw), there)
