"""Nothing is kept longer than it is said to be; a round every night, by one worker."""

import io
import json
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.utils import timezone

from standfirst.access.models import Entitlement, Unlock
from standfirst.desk.models import Ban, Look, Note
from standfirst.keeping import classes
from standfirst.readers.models import Reader, Registration
from standfirst.rights import commands, retaining
from standfirst.rights.models import Erasure, Round
from standfirst.rights.retaining import go_round, go_round_if_due, look_round
from tests.readers.cast import Post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]

NIGHT = datetime(2026, 12, 1, 4, tzinfo=UTC)


def old_and_new(reader: Reader) -> None:
    """Two of each kind: one that is too old at ``NIGHT``, one that is a day from it."""
    for days, subject in ((1, reader.subject), (-1, reader.subject)):
        Unlock.objects.create(subject=subject, article=1, at=NIGHT - timedelta(days=400 + days))
        ended = NIGHT - timedelta(days=2_190 + days)
        Entitlement.objects.create(subject=subject, source="x", starts_at=ended - timedelta(days=9), ends_at=ended)
        Note.objects.create(reader=reader, text="x", at=NIGHT - timedelta(days=730 + days))
        Ban.objects.create(reader=reader, reason="x", lifted_at=NIGHT - timedelta(days=730 + days))
        Look.objects.create(subject=subject, what="x", at=NIGHT - timedelta(days=365 + days))
        Erasure.objects.create(state="done", due_at=NIGHT, ended_at=NIGHT - timedelta(days=1_095 + days))
        Session.objects.create(session_key=f"k{days}", session_data="", expire_date=NIGHT - timedelta(days=days))
        Registration.objects.create(
            email="x@example.com", password="", secret=f"s{days}", expires_at=NIGHT - timedelta(days=1 + days)
        )
    Entitlement.objects.create(subject=reader.subject, source="x", starts_at=NIGHT - timedelta(days=9_000))
    Ban.objects.create(reader=reader, reason="lasts", at=NIGHT - timedelta(days=9_000))


KINDS = {"unlocks", "subscriptions", "notes", "bans", "looks", "erasures", "sessions", "registrations"}


def test_of_every_class_what_is_too_old_goes_and_the_rest_stays(ann: Reader) -> None:
    old_and_new(ann)
    before = {one.kept.key: one.rows for one in look_round(NIGHT)}
    assert {key: before[key] for key in KINDS} == dict.fromkeys(KINDS, 1)
    with time_machine.travel(NIGHT):
        gone = {one.kept.key: one.rows for one in go_round(NIGHT)}
    assert {key: gone[key] for key in KINDS} == dict.fromkeys(KINDS, 1)
    assert not any(one.rows for one in look_round(NIGHT))
    assert (Unlock.objects.count(), Entitlement.objects.count(), Note.objects.count()) == (1, 2, 1)
    assert (Ban.objects.count(), Look.objects.count(), Session.objects.count()) == (2, 1, 1)


def test_one_round_a_night_by_whichever_worker_is_first() -> None:
    assert go_round_if_due(NIGHT.replace(hour=2)) is None, "not before three"
    first = go_round_if_due(NIGHT)
    assert first is not None
    assert set(first.counts) >= KINDS
    assert go_round_if_due(NIGHT + timedelta(minutes=1)) is None
    assert go_round_if_due(NIGHT + timedelta(days=1)) is not None
    assert Round.objects.count() == 2


def test_a_round_that_was_killed_is_gone_again() -> None:
    with mock.patch.object(retaining, "go_round", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        go_round_if_due(NIGHT)
    assert go_round_if_due(NIGHT + timedelta(minutes=30)) is None, "it may still be going"
    assert go_round_if_due(NIGHT + timedelta(minutes=61)) is not None


def test_one_class_that_fails_keeps_no_other_from_its_turn(ann: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    old_and_new(ann)

    def broken(_rows: object) -> int:
        raise OSError

    monkeypatch.setattr(retaining, "delete_in_parts", broken)
    counted = {one.kept.key: one for one in go_round(NIGHT)}
    assert counted["unlocks"].failed
    assert counted["looks"].rows == 1


def test_nothing_for_ever_is_ever_too_old(ann: Reader, settings: LazySettings) -> None:
    old_and_new(ann)
    settings.STANDFIRST_KEEP_NOTES_DAYS = 0
    assert "notes" not in {one.kept.key for one in go_round(NIGHT)}
    assert Note.objects.count() == 2


def test_dormant_accounts_are_asked_first_and_subscribers_never(
    ann: Reader, settings: LazySettings, post: Post
) -> None:
    settings.STANDFIRST_KEEP_DORMANT_DAYS = 730
    long_ago = NIGHT - timedelta(days=9_000)
    bob = Reader.objects.create_user("bob@example.com", None)
    Reader.objects.update(date_joined=long_ago, last_login=long_ago)
    Entitlement.objects.create(subject=bob.subject, source="x", starts_at=long_ago)
    list(go_round(NIGHT))
    assert post.latest.to == ["ann@example.com"]
    assert [reader.email for reader in Reader.objects.exclude(leaves_at=None)] == ["ann@example.com"]


def test_the_command_counts_first_and_then_takes_away(ann: Reader) -> None:
    Unlock.objects.create(subject=ann.subject, article=1, at=timezone.now() - timedelta(days=500))
    out, err = io.StringIO(), io.StringIO()
    assert commands.retention(True, True, out, err) == 0
    assert json.loads(out.getvalue())["rows"]["unlocks"] == 1
    assert Unlock.objects.exists()
    out = io.StringIO()
    assert commands.retention(False, False, out, err) == 0
    assert "Premium articles that readers opened" in out.getvalue()
    assert not Unlock.objects.exists()


def test_every_setting_of_a_period_is_in_the_how_to() -> None:
    from pathlib import Path

    told = (Path(__file__).parents[2] / "docs" / "how-to" / "data-rights.md").read_text(encoding="utf-8")
    assert [kept.setting for kept in classes() if kept.setting and f"`{kept.setting}`" not in told] == []
