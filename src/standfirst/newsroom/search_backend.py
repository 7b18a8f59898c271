"""Wagtail's search in the database, with one writer of its index at a time."""

from typing import Any

from django.db import connection, transaction
from wagtail.search.backends import database

_LOCK = 0x5F1D5EA2C4
"""The number of our lock in PostgreSQL; it means nothing else there."""


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  # the name that Wagtail looks for
    """
    The backend that fits the database.

    PostgreSQL's index corrects the rows of others when it adds one. Two who add at once, an editor who publishes and
    the worker, could each wait for a row of the other, and one of them would fail: so they take turns.
    """
    backend = database.SearchBackend(params)
    if connection.vendor == "postgresql":
        backend.index_class = _taking_turns(backend.index_class)
    return backend


def _taking_turns(index_class: Any) -> Any:
    class TakingTurns(index_class):
        def add_items(self, model: Any, objs: Any) -> None:
            with transaction.atomic(using=self.write_connection.alias):
                with self.write_connection.cursor() as cursor:
                    # Given back by PostgreSQL itself at the end of the transaction, whichever way it ends.
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
                super().add_items(model, objs)

    return TakingTurns
