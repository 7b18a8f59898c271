"""A ledger that somebody changed with the guards of its table taken down is found out, and the first row is named."""

import re
from typing import Any

import pytest
from django.db import connection

from standfirst import cli
from standfirst.readers.ledger import chain
from standfirst.readers.ledger.verifying import verify
from standfirst.readers.models import Act
from tests.ledger import guards_down
from tests.readers.ledger.making import HERE, recorded, said

pytestmark = pytest.mark.django_db

TEXTS = [name for name in (*chain.CONTENT, "before", "hash") if name != "number"]


def by_hand(statement: str, *values: Any) -> None:
    """What somebody does who owns the database: take the guards down, change it, put them up again."""
    with guards_down(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def first_broken() -> int | None:
    found = verify()
    return found.broken.row if found.broken else None


@pytest.mark.parametrize("column", TEXTS)
def test_a_change_of_any_value_is_found(column: str) -> None:
    recorded(5)
    other = {"act": "withdrawn", "by": "staff"}.get(column, "something else")
    by_hand(f"UPDATE readers_act SET {column} = %s WHERE number = 3", other)
    assert first_broken() == 3
    assert verify().count == 2


def test_rows_that_are_gone_turned_or_renumbered_are_found() -> None:
    recorded(6)
    by_hand("DELETE FROM readers_act WHERE number = 4")
    assert first_broken() == 4
    by_hand("UPDATE readers_act SET number = number - 1 WHERE number > 4")
    assert first_broken() == 4


def test_every_row_of_a_hundred_is_missed_when_it_is_changed() -> None:
    recorded(100)
    with guards_down(), connection.cursor() as cursor:
        for number in range(100, 0, -1):
            cursor.execute("UPDATE readers_act SET wording = 'I agree to everything' WHERE number = %s", [number])
            assert first_broken() == number


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite keeps what its column is not made for")
@pytest.mark.parametrize("value", [b"given", b"\xff\xfe", 7, 1.5, b"\x80 agreed"])
def test_a_value_that_no_row_is_written_with_is_found_and_breaks_nothing(value: Any) -> None:
    recorded(3)
    by_hand("UPDATE readers_act SET wording = %s WHERE number = 2", value)
    if isinstance(value, bytes):
        by_hand("UPDATE readers_act SET wording = CAST(wording AS TEXT) WHERE number = 2")
    assert first_broken() == 2


def test_the_command_says_that_all_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    recorded(4)
    assert cli.main(["ledger", "verify"]) == 0
    assert "4 rows, each as it was written" in capsys.readouterr().out


def test_the_command_names_the_first_broken_row(capsys: pytest.CaptureFixture[str]) -> None:
    recorded(4)
    by_hand("UPDATE readers_act SET act = 'withdrawn' WHERE number IN (2, 4)")
    assert cli.main(["ledger", "verify"]) == 1
    said_so = capsys.readouterr()
    assert "Row 2 was changed" in said_so.err
    assert said_so.out == ""


def test_the_command_says_when_the_guards_are_down(capsys: pytest.CaptureFixture[str]) -> None:
    recorded(1)
    with guards_down():
        assert cli.main(["ledger", "verify"]) == 1
    assert "readers_act_unchanged" in capsys.readouterr().err


@pytest.fixture
def kept_elsewhere(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> Any:
    """A file with the checkpoints that were printed after two and after four rows."""
    file = tmp_path / "checkpoints"
    for _ in range(2):
        recorded(2)
        assert cli.main(["ledger", "checkpoint"]) == 0
        file.write_text((file.read_text() if file.exists() else "") + capsys.readouterr().out)
    recorded(2)
    return file


def test_a_ledger_that_grew_since_its_checkpoints_is_whole(kept_elsewhere: Any) -> None:
    assert cli.main(["ledger", "verify", "--checkpoint", str(kept_elsewhere)]) == 0


def test_an_end_that_was_cut_off_is_found(kept_elsewhere: Any, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand("DELETE FROM readers_act WHERE number > 3")
    assert cli.main(["ledger", "verify"]) == 0, "by itself it looks whole"
    assert cli.main(["ledger", "verify", "--checkpoint", str(kept_elsewhere)]) == 1
    assert "Row 4 is missing" in capsys.readouterr().err


def test_a_ledger_that_was_written_anew_is_found(kept_elsewhere: Any, capsys: pytest.CaptureFixture[str]) -> None:
    kept = list(Act.objects.all())
    before = kept[1].hash
    by_hand("DELETE FROM readers_act WHERE number > 2")
    for act in kept[2:]:
        act.act, act.before = "withdrawn", before
        before = act.hash = chain.link(before, chain.digest_of(act.content))
    Act.objects.lay_down(kept[2:])
    assert cli.main(["ledger", "verify"]) == 0, "by itself it looks whole"
    assert cli.main(["ledger", "verify", "--checkpoint", str(kept_elsewhere)]) == 1
    assert re.search("written anew somewhere from row 3 to row 4", capsys.readouterr().err)


def test_no_checkpoint_is_given_of_a_broken_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    recorded(2)
    by_hand("UPDATE readers_act SET act = 'withdrawn' WHERE number = 1")
    assert cli.main(["ledger", "checkpoint"]) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("written", [b"", b"nonsense", b"\xff\xfe\x00"])
def test_a_file_of_something_else_is_refused_in_a_sentence(
    written: bytes, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_bytes(written)
    assert cli.main(["ledger", "verify", "--checkpoint", str(file)]) == 1
    assert str(file) in capsys.readouterr().err


def test_an_act_that_is_added_later_is_checked_too() -> None:
    recorded(2)
    assert verify().count == 2
    from standfirst.readers.ledger.recording import record
    from tests.readers.ledger.making import SUBJECT

    record(SUBJECT, [said()], HERE)
    assert verify().count == 3
