"""An import that ends half-way leaves whole batches; running it again does the rest."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from wagtail.models import Page

from standfirst.importers.models import Imported
from standfirst.importers.writing import BATCH
from standfirst.newsroom.models import ArticlePage
from tests.importers.support import an_article, import_articles, jsonl

# Runs the command, and is killed like by the machine itself when the rows of batch no. {batch} are being written.
KILLED = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from standfirst.cli import main
from standfirst.preparing import prepare
prepare(print)
batches = 0
def killer(execute, sql, params, many, context):
    global batches
    result = execute(sql, params, many, context)
    if sql.startswith('INSERT INTO "importers_imported"'):
        batches += 1
        if batches == int(sys.argv[1]):
            os.kill(os.getpid(), signal.SIGKILL)
    return result
with connection.execute_wrapper(killer):
    sys.exit(main(["import", "articles", sys.argv[2], "--json"]))
"""


def test_a_killed_process_leaves_whole_batches_and_the_next_run_does_the_rest(tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    path = jsonl(tmp_path, *(an_article(n, authors=["Ada"]) for n in range(3 * BATCH + 1)))
    environment = os.environ | {"STANDFIRST_DATA": str(house), "DJANGO_SETTINGS_MODULE": "standfirst.settings"}
    environment.pop("DATABASE_URL", None)

    def run(kill_at: int) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-c", KILLED, str(kill_at), str(path)]
        return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)

    def counts() -> tuple[int, int, int]:
        with closing(sqlite3.connect(house / "standfirst.sqlite3")) as database:
            tables = ("importers_imported", "newsroom_articlepage", "newsroom_articlebyline")
            found = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return found[0], found[1], found[2]

    assert run(kill_at=3).returncode == -signal.SIGKILL
    assert counts() == (2 * BATCH, 2 * BATCH, 2 * BATCH)
    again = run(kill_at=0)
    assert again.returncode == 0, again.stderr
    assert f'"new": {BATCH + 1}, "updated": 0, "unchanged": {2 * BATCH}' in again.stdout
    assert counts() == (3 * BATCH + 1, 3 * BATCH + 1, 3 * BATCH + 1)


@pytest.mark.django_db
def test_an_error_that_nobody_expected_leaves_whole_batches_on_every_database(tmp_path: Path) -> None:
    path = jsonl(tmp_path, *(an_article(n) for n in range(3 * BATCH)))
    with pytest.raises(ZeroDivisionError), connection.execute_wrapper(failing_at(2, ZeroDivisionError())):
        import_articles(path)
    assert ArticlePage.objects.count() == Imported.objects.count() == BATCH
    assert Page.find_problems() == ([], [], [], [], [])
    assert import_articles(path).counts["articles"] == {
        "new": 2 * BATCH,
        "updated": 0,
        "unchanged": BATCH,
        "refused": 0,
    }


@pytest.mark.django_db
def test_an_article_that_the_database_refuses_does_not_take_its_batch_along(tmp_path: Path) -> None:
    """The batch fails, each is tried alone, and the fourth of them fails again."""
    path = jsonl(tmp_path, *(an_article(n, section=f"Section {n}", topics=["Ferries"]) for n in range(6)))
    failing = connection.execute_wrapper(failing_at(1, DatabaseError("no room"), and_at=5))
    with failing:
        run = import_articles(path)
    assert run.status == 1
    assert run.stderr == "line 4: the database did not take it: no room\n"
    assert run.counts["articles"] == {"new": 5, "updated": 0, "unchanged": 0, "refused": 1}
    assert ArticlePage.objects.count() == 5
    assert Page.find_problems() == ([], [], [], [], [])


def failing_at(number: int, error: Exception, *, and_at: int = 0) -> Any:
    """Raises ``error`` where batch no. ``number``, and no. ``and_at``, writes what it brought in."""
    batches = 0

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal batches
        if sql.startswith('INSERT INTO "importers_imported"'):
            batches += 1
            if batches in {number, and_at}:
                raise error
        return execute(sql, params, many, context)

    return wrapper
