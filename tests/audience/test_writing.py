"""Figures: what several processes counted adds up, by the publication's days."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection

from standfirst.audience.models import Figure
from standfirst.audience.writing import write
from standfirst.frontdoor.counts import Counted

NOON = int(datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp())


def figures() -> dict[tuple[date, str, int, int], int]:
    return {(f.day, f.kind, f.section, f.article): f.n for f in Figure.objects.all()}


@pytest.mark.django_db
def test_what_is_counted_later_is_added() -> None:
    write({NOON: {Counted("full", 7, 3): 2, Counted("register", 7, 3): 1}})
    write({NOON + 900: {Counted("full", 7, 3): 5}})
    day = date(2026, 11, 25)
    assert figures() == {(day, "full", 3, 7): 7, (day, "register", 3, 7): 1}


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "day"), [("Europe/London", 25), ("Asia/Kolkata", 26), ("Pacific/Marquesas", 25)])
def test_a_day_is_one_of_the_publication(settings: object, zone: str, day: int) -> None:
    settings.TIME_ZONE = zone  # type: ignore[attr-defined]
    late = int(datetime(2026, 11, 25, 18, 30, tzinfo=UTC).timestamp())
    write({late: {Counted("full", 7, 3): 1}})
    assert [key[0].day for key in figures()] == [day]


@pytest.mark.django_db
def test_more_than_one_statement_takes_is_written_too() -> None:
    write({NOON: {Counted("full", article, 3): 1 for article in range(1, 2_502)}})
    assert Figure.objects.count() == 2_501


@pytest.mark.django_db
def test_a_batch_is_written_whole_or_not_at_all() -> None:
    batch = {NOON: {Counted("full", article, 3): 1 for article in range(1, 1_500)} | {Counted("full", 2**70, 3): 1}}
    with pytest.raises((DatabaseError, OverflowError)):
        write(batch)
    connection.check_constraints()
    assert not Figure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_processes_that_write_the_same_figures_at_once_lose_none() -> None:
    batch = {NOON: {Counted(kind, article, 3): 1 for kind in ("full", "register") for article in range(40)}}
    threads = [threading.Thread(target=_write_often, args=(batch,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert set(figures().values()) == {4 * 10}


def _write_often(batch: dict[int, dict[Counted, int]]) -> None:
    try:
        for _ in range(10):
            write(batch)
    finally:
        connection.close()
