"""
Django's SQLite, for connections that are kept and for several who write.

A kept connection to a file that is no longer where it was is let go. Where somebody has put another in its place, from
a backup for instance, it would go on reading what was, and what is written would be in a file that nobody has any more.

Who waits for their turn to write looks every millisecond. SQLite's own waiting grows to a tenth of a second between two
looks, while a turn takes a few milliseconds.
"""

import os
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_Refused = base.Database.OperationalError  # type: ignore[attr-defined]  # the library's own; the stubs leave it out

T = TypeVar("T")

LOOKS_EVERY = 0.001
"""Seconds."""

_WRITES = ("INSERT", "UPDATE", "DELETE")


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection. Raises what Django's own does; a turn that does not come within ``timeout`` is "locked"."""

    _file: tuple[int, int] | None = None

    def get_new_connection(self, conn_params: Any) -> Any:
        made = super().get_new_connection(conn_params)
        self._file = self._identity()
        return made

    def close_if_unusable_or_obsolete(self) -> None:
        if self.connection is not None and not self.in_atomic_block and self._file != self._identity():
            self.close()
        super().close_if_unusable_or_obsolete()

    def create_cursor(self, name: str | None = None) -> "Cursor":
        return self.connection.cursor(factory=lambda raw: Cursor(raw, self))

    def in_turn(self, work: Callable[[], T]) -> T:
        """
        ``work`` once nobody else writes. It is tried again where it was refused, so it must be one statement, and no
        transaction open. Raises what the library does.
        """
        raw = self.connection
        (patience,) = raw.execute("PRAGMA busy_timeout").fetchone()
        until = time.monotonic() + patience / 1_000
        raw.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    return work()
                except _Refused as error:
                    if "locked" not in str(error) or time.monotonic() >= until:
                        raise
                time.sleep(LOOKS_EVERY)
        finally:
            raw.execute(f"PRAGMA busy_timeout = {patience}")

    def _start_transaction_under_autocommit(self) -> None:
        begin = f"BEGIN {self.transaction_mode or ''}"  # type: ignore[attr-defined]  # Django's; the stubs leave it out
        try:
            # Not by a cursor of Django's: what it raises holds the cursor in a circle, and whichever thread
            # collects that takes down a statement while this one may be using its connection.
            self.in_turn(lambda: self.connection.execute(begin))
        except _Refused as error:
            raise OperationalError(*error.args) from error

    def _identity(self) -> tuple[int, int] | None:
        """Device and number of the file; None where there is none."""
        try:
            found = os.stat(self.settings_dict["NAME"])
        except (OSError, ValueError):
            return None
        return found.st_dev, found.st_ino


class Cursor(base.SQLiteCursorWrapper):
    """
    Django's, for one who waits as the others do. A statement outside a transaction that waited as SQLite does, ten
    times a second in the end, would hardly ever find the turn free among those who look every millisecond.
    """

    def __init__(self, raw: Any, turns: DatabaseWrapper) -> None:
        super().__init__(raw)
        self._turns = turns

    def execute(self, query: str, params: Any = None) -> Any:
        run = super().execute
        # Who only reads waits for nobody, and some waits are for other things than a turn to write.
        if self.connection.in_transaction or query.lstrip()[:6].upper() not in _WRITES:
            return run(query, params)
        return self._turns.in_turn(lambda: run(query, params))
