"""Four processes that add to the ledger at once write one chain; one that is killed leaves it whole."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from standfirst.readers.ledger.verifying import verify
from standfirst.readers.models import Act, Pseudonym
from tests.readers.ledger.making import recorded

pytestmark = pytest.mark.django_db(transaction=True)


def _adding(times: int) -> "subprocess.Popen[str]":
    """A process on the database of this test, which waits for a line and then adds ``times`` two acts."""
    name = str(connection.settings_dict["NAME"])
    server = os.environ.get("DATABASE_URL")
    url = urlunsplit(urlsplit(server)._replace(path=f"/{name}")) if server else f"sqlite:///{name}"
    return subprocess.Popen(
        [sys.executable, "-m", "tests.readers.ledger.adding", str(times)],
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "standfirst.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _let_go(processes: "list[subprocess.Popen[str]]") -> None:
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


def test_four_processes_at_once_write_one_chain_without_a_fork_or_a_gap() -> None:
    processes = [_adding(10) for _ in range(4)]
    _let_go(processes)
    assert [process.wait(timeout=120) for process in processes] == [0] * 4
    for process in processes:
        process.communicate()
    found = verify()
    assert (found.is_whole, found.count) == (True, 80)
    assert Pseudonym.objects.count() == 4
    names = list(Act.objects.values_list("pseudonym", flat=True))
    assert [len(set(names[start : start + 2])) for start in range(0, 80, 2)] == [1] * 40, "what is said at once"


def test_a_process_that_is_killed_leaves_a_whole_ledger_that_goes_on() -> None:
    process = _adding(10_000)
    _let_go([process])
    while Act.objects.count() < 10:
        assert process.poll() is None
    process.kill()
    process.communicate()
    found = verify()
    assert found.is_whole
    assert found.count % 2 == 0, "two acts of one moment are there together or not at all"
    recorded(1)
    assert verify().count == found.count + 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it is about the file")
def test_a_row_changed_in_the_file_by_another_program_is_refused_and_without_the_guard_found() -> None:
    recorded(3)
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other, other:
        with pytest.raises(sqlite3.IntegrityError, match="no row of the ledger is ever changed"):
            other.execute("UPDATE readers_act SET act = 'withdrawn' WHERE number = 2")
        (laid,) = other.execute("SELECT sql FROM sqlite_master WHERE name = 'readers_act_unchanged'").fetchone()
        other.execute("DROP TRIGGER readers_act_unchanged")
        other.execute("UPDATE readers_act SET act = 'withdrawn' WHERE number = 2")
    found = verify()
    assert found.broken is not None
    assert found.broken.row == 2
    assert found.unguarded == ("readers_act_unchanged",)
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other, other:
        other.execute(laid)
