"""The database that a first start lays is the one that migrations would make."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from standfirst import new_database
from tests.serving.running import RunningSite

AS_FOR_TESTS = {"django_migrations", "django_session", "sqlite_sequence", "sqlite_stat1"}
# Made anew with each database: when, and which random names.
VOLATILE = {"translation_key", "latest_revision_created_at", "first_published_at", "last_published_at"}


def known() -> set[tuple[str, str]]:
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


@pytest.fixture
def laid(tmp_path: Path) -> Path:
    place = tmp_path / "standfirst.sqlite3"
    assert new_database.lay(place, known())
    return place


def test_it_has_seen_every_migration(laid: Path) -> None:
    missing = known() - new_database.applied(laid)
    assert not missing, "run `make new-database`"


def test_its_tables_and_rows_are_those_that_migrations_make(
    laid: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("it is laid on SQLite only, and compared there")
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    migrated = new_database.migrate_anew(tmp_path_factory.mktemp("migrated"))
    with closing(sqlite3.connect(laid)) as ours, closing(sqlite3.connect(migrated)) as theirs:
        schema = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
        assert ours.execute(schema).fetchall() == theirs.execute(schema).fetchall(), "run `make new-database`"
        tables = [row[0] for row in ours.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in set(tables) - AS_FOR_TESTS:
            columns = [row[1] for row in ours.execute(f"PRAGMA table_info({table})") if row[1] not in VOLATILE]
            rows = f"SELECT {', '.join(f'[{name}]' for name in columns)} FROM {table}"
            if table.startswith("wagtailsearch_"):
                continue  # the index of the search engine, written by its own triggers
            assert sorted(map(repr, ours.execute(rows))) == sorted(map(repr, theirs.execute(rows))), table


def test_a_database_that_is_there_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "standfirst.sqlite3"
    place.write_text("somebody's", encoding="utf-8")
    assert not new_database.lay(place, known())
    assert place.read_text(encoding="utf-8") == "somebody's"


def test_one_of_a_newer_version_is_not_laid(tmp_path: Path) -> None:
    assert not new_database.lay(tmp_path / "standfirst.sqlite3", known() - {("newsroom", "0001_initial")})
    assert list(tmp_path.iterdir()) == []


def test_it_is_whole(laid: Path) -> None:
    with closing(sqlite3.connect(laid)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_whoever_only_asks_makes_none_and_the_first_command_that_needs_one_lays_it(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("it is laid on SQLite only")
    data = tmp_path / "data"
    environment = RunningSite(data).environment
    lines = tmp_path / "articles.jsonl"
    lines.write_text('{"title": "Nothing else"}\n', encoding="utf-8")

    def standfirst(*words: str) -> str:
        command = [sys.executable, "-m", "standfirst.cli", *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    assert "steps to set up in the database" in standfirst("doctor")
    assert not (data / "standfirst.sqlite3").exists()
    assert "Laid a new database." in standfirst("import", "articles", str(lines))
    assert "Every table is up to date" in standfirst("doctor")
