from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from standfirst.generations import raising
from standfirst.generations.models import Change
from standfirst.generations.reading import OVERLAP, Changes, changes_since, where_to_begin


@pytest.mark.django_db(transaction=True)
def test_a_change_is_in_the_log_and_the_marker_moves_after_the_commit() -> None:
    before = raising.shared_marker().value()
    with transaction.atomic():
        raising.raise_for("page:7", "lists", "page:7")
        assert raising.shared_marker().value() == before
    assert raising.shared_marker().value() == before + 1
    assert list(Change.objects.values_list("tag", flat=True)) == ["page:7", "lists"]


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_is_never_seen() -> None:
    before = raising.shared_marker().value()
    with pytest.raises(RuntimeError), transaction.atomic():
        raising.raise_for("page:7")
        raise RuntimeError
    assert not Change.objects.exists()
    assert raising.shared_marker().value() == before


@pytest.mark.django_db(transaction=True)
def test_a_reader_of_the_log_sees_what_came_after_and_lately_again() -> None:
    raising.raise_for("page:1")
    seen = changes_since(0).upto
    raising.raise_for("page:2")
    changes = changes_since(seen)
    assert changes.tags == ("page:1", "page:2")
    assert changes.upto == changes.ids[-1] > seen


@pytest.mark.django_db(transaction=True)
def test_who_begins_to_follow_learns_of_the_last_ten_minutes() -> None:
    with time_machine.travel("2026-11-02T12:00:00Z", tick=False) as clock:
        raising.raise_for("reader:old")
        clock.shift(11 * 60)
        raising.raise_for("reader:new")
        assert changes_since(where_to_begin()).tags == ("reader:new",)


@pytest.mark.django_db(transaction=True)
def test_what_a_savepoint_takes_back_is_not_in_the_log_and_the_rest_is() -> None:
    with transaction.atomic():
        raising.raise_for("page:1")
        with pytest.raises(RuntimeError), transaction.atomic():
            raising.raise_for("page:2")
            raise RuntimeError
    assert list(Change.objects.values_list("tag", flat=True)) == ["page:1"]


@pytest.mark.django_db(transaction=True)
def test_raising_outside_of_a_transaction_is_seen_at_once() -> None:
    before = raising.shared_marker().value()
    raising.raise_for("page:7")
    assert raising.shared_marker().value() == before + 1
    assert changes_since(0).tags == ("page:7",)


@pytest.mark.django_db(transaction=True)
def test_a_line_that_was_committed_after_a_later_one_is_still_seen(time_machine: Any) -> None:
    raising.raise_for("page:1")
    early = Change.objects.get()
    raising.raise_for("page:2")
    # Another process had page:2 in sight first: ids are given before the commit.
    assert early.tag in changes_since(Change.objects.latest("pk").pk).tags
    time_machine.move_to(timezone.now() + OVERLAP + timedelta(seconds=1))
    assert changes_since(Change.objects.latest("pk").pk).tags == ()


@pytest.mark.django_db(transaction=True)
def test_a_change_in_a_transaction_that_lasted_is_seen_by_who_had_already_looked_further(time_machine: Any) -> None:
    now = timezone.now()
    with transaction.atomic():
        raising.raise_for("page:7", "lists")
        seen = Change.objects.latest("pk").pk  # so far another process may have looked
        time_machine.move_to(now + OVERLAP + timedelta(seconds=1))
    assert set(changes_since(seen).tags) == {"page:7", "lists"}


@pytest.mark.django_db(transaction=True)
def test_lines_are_kept_for_an_hour(time_machine: Any) -> None:
    now = timezone.now()
    raising.raise_for("page:1")
    time_machine.move_to(now + timedelta(minutes=30))
    raising.raise_for("page:2")
    time_machine.move_to(now + timedelta(minutes=61))
    assert raising.forget_old_changes() == 1
    assert list(Change.objects.values_list("tag", flat=True)) == ["page:2"]


@pytest.mark.django_db(transaction=True)
def test_an_empty_log_has_nothing_new() -> None:
    assert where_to_begin() == 0
    assert changes_since(5) == Changes(5, (), ())
