"""Our SQLite: it lets go of a file that is gone, and waits for its turn to write as long as it was told to."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, transaction

from standfirst.databases.sqlite3.base import LOOKS_EVERY, DatabaseWrapper


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "one.sqlite3"


def a_connection(place: Path, *, patience: float = 5.0) -> DatabaseWrapper:
    options = {"transaction_mode": "IMMEDIATE", "timeout": patience}
    told = {
        "ENGINE": "standfirst.databases.sqlite3", "NAME": str(place), "OPTIONS": options, "TIME_ZONE": None,
        "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "TEST": {},
    }  # fmt: skip
    return DatabaseWrapper(told, "default")


@pytest.fixture
def kept(place: Path, django_db_blocker: Any) -> Iterator[DatabaseWrapper]:
    with django_db_blocker.unblock():
        connection = a_connection(place)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE word (text)")
        yield connection
        connection.close()


def words(connection: DatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        return [text for (text,) in cursor.execute("SELECT text FROM word").fetchall()]


def test_a_connection_whose_file_is_there_is_kept(kept: DatabaseWrapper) -> None:
    before = kept.connection
    kept.close_if_unusable_or_obsolete()
    assert kept.connection is before


def test_one_whose_file_was_replaced_is_let_go(kept: DatabaseWrapper, place: Path) -> None:
    place.rename(place.with_suffix(".old"))
    other = a_connection(place)
    with other.cursor() as cursor:
        cursor.execute("CREATE TABLE word (text)")
        cursor.execute("INSERT INTO word VALUES ('new')")
    other.close()
    assert words(kept) == []
    kept.close_if_unusable_or_obsolete()
    assert words(kept) == ["new"]


def test_one_whose_file_is_gone_is_let_go(kept: DatabaseWrapper, place: Path) -> None:
    place.rename(place.with_suffix(".old"))
    kept.close_if_unusable_or_obsolete()
    assert kept.connection is None


def test_not_in_the_middle_of_a_transaction(
    kept: DatabaseWrapper, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "get_connection", lambda using=None: kept)
    with transaction.atomic():
        before = kept.connection
        place.rename(place.with_suffix(".old"))
        kept.close_if_unusable_or_obsolete()
        assert kept.connection is before


def test_who_comes_while_another_writes_gets_the_next_turn(kept: DatabaseWrapper, place: Path) -> None:
    began, may_end = threading.Event(), threading.Event()

    def write() -> None:
        other = a_connection(place)
        other.ensure_connection()
        other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        began.set()
        may_end.wait(10)
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO word VALUES ('first')")
        other.commit()
        other.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert began.wait(10)
    threading.Timer(0.02, may_end.set).start()
    kept.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert words(kept) == ["first"]
    kept.rollback()
    writer.join()


def test_who_waits_too_long_is_told_that_it_is_locked(kept: DatabaseWrapper, place: Path) -> None:
    kept.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    impatient = a_connection(place, patience=0.05)
    impatient.ensure_connection()
    began = time.monotonic()
    with pytest.raises(OperationalError, match="locked"):
        impatient.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert time.monotonic() - began < 5.0
    (left,) = impatient.connection.execute("PRAGMA busy_timeout").fetchone()
    assert left == 50
    impatient.close()
    kept.rollback()


@pytest.mark.parametrize(
    "statement", ["INSERT INTO word VALUES ('second')", "UPDATE word SET text = 'second'"], ids=["insert", "update"]
)
def test_one_statement_by_itself_waits_as_often_as_a_transaction(
    kept: DatabaseWrapper, place: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    other = a_connection(place)
    other.ensure_connection()
    other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with other.cursor() as cursor:
        cursor.execute("INSERT INTO word VALUES ('first')")
    looks: list[float] = []

    def look_again(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 3:
            other.commit()

    monkeypatch.setattr("standfirst.databases.sqlite3.base.time.sleep", look_again)
    with kept.cursor() as cursor:
        cursor.execute(statement)
    assert looks == [LOOKS_EVERY] * 3
    assert words(kept)[-1] == "second"
    other.close()


def test_one_that_is_refused_for_another_reason_is_not_tried_again(kept: DatabaseWrapper) -> None:
    with kept.cursor() as cursor, pytest.raises(OperationalError, match="no such table"):
        cursor.execute("INSERT INTO deed VALUES (1)")
