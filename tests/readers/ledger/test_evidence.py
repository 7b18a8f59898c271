"""The evidence for one reader: everything they said, readable, and proven by a chain that anybody can follow."""

import json
import stat
import subprocess
import sys
import uuid
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from standfirst import cli
from standfirst.readers.ledger.evidence import evidence_of
from standfirst.readers.ledger.people import forget, pseudonyms_of
from standfirst.readers.ledger.recording import record
from standfirst.readers.models import Reader
from tests.ledger import guards_down
from tests.readers.ledger.making import HERE, recorded, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def said_something(ann: Reader) -> Reader:
    """Ann, whose acts stand among those of somebody else."""
    recorded(2)
    record(ann.subject, [said(wording="The Tide <b>daily</b> & “more”")], HERE)
    recorded(2)
    record(ann.subject, [said(act="withdrawn", wording="No more of it")], HERE)
    recorded(2)
    return ann


def evidence(folder: Path, *words: str) -> Path:
    """The archive that the command writes, unpacked."""
    archive = folder / "evidence.zip"
    assert cli.main(["ledger", "evidence", *words, "--out", str(archive)]) == 0
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder


def checked(folder: Path) -> "subprocess.CompletedProcess[str]":
    """What the program in the archive finds, run alone."""
    return subprocess.run([sys.executable, "-I", folder / "check.py"], capture_output=True, text=True, check=False)


def test_it_holds_every_act_of_the_reader_and_of_nobody_else(said_something: Reader, tmp_path: Path) -> None:
    told = json.loads((evidence(tmp_path, "--reader", "ANN@example.com") / "evidence.json").read_text())
    assert told["reader"]["email"] == "ann@example.com"
    acts = [act["content"] for act in told["acts"]]
    assert [(act["number"], act["act"], act["network"]) for act in acts] == [
        (3, "given", "203.0.113.0/24"),
        (6, "withdrawn", "203.0.113.0/24"),
    ]
    whole = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.suffix != ".zip")
    assert b"Wording 1" not in whole
    assert uuid.UUID(int=7).hex.encode() not in whole


def test_it_can_be_read_by_people_with_nothing_fetched(said_something: Reader, tmp_path: Path) -> None:
    page = (evidence(tmp_path, "--reader", "ann@example.com") / "evidence.html").read_text()
    assert "The Tide &lt;b&gt;daily&lt;/b&gt; &amp; “more”" in page
    assert "<script" not in page
    assert "src=" not in page
    assert "<link" not in page


def test_what_proves_it_can_be_checked_anywhere(said_something: Reader, tmp_path: Path) -> None:
    found = checked(evidence(tmp_path, "--reader", "ann@example.com"))
    assert (found.returncode, found.stderr) == (0, "")
    assert "2 acts stand in the chain. Its last row is 8" in found.stdout


def _other_word(told: dict[str, Any]) -> None:
    told["acts"][0]["content"]["wording"] = "I agree to everything"


def _other_digest(told: dict[str, Any]) -> None:
    _other_word(told)
    told["acts"][0]["digest"] = "ab" * 32


def _other_end(told: dict[str, Any]) -> None:
    told["ledger"]["hash"] = "ab" * 32


@pytest.mark.parametrize("forge", [_other_word, _other_digest, _other_end])
def test_evidence_that_was_changed_is_found_out(forge: Any, said_something: Reader, tmp_path: Path) -> None:
    file = evidence(tmp_path, "--reader", "ann@example.com") / "evidence.json"
    told = json.loads(file.read_text())
    forge(told)
    file.write_text(json.dumps(told))
    assert checked(tmp_path).returncode == 1


def test_a_chain_that_lacks_a_row_is_found_out(said_something: Reader, tmp_path: Path) -> None:
    file = evidence(tmp_path, "--reader", "ann@example.com") / "chain.txt"
    lines = file.read_text().splitlines()
    file.write_text("\n".join(lines[:3] + lines[4:]))
    assert checked(tmp_path).returncode == 1


def test_who_was_erased_is_found_by_the_pseudonym_alone(said_something: Reader, tmp_path: Path) -> None:
    (pseudonym,) = pseudonyms_of(said_something)
    forget(said_something)
    assert cli.main(["ledger", "evidence", "--reader", "ann@example.com", "--out", str(tmp_path / "none.zip")]) == 1
    told = json.loads((evidence(tmp_path, "--pseudonym", pseudonym) / "evidence.json").read_text())
    assert told["reader"] is None
    assert [act["content"]["purpose"] for act in told["acts"]][-1] == "account"


@pytest.mark.parametrize(
    "words", [["--reader", "nobody@example.com"], ["--pseudonym", "x"], ["--pseudonym", uuid.uuid4().hex]]
)
def test_nothing_is_written_where_there_is_nothing_to_show(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded(1)
    assert cli.main(["ledger", "evidence", *words, "--out", str(tmp_path / "none.zip")]) == 1
    assert capsys.readouterr().err.startswith("standfirst: ")
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_overwritten(said_something: Reader, tmp_path: Path) -> None:
    there = tmp_path / "evidence.zip"
    there.write_text("mine")
    assert cli.main(["ledger", "evidence", "--reader", "ann@example.com", "--out", str(there)]) == 1
    assert there.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [there]


def test_evidence_from_a_broken_ledger_says_so(
    said_something: Reader, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with guards_down(), connection.cursor() as cursor:
        cursor.execute("UPDATE readers_act SET act = 'withdrawn' WHERE number = 2")
    archive = tmp_path / "evidence.zip"
    assert cli.main(["ledger", "evidence", "--reader", "ann@example.com", "--out", str(archive)]) == 1
    assert "Row 2 was changed" in capsys.readouterr().err
    with zipfile.ZipFile(archive) as packed:
        assert json.loads(packed.read("evidence.json"))["ledger"]["broken"].startswith("Row 2 was changed")
        assert b"The ledger is not whole" in packed.read("evidence.html")


def test_who_is_asked_about_is_logged_without_the_address(
    said_something: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    evidence_of("ann@example.com")
    assert str(said_something.subject) in caplog.text
    assert "ann@example.com" not in caplog.text
