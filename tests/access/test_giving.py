"""Giving articles away: exactly as many a month as the rules say, whatever races; stopped ones open nothing."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from pytest_django.fixtures import Settings

from standfirst.access.gifts.giving import (
    ForSubscribers,
    GiftsAreOff,
    NoneLeft,
    give,
    go_on,
    left_for,
    running_gift,
    stop,
)
from standfirst.access.gifts.opening import open_once, still_good
from standfirst.access.gifts.tokens import digest_of, link_of
from standfirst.access.models import Gift, GiftRules
from standfirst.access.subscribing import end, grant
from standfirst.generations.models import Change
from standfirst.readers.models import Reader

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


@pytest.fixture
def sue(db: None) -> Reader:
    """A subscriber."""
    sue = Reader.objects.create_user("sue@example.com", "Tulip9 orchard", first_name="Sue")
    grant(sue.subject, source="test", starts_at=NOON - timedelta(days=400))
    return sue


def rule(**changed: int) -> None:
    GiftRules.objects.all().delete()
    GiftRules.objects.create(**changed)


def given_by(sue: Reader, articles: range, now: datetime = NOON) -> int:
    """Give each of ``articles``; how many went."""
    went = 0
    for article in articles:
        try:
            give(sue.subject, article, now=now)
        except NoneLeft:
            continue
        went += 1
    return went


def at_once(verbs: list[Callable[[], object]]) -> list[object]:
    """What all in threads that start together give back, or raise."""
    start = threading.Barrier(len(verbs))

    def run(verb: Callable[[], object]) -> object:
        start.wait(30)
        try:
            return verb()
        except NoneLeft as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


def test_as_many_as_the_rules_say_can_be_given_in_a_calendar_month_of_the_publication(sue: Reader) -> None:
    rule(a_month=2)
    assert given_by(sue, range(1, 5)) == 2
    assert (left_for(sue.subject, now=NOON).left, left_for(sue.subject, now=NOON).of) == (0, 2)
    december = datetime(2026, 12, 1, tzinfo=UTC)
    assert left_for(sue.subject, now=december - timedelta(seconds=1)).left == 0
    assert left_for(sue.subject, now=december).left == 2
    assert left_for(sue.subject, now=NOON).refills == december


def test_the_month_begins_at_midnight_where_the_publication_is(sue: Reader, settings: Settings) -> None:
    settings.TIME_ZONE = "Australia/Sydney"
    rule(a_month=1)
    give(sue.subject, 1, now=NOON)
    midnight_there = datetime(2026, 11, 30, 13, tzinfo=UTC)
    assert left_for(sue.subject, now=midnight_there - timedelta(seconds=1)).left == 0
    assert left_for(sue.subject, now=midnight_there).left == 1


def test_an_article_that_is_given_already_is_given_once_until_its_link_does_no_more(sue: Reader) -> None:
    rule(a_month=5, opens=1, days=3)
    first = give(sue.subject, 1, now=NOON)
    assert give(sue.subject, 1, now=NOON) == first
    open_once(first, now=NOON)
    second = give(sue.subject, 1, now=NOON)
    assert second != first
    stop(second, now=NOON)
    assert give(sue.subject, 1, now=NOON) not in (first, second)
    assert left_for(sue.subject, now=NOON).left == 2
    assert running_gift(sue.subject, 1, now=NOON + timedelta(days=3)) is None


def test_a_link_that_was_stopped_counts_all_the_same(sue: Reader) -> None:
    rule(a_month=1)
    stop(give(sue.subject, 1, now=NOON), now=NOON)
    with pytest.raises(NoneLeft):
        give(sue.subject, 2, now=NOON)


def test_the_rules_of_now_count_and_a_link_keeps_what_it_was_given_with(sue: Reader) -> None:
    rule(a_month=1, opens=3, days=2)
    gift = give(sue.subject, 1, now=NOON)
    rule(a_month=2, opens=9, days=9)
    assert give(sue.subject, 2, now=NOON).opens == 9
    gift.refresh_from_db()
    assert (gift.opens, gift.ends_at) == (3, NOON + timedelta(days=2))
    rule(a_month=0)
    with pytest.raises(GiftsAreOff):
        give(sue.subject, 3, now=NOON)
    assert open_once(gift, now=NOON) is not None


def test_who_is_no_subscriber_gives_nothing_and_what_was_given_before_the_end_stays(sue: Reader) -> None:
    gift = give(sue.subject, 1, now=NOON)
    end(sue.subject, at=NOON)
    with pytest.raises(ForSubscribers):
        give(sue.subject, 2, now=NOON)
    with pytest.raises(ForSubscribers):
        give(uuid.uuid4(), 2, now=NOON)
    assert open_once(gift, now=NOON + timedelta(days=1)) is not None


def test_a_link_opens_in_as_many_browsers_as_it_was_given_with_and_as_long(sue: Reader) -> None:
    rule(opens=2, days=7)
    gift = give(sue.subject, 1, now=NOON)
    assert open_once(gift, now=NOON + timedelta(days=7)) is None
    last = NOON + timedelta(days=7) - timedelta(seconds=1)
    assert [open_once(gift, now=last) is not None for _ in range(3)] == [True, True, False]
    gift.refresh_from_db()
    assert gift.opened == 2


def test_what_a_browser_holds_ends_with_the_link_with_its_stop_and_with_the_account_of_who_gave_it(sue: Reader) -> None:
    gift = give(sue.subject, 1, now=NOON)
    held = open_once(gift, now=NOON)
    assert held is not None
    assert still_good((held,), now=NOON) == (held,)
    assert still_good((held,), now=gift.ends_at) == ()
    stop(gift, now=NOON)
    assert still_good((held,), now=NOON) == ()
    go_on(gift)
    assert still_good((held,), now=NOON) == (held,)
    sue.is_active = False
    sue.save()
    assert still_good((held,), now=NOON) == ()
    assert open_once(gift, now=NOON) is None
    sue.is_active = True
    sue.save()
    assert still_good((held,), now=NOON) == (held,)
    sue.delete()
    assert still_good((held,), now=NOON) == ()


def test_stopping_is_told_to_every_web_process_once(sue: Reader) -> None:
    gift = give(sue.subject, 1)
    Change.objects.all().delete()
    stop(gift)
    stop(gift)
    assert list(Change.objects.values_list("tag", flat=True)) == [f"gift:{gift.handle.hex}"]


def test_whatever_calls_a_readers_passes_back_calls_back_what_they_gave_and_what_is_over_is_left(sue: Reader) -> None:
    good, stopped, over = give(sue.subject, 1), give(sue.subject, 2), give(sue.subject, 3, now=NOON - timedelta(400))
    stop(stopped)
    Change.objects.all().delete()
    sue.save()
    tags = set(Change.objects.values_list("tag", flat=True))
    assert tags == {f"reader:{sue.subject.hex}", f"gift:{good.handle.hex}"}
    assert f"gift:{over.handle.hex}" not in tags


def test_the_secret_is_long_not_kept_and_made_again_for_who_gave_it(sue: Reader, settings: Settings) -> None:
    gifts = [give(sue.subject, article) for article in range(1, 4)]
    tokens = [link_of(gift).rstrip("/").rpartition("/")[2] for gift in gifts]
    assert {len(token) for token in tokens} == {24}, "144 bits"
    assert len(set(tokens)) == 3
    kept = str(Gift.objects.values())
    assert not any(token in kept for token in tokens)
    assert Gift.objects.get(digest=digest_of(tokens[0])) == gifts[0]
    assert link_of(gifts[0]).startswith(settings.STANDFIRST_SITE_URL)
    before = link_of(gifts[0])
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a newer secret of thirty-two letters"
    assert link_of(gifts[0]) == before
    settings.SECRET_KEY_FALLBACKS = []
    assert link_of(gifts[0]) == ""


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_for_twenty_articles_give_five(sue: Reader) -> None:
    rule(a_month=5)
    with time_machine.travel(NOON, tick=True):
        done = at_once([lambda article=article: give(sue.subject, article) for article in range(1, 21)])  # type: ignore[misc]
    assert sum(isinstance(gift, Gift) for gift in done) == 5
    assert Gift.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_for_one_article_give_one_link(sue: Reader) -> None:
    rule(a_month=5)
    done = at_once([lambda: give(sue.subject, 1)] * 20)
    assert len({gift.pk for gift in done if isinstance(gift, Gift)}) == 1
    assert Gift.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_open_a_link_of_five_browsers_in_five(sue: Reader) -> None:
    rule(opens=5)
    gift = give(sue.subject, 1)
    done = at_once([lambda: open_once(gift)] * 20)
    assert sum(held is not None for held in done) == 5
    assert Gift.objects.get().opened == 5
