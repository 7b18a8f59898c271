from pathlib import Path

import pytest
import time_machine
from django.db import transaction

from standfirst.generations import raising
from standfirst.generations.marker import Marker
from standfirst.generations.models import Change
from standfirst.generations.reading import changes_since, where_to_begin


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


def test_two_processes_that_share_a_marker_see_each_others_changes(tmp_path: Path) -> None:
    ours, theirs = Marker(tmp_path / "run" / "generation"), Marker(tmp_path / "run" / "generation")
    assert ours.value() == theirs.value() == 0
    theirs.touch()
    ours.touch()
    assert ours.value() == theirs.value() == 2
    ours.close()
    theirs.close()
