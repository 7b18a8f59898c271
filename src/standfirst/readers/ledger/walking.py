"""Reading the ledger row by row as the database holds it: no object a row, and nothing is converted on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from standfirst.readers.ledger import chain
from standfirst.readers.models.ledger import Act

_AT_ONCE = 2_000
Row = tuple[Any, ...]
"""The values of ``chain.CONTENT``, then ``before`` and ``hash``; whatever somebody put there by hand."""


def rows(*, after: int = 0) -> Iterator[Row]:
    """Every row with a number above ``after``, in the order of the numbers, as one moment of the database has them."""
    columns = ", ".join(connection.ops.quote_name(name) for name in (*chain.CONTENT, "before", "hash"))
    with _undecoded(), connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {Act._meta.db_table} WHERE number > %s ORDER BY number",  # noqa: S608  our own names
            [after],
        )
        while some := cursor.fetchmany(_AT_ONCE):
            yield from some


@contextmanager
def _undecoded() -> Iterator[None]:
    """On SQLite a text may hold bytes that are none: they are handed on in disguise, for the hash to find."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        return
    raw: Any = connection.connection
    usual = raw.text_factory
    raw.text_factory = lambda held: held.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = usual
