"""Who is a subscriber: granted and ended by a verb, never longer than the dates say."""

import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from standfirst.access import gate
from standfirst.access.levels import Tier
from standfirst.access.models import Entitlement
from standfirst.access.subscribing import (
    EndsBeforeItBegins,
    OfAnotherReader,
    Outcome,
    Standing,
    end,
    grant,
    standing_of,
)
from standfirst.frontdoor.revocations import PREFIX
from standfirst.generations.models import Change
from standfirst.readers.models import Reader
from tests.readers.cast import signed_in

pytestmark = pytest.mark.django_db

READER, OTHER = uuid.UUID(int=7), uuid.UUID(int=8)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def given(starts_at: datetime, ends_at: datetime | None = None, **told: Any) -> Outcome:
    return grant(READER, source="test", starts_at=starts_at, ends_at=ends_at, **told).outcome


def called_back(subject: uuid.UUID = READER) -> int:
    return Change.objects.filter(tag=f"{PREFIX}{subject.hex}").count()


def test_nobody_is_a_subscriber_by_themselves() -> None:
    assert standing_of(READER, NOON) == Standing(Tier.REGISTERED)


def test_a_subscription_counts_from_its_first_moment_until_its_last_is_over() -> None:
    given(NOON, NOON + DAY)
    assert standing_of(READER, NOON - timedelta.resolution).tier is Tier.REGISTERED
    assert standing_of(READER, NOON) == Standing(Tier.SUBSCRIBER, NOON + DAY)
    assert standing_of(READER, NOON + DAY - timedelta.resolution).tier is Tier.SUBSCRIBER
    assert standing_of(READER, NOON + DAY) == Standing(Tier.REGISTERED)


def test_one_that_is_to_come_says_when_the_tier_changes() -> None:
    given(NOON + 2 * DAY)
    given(NOON + DAY)
    assert standing_of(READER, NOON) == Standing(Tier.REGISTERED, NOON + DAY)


def test_of_several_that_are_open_the_last_to_end_counts() -> None:
    given(NOON - DAY, NOON + HOUR)
    given(NOON - HOUR, NOON + DAY)
    assert standing_of(READER, NOON).until == NOON + DAY
    given(NOON - HOUR)
    assert standing_of(READER, NOON) == Standing(Tier.SUBSCRIBER)


def test_a_subscription_is_its_readers_alone() -> None:
    given(NOON)
    assert standing_of(OTHER, NOON) == Standing(Tier.REGISTERED)


def test_the_same_reference_again_is_the_same_subscription() -> None:
    assert given(NOON, reference="A-1") is Outcome.NEW
    assert given(NOON, reference="A-1") is Outcome.UNCHANGED
    assert given(NOON, NOON + DAY, reference="A-1") is Outcome.CHANGED
    assert Entitlement.objects.values_list("starts_at", "ends_at").get() == (NOON, NOON + DAY)
    assert called_back() == 2, "what changes nothing calls nothing back"


def test_another_source_may_use_the_same_reference() -> None:
    given(NOON, reference="A-1")
    grant(READER, source="other", reference="A-1")
    assert Entitlement.objects.count() == 2


def test_without_a_reference_each_grant_is_one_of_its_own() -> None:
    given(NOON)
    given(NOON)
    assert Entitlement.objects.count() == 2


def test_a_reference_cannot_be_taken_from_another_reader() -> None:
    given(NOON, reference="A-1")
    with pytest.raises(OfAnotherReader):
        grant(OTHER, source="test", reference="A-1")
    assert standing_of(READER, NOON).tier is Tier.SUBSCRIBER
    assert standing_of(OTHER).tier is Tier.REGISTERED


def test_a_change_without_a_start_leaves_it_when_it_was() -> None:
    given(NOON, reference="A-1")
    grant(READER, source="test", reference="A-1", ends_at=NOON + DAY)
    assert Entitlement.objects.values_list("starts_at", "ends_at").get() == (NOON, NOON + DAY)


@pytest.mark.parametrize("before", [timedelta(0), HOUR])
def test_one_that_ends_before_it_begins_is_refused_and_nothing_is_kept(before: timedelta) -> None:
    with pytest.raises(EndsBeforeItBegins):
        given(NOON, NOON - before)
    assert (Entitlement.objects.count(), called_back()) == (0, 0)


def test_ending_ends_what_is_open_and_what_is_to_come() -> None:
    given(NOON - DAY)
    given(NOON - DAY, NOON + DAY)
    given(NOON + DAY)
    given(NOON - 2 * DAY, NOON - DAY)
    assert end(READER, at=NOON) == 3
    assert standing_of(READER, NOON).tier is Tier.REGISTERED
    assert standing_of(READER, NOON + 2 * DAY) == Standing(Tier.REGISTERED)
    assert standing_of(READER, NOON - HOUR).tier is Tier.SUBSCRIBER, "what was read was rightly read"
    assert end(READER, at=NOON) == 0


def test_ending_one_by_its_name_leaves_the_others() -> None:
    given(NOON - DAY, reference="A-1")
    given(NOON - DAY, reference="A-2")
    grant(OTHER, source="other", starts_at=NOON - DAY)
    assert end(READER, source="test", reference="A-1", at=NOON) == 1
    assert standing_of(READER, NOON).tier is Tier.SUBSCRIBER
    assert end(READER, source="test", reference="A-2", at=NOON) == 1
    assert standing_of(READER, NOON).tier is Tier.REGISTERED
    assert standing_of(OTHER, NOON).tier is Tier.SUBSCRIBER


def test_passes_are_called_back_by_a_grant_and_by_an_end_that_ends_something() -> None:
    given(NOON - DAY)
    assert called_back() == 1
    end(READER, at=NOON)
    assert called_back() == 2
    end(READER, at=NOON)
    assert called_back() == 2


def pass_ends_in(browser: Client) -> float:
    browser.get("/account/nav/")
    opened = gate.pass_keys().open(browser.cookies["sf_pass"].value.encode(), time.time())
    assert opened is not None
    return opened.expires - time.time()


@pytest.mark.parametrize("comes", [False, True])
def test_a_pass_never_outlives_the_tier_it_tells_of(comes: bool, ann: Reader) -> None:
    with time_machine.travel(NOON, tick=False):
        browser = signed_in()
        change = NOON + timedelta(seconds=40)
        grant(ann.subject, source="test", starts_at=change if comes else NOON, ends_at=None if comes else change)
        assert pass_ends_in(browser) == 40


def test_the_next_request_after_the_end_is_a_registered_readers(ann: Reader) -> None:
    grant(ann.subject, source="test")
    browser = signed_in()
    browser.get("/account/nav/")
    end(ann.subject)
    browser.get("/account/nav/")
    opened = gate.pass_keys().open(browser.cookies["sf_pass"].value.encode(), time.time())
    assert opened is not None
    assert opened.visitor.tier is Tier.REGISTERED
