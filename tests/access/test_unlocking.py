"""Spending the allowance: exactly as many as the rules say, whatever races."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.access.models import MeterRules, Unlock
from standfirst.access.periods import Kind
from standfirst.access.unlocking import Wish, held_by, unlock

READER = uuid.UUID(int=7)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


def allow(registered: int, period: Kind = Kind.MONTH, days: int = 30) -> None:
    MeterRules.objects.all().delete()
    MeterRules.objects.create(registered_allowance=registered, period=period.value, rolling_days=days)


def open_all(articles: range, *, now: datetime = NOON, reader: uuid.UUID = READER) -> set[int]:
    """Ask for each of ``articles`` in turn; what is open afterwards."""
    for article in articles:
        unlock([Wish(reader, article)], now=now)
    return set(held_by(reader, now=now).articles)


@pytest.mark.django_db
def test_the_first_five_open_and_the_sixth_does_not() -> None:
    allow(5)
    assert open_all(range(1, 10)) == {1, 2, 3, 4, 5}
    assert Unlock.objects.count() == 5


@pytest.mark.django_db
def test_going_back_to_one_costs_nothing() -> None:
    allow(2)
    open_all(range(1, 2))
    unlock([Wish(READER, 1)] * 4, now=NOON)
    assert held_by(READER, now=NOON).used == 1


@pytest.mark.django_db
def test_many_wishes_of_many_readers_in_one_transaction_are_each_their_own() -> None:
    allow(2)
    other = uuid.UUID(int=8)
    held = unlock([Wish(READER, 1), Wish(other, 1), Wish(READER, 2), Wish(READER, 3), Wish(other, 1)], now=NOON)
    assert (set(held[READER].articles), set(held[other].articles)) == ({1, 2}, {1})
    assert Unlock.objects.count() == 3


@pytest.mark.django_db
def test_a_new_month_gives_a_new_allowance_and_asks_for_old_articles_again() -> None:
    allow(1)
    assert open_all(range(1, 3)) == {1}
    december = datetime(2026, 12, 1, tzinfo=UTC)
    assert held_by(READER, now=december - timedelta(seconds=1)).used == 1
    assert held_by(READER, now=december).used == 0
    assert open_all(range(2, 3), now=december) == {2}


@pytest.mark.django_db
def test_a_clock_that_is_set_back_gives_no_second_allowance() -> None:
    allow(1)
    assert open_all(range(1, 2)) == {1}
    assert open_all(range(2, 3), now=NOON - timedelta(days=1)) == {1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after", "open_then"), [(2, 4, {1, 2, 3, 4}), (4, 2, {1, 2, 3, 4}), (4, 0, {1, 2, 3, 4})]
)
def test_a_rule_that_changes_in_mid_period_counts_at_once(before: int, after: int, open_then: set[int]) -> None:
    allow(before)
    open_all(range(1, before + 1))
    allow(after)
    assert open_all(range(1, 9)) == open_then, "what was opened stays open, and no more than the new rule is opened"


@pytest.mark.django_db
def test_a_row_of_days_frees_one_at_a_time() -> None:
    allow(2, Kind.ROLLING, days=7)
    open_all(range(1, 2), now=NOON)
    open_all(range(2, 3), now=NOON + timedelta(days=3))
    assert open_all(range(3, 4), now=NOON + timedelta(days=6)) == {1, 2}
    assert open_all(range(3, 4), now=NOON + timedelta(days=7)) == {2, 3}


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    allowed=st.integers(0, 4),
    kind=st.sampled_from(Kind),
    visits=st.lists(st.tuples(st.integers(1, 6), st.integers(0, 90 * 24)), max_size=25),
)
def test_no_history_ever_opens_one_too_many(allowed: int, kind: Kind, visits: list[tuple[int, int]]) -> None:
    Unlock.objects.all().delete()
    allow(allowed, kind, days=7)
    for article, hours in visits:
        now = NOON + timedelta(hours=hours)
        unlock([Wish(READER, article)], now=now)
        begins = MeterRules.objects.get().span.begins(now)
        assert Unlock.objects.filter(subject=READER, at__gte=begins, at__lte=now).count() <= allowed


def at_once(verbs: list[Callable[[], object]]) -> None:
    """Run all in threads that start together."""
    start = threading.Barrier(len(verbs))

    def run(verb: Callable[[], object]) -> None:
        start.wait(30)
        try:
            verb()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        for done in [pool.submit(run, verb) for verb in verbs]:
            done.result()


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_for_forty_articles_open_five() -> None:
    allow(5)
    at_once([lambda article=article: unlock([Wish(READER, article)]) for article in range(1, 41)])  # type: ignore[misc]
    assert Unlock.objects.count() == 5
    assert held_by(READER).used == 5


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_for_one_article_write_one_row() -> None:
    allow(5)
    at_once([lambda: unlock([Wish(READER, 1)])] * 40)
    assert Unlock.objects.count() == 1


@pytest.mark.django_db
def test_what_stands_in_the_table_is_who_what_and_when() -> None:
    allow(5)
    with time_machine.travel(NOON, tick=False):
        unlock([Wish(READER, 3)])
    assert Unlock.objects.values_list("subject", "article", "at").get() == (READER, 3, NOON)
