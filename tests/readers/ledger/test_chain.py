"""The chain without a database: what is hashed, and that no change of it goes unfound."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.readers.ledger import chain
from standfirst.readers.ledger.checkpoints import Checkpoint, NoCheckpoint, read_checkpoints
from standfirst.readers.ledger.verifying import follow
from tests.readers.ledger.making import rows_of

WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
CHAINS = st.lists(WORDS, min_size=1, max_size=8)
COLUMNS = len(chain.CONTENT) + 2


def checkpoint(row: tuple[Any, ...]) -> Checkpoint:
    return Checkpoint(row[0], row[0], row[-1], "2026-11-25T18:00:00.000000Z")


def test_a_row_is_hashed_as_the_documentation_says() -> None:
    (row,) = rows_of(["Ünicode “quoted” \\ and\na line"])
    content = (
        '{"act":"given","at":"2026-11-25T18:00:00.000000Z","basis":"consent","by":"reader","channel":"email",'
        '"form":"preferences","language":"en-gb","network":"203.0.113.0/24","number":1,"page":"/account/",'
        '"pseudonym":"abababababababababababababababab","purpose":"newsletter:tide",'
        '"recorded_at":"2026-11-25T18:00:00.000000Z","version":"1",'
        '"wording":"Ünicode “quoted” \\\\ and\\na line"}'
    )
    assert chain.canonical(row[:-2]).decode() == content
    digest = hashlib.sha256(content.encode()).hexdigest()
    assert row[-1] == hashlib.sha256(f"{'0' * 64}\n{digest}".encode()).hexdigest()


@given(CHAINS)
def test_a_chain_that_nobody_touched_is_whole(wordings: list[str]) -> None:
    found = follow(rows_of(wordings), [checkpoint(row) for row in rows_of(wordings)])
    assert (found.is_whole, found.count) == (True, len(wordings))


@given(CHAINS, st.data())
def test_a_changed_value_is_found_in_its_row_whichever_it_is(wordings: list[str], data: st.DataObject) -> None:
    rows = [list(row) for row in rows_of(wordings)]
    place = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, COLUMNS - 1))
    other = data.draw(st.one_of(WORDS, st.integers(), st.none(), st.binary(max_size=5), st.booleans(), st.floats()))
    if repr(other) == repr(rows[place][column]):
        return
    rows[place][column] = other
    found = follow([tuple(row) for row in rows])
    assert found.broken is not None
    assert found.broken.row == place + 1
    assert found.count == place


@given(CHAINS.filter(lambda some: len(some) > 1), st.data())
def test_a_row_taken_out_or_two_that_changed_places_are_found(wordings: list[str], data: st.DataObject) -> None:
    rows = rows_of(wordings)
    place = data.draw(st.integers(0, len(rows) - 2))
    missing = follow(rows[:place] + rows[place + 1 :])
    assert missing.broken is not None
    assert missing.broken.row == place + 1
    turned = follow(rows[:place] + [rows[place + 1], rows[place]] + rows[place + 2 :])
    assert turned.broken is not None
    assert turned.broken.row == place + 1


@given(CHAINS, st.data())
def test_an_end_that_was_cut_off_is_found_by_a_checkpoint_alone(wordings: list[str], data: st.DataObject) -> None:
    rows = rows_of(wordings)
    left = data.draw(st.integers(0, len(rows) - 1))
    assert follow(rows[:left]).is_whole
    found = follow(rows[:left], [checkpoint(rows[-1])])
    assert found.broken is not None
    assert found.broken.row == left + 1
    assert "2026-11-25T18:00:00" in found.broken.how


@given(CHAINS, st.data())
def test_a_ledger_written_anew_is_found_by_a_checkpoint_alone(wordings: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(wordings) - 1))
    forged = [*wordings[:place], wordings[place] + "!", *wordings[place + 1 :]]
    assert follow(rows_of(forged)).is_whole
    found = follow(rows_of(forged), [checkpoint(row) for row in reversed(rows_of(wordings))])
    assert found.broken is not None
    assert found.broken.row == place + 1, "with a checkpoint of every row the first that is another one is named"


def test_a_ledger_that_was_empty_at_the_checkpoint_may_have_grown_or_not() -> None:
    empty = Checkpoint(0, 0, chain.START, "2026-11-25T18:00:00.000000Z")
    assert follow([], [empty]).is_whole
    assert follow(rows_of(["One"]), [empty]).is_whole


@given(st.datetimes(timezones=st.just(UTC)), st.integers(-12 * 60, 14 * 60))
def test_a_time_is_written_in_utc_and_read_again(moment: datetime, minutes: int) -> None:
    if not 1000 < moment.year < 9998:
        return
    elsewhere = moment.astimezone(timezone(timedelta(minutes=minutes)))
    assert chain.written(elsewhere) == chain.written(moment)
    assert chain.read(chain.written(moment)) == moment


def test_a_checkpoint_is_read_as_it_was_printed() -> None:
    one = Checkpoint.now(3, "ab" * 32)
    assert read_checkpoints(f"\n{one.line()}\n{one.line()}\n") == [one, one]


GOOD = {"ledger": 1, "count": 3, "last": 3, "hash": "ab" * 32, "time": "2026-11-25T19:00:00.000000Z"}


WRONG = (
    {"count": 2}, {"last": "3"}, {"hash": "AB"}, {"hash": None}, {"time": 1}, {"time": "yesterday"}, {"ledger": 2},
    {"count": -1, "last": -1}, {"count": 0, "last": 0},
)  # fmt: skip


def test_the_checkpoint_that_is_spoilt_below_is_a_good_one() -> None:
    assert read_checkpoints(json.dumps(GOOD))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nonsense",
        "[]",
        "3",
        "{}",
        "[" * 100_000,
        *(json.dumps({**GOOD, **wrong}) for wrong in WRONG),
        json.dumps({name: value for name, value in GOOD.items() if name != "ledger"}),
    ],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(line: str) -> None:
    with pytest.raises(NoCheckpoint):
        read_checkpoints(line)
