"""
Django's SQLite, for connections that are kept and for several who write.

A kept connection to a file that is no longer where it was is let go. Where somebody has put another in its place, from
a backup for instance, it would go on reading what was, and what is written would be in a file that nobody has any more.

Who waits for their turn to write looks every millisecond. SQLite's own waiting grows to a tenth of a second between two
looks, while a turn takes a few milliseconds.
"""

import os
import time
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_Refused = base.Database.OperationalError  # type: ignore[attr-defined]  # the library's own; the stubs leave it out

LOOKS_EVERY = 0.001
"""Seconds."""


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

    def _start_transaction_under_autocommit(self) -> None:
        raw = self.connection
        (patience,) = raw.execute("PRAGMA busy_timeout").fetchone()
        raw.execute("PRAGMA busy_timeout = 0")
        try:
            self._take_turn(time.monotonic() + patience / 1_000)
        finally:
            raw.execute(f"PRAGMA busy_timeout = {patience}")

    def _take_turn(self, until: float) -> None:
        begin = f"BEGIN {self.transaction_mode or ''}"  # type: ignore[attr-defined]  # Django's; the stubs leave it out
        while True:
            if time.monotonic() >= until:
                # Django's own way, which says what is wrong as Django does.
                super()._start_transaction_under_autocommit()  # type: ignore[misc]
                return
            try:
                # Not by a cursor of Django's: what it raises holds the cursor in a circle, and whichever thread
                # collects that takes down a statement while this one may be using its connection.
                self.connection.execute(begin)
            except _Refused as error:
                if "locked" not in str(error):
                    raise OperationalError(*error.args) from error
                time.sleep(LOOKS_EVERY)
            else:
                return

    def _identity(self) -> tuple[int, int] | None:
        """Device and number of the file; None where there is none."""
        try:
            found = os.stat(self.settings_dict["NAME"])
        except (OSError, ValueError):
            return None
        return found.st_dev, found.st_ino
