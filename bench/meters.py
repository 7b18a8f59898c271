"""
Databases whose meters have a history: so many readers, with so many unlocks of past months between them, none of now.

The rows are made by the database itself, and the index when they are all there: ten million take a minute or two.
"""

import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg

from bench import site as newsroom
from tests.scratch_postgres import ScratchPostgres

ARTICLES = 50
_PAST = 10_000_000
"""Articles of the past have numbers from here on."""
_SPREAD = 2_654_435_761
"""Odd, so that no two readers are alike below 2^32; it puts them into no order, as real ones are."""
INDEX = "unlock_subject_at"


class Meters(Protocol):
    """A database of a newsroom. ``environment``: what a site that is served from it needs."""

    name: str
    least: int
    """First unlocks a second that it must reach."""
    data: Path
    environment: dict[str, str]

    def fill(self, readers: int, unlocks: int) -> None:
        """``unlocks`` rows, as many for each of the readers."""

    def unlocked_now(self) -> int:
        """How many unlocks are there that ``fill`` has not made."""


def subject_of(number: int) -> uuid.UUID:
    """The reader of that number, below 2^31."""
    return uuid.UUID(hex=f"{number * _SPREAD % 2**32:08x}{0:08x}{number:016x}")


class SQLite:
    """A file in the data folder, with the product's own settings: WAL, every commit on the disk."""

    name = "SQLite"
    least = 300

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.environment: dict[str, str] = {}
        shutil.copytree(newsroom.prepared(ARTICLES), self.data, ignore=shutil.ignore_patterns("run"))

    def fill(self, readers: int, unlocks: int) -> None:
        subject = f"printf('%08x%08x%016x', i % {readers} * {_SPREAD} % 4294967296, 0, i % {readers})"
        at = "strftime('%Y-%m-%d %H:%M:%S', 'now', '-40 days', '-' || (i * 7919 % 400000) || ' minutes')"
        with closing(self._open()) as database:
            (made,) = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", [INDEX]).fetchone()
            database.execute(f"DROP INDEX {INDEX}")
            rows = f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {unlocks})"
            past = f"SELECT {subject}, {_PAST} + i / {readers}, {at} FROM n"
            database.execute(f"INSERT INTO access_unlock (subject, article, at) {rows} {past}")
            rows = f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {readers})"
            database.execute(f"INSERT INTO access_meter (subject) {rows} SELECT {subject} FROM n")
            database.execute(made)
            database.commit()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def unlocked_now(self) -> int:
        with closing(self._open()) as database:
            return int(database.execute(f"SELECT count(*) FROM access_unlock WHERE article < {_PAST}").fetchone()[0])

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.data / newsroom.DATABASE)


class PostgreSQL:
    """A server of its own, as PostgreSQL comes: every commit on the disk (fsync, synchronous_commit), small buffers."""

    name = "PostgreSQL"
    least = 800

    def __init__(self, folder: Path, server: str) -> None:
        self.data = folder / "data"
        self.environment = {"DATABASE_URL": server}
        newsroom.bring_in(self.data, ARTICLES, self.environment)

    def fill(self, readers: int, unlocks: int) -> None:
        number = f"(i % {readers})::bigint"
        spread = f"lpad(to_hex({number} * {_SPREAD} % 4294967296), 8, '0') || '00000000'"
        subject = f"({spread} || lpad(to_hex({number}), 16, '0'))::uuid"
        at = "now() - interval '40 days' - make_interval(mins => (i::bigint * 7919 % 400000)::int)"
        with self._open() as database:
            (made,) = database.execute("SELECT pg_get_indexdef(%s::regclass)", [INDEX]).fetchone() or ("",)
            for statement in (
                f"DROP INDEX {INDEX}",
                "INSERT INTO access_unlock (subject, article, at)"
                f" SELECT {subject}, {_PAST} + i / {readers}, {at} FROM generate_series(0, {unlocks - 1}) i",
                f"INSERT INTO access_meter (subject) SELECT {subject} FROM generate_series(0, {readers - 1}) i",
                made,
                "VACUUM ANALYZE access_unlock",
                "VACUUM ANALYZE access_meter",
                "CHECKPOINT",
            ):
                database.execute(statement.encode())

    def unlocked_now(self) -> int:
        with self._open() as database:
            found = database.execute(f"SELECT count(*) FROM access_unlock WHERE article < {_PAST}".encode()).fetchone()
        return int(found[0]) if found else 0

    def _open(self) -> "psycopg.Connection[tuple[str]]":
        return psycopg.connect(self.environment["DATABASE_URL"], autocommit=True)


@contextmanager
def new_meters(name: str, folder: Path) -> Iterator[Meters]:
    """The database of that name (``sqlite``, ``postgres``) with a small newsroom in it, gone afterwards."""
    if name == "sqlite":
        yield SQLite(folder)
        return
    server = ScratchPostgres(folder / "postgres", durable=True)
    try:
        yield PostgreSQL(folder, server.start())
    finally:
        server.stop()
