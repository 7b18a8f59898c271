"""Puts a SQLite that is sound for several writing processes in the place of Python's own."""

import sys

SOUND_SINCE = (3, 51, 3)


class UnsoundSqlite(RuntimeError):
    """The SQLite at hand can corrupt a write-ahead log that several processes write."""


def use_sound_sqlite() -> str:
    """
    Make ``import sqlite3`` give pysqlite3's bundled library, and return its version.

    Raises UnsoundSqlite when even that one is older than 3.51.3.
    Source: sqlite.org, "Write-Ahead Logging", the WAL-reset bug (3.7.0 to 3.51.2).
    """
    import pysqlite3
    from pysqlite3 import dbapi2

    version: str = dbapi2.sqlite_version
    if tuple(int(part) for part in version.split(".")) < SOUND_SINCE:
        raise UnsoundSqlite(f"SQLite {version} can corrupt the database; 3.51.3 or newer is needed")
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2
    return version
