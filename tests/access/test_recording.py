"""What is kept of decisions: numbers of nobody, with the place of an article in its reader's month and week."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import models
from pytest_django.fixtures import Settings

from standfirst.access.levels import Level, Tier
from standfirst.access.models import Decision, MeterRules, Place
from standfirst.access.policy import Allowances, Visitor
from standfirst.access.recording import forget_old_decisions, record
from standfirst.frontdoor.noting import Noted, noted_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
ANN, BOB = uuid.uuid4().bytes, uuid.uuid4().bytes
FIVE = Allowances(0, 5)


def noted(
    article: int,
    *,
    who: bytes = ANN,
    opened: tuple[int, ...] = (),
    at: datetime = NOON,
    level: Level = Level.PREMIUM,
    tier: Tier = Tier.REGISTERED,
    allowances: Allowances = FIVE,
    provisional: bool = False,
) -> Noted:
    visitor = Visitor(tier, provisional, frozenset(opened), len(opened))
    made = noted_of(level, article, 3, visitor, allowances, moment=int(at.timestamp()), shown=True, subject=who)
    assert made is not None
    return made


def kept(*fields: str) -> list[Any]:
    return list(Decision.objects.order_by("pk").values_list(*fields))


def reads(articles: list[int], *, opened: tuple[int, ...] = (), **told: Any) -> None:
    """One after the other, each in a second of its own."""
    for article in articles:
        record({noted(article, opened=opened, **told): 1})
        if article not in opened and len(opened) < 5:
            opened = (*opened, article)


def test_decisions_alike_are_one_row_with_their_number() -> None:
    nobody = noted(7, tier=Tier.ANONYMOUS, who=b"")
    record({nobody: 3})
    record(
        {nobody: 4, nobody._replace(moment=nobody.moment + 1_800): 5, nobody._replace(moment=nobody.moment + 3_600): 1}
    )
    assert kept("at", "article", "section", "level", "tier", "reason", "number") == [
        (NOON, 7, 3, "premium", "anonymous", "ANONYMOUS", 12),
        (NOON + timedelta(hours=1), 7, 3, "premium", "anonymous", "ANONYMOUS", 1),
    ]


def test_each_article_has_its_place_in_the_month_of_its_reader_opened_or_refused() -> None:
    reads([11, 12, 11, 13, 14, 15, 16, 17, 16, 12])
    told = [(article, reason, place) for article, reason, place in kept("article", "reason", "in_month")]
    assert told == [
        (11, "ALLOWED", 1),
        (12, "ALLOWED", 2),
        (11, "GRANT", 1),
        (13, "ALLOWED", 3),
        (14, "ALLOWED", 4),
        (15, "ALLOWED", 5),
        (16, "SPENT", 6),
        (17, "SPENT", 7),
        (12, "GRANT", 2),
    ]
    assert Decision.objects.get(article=16).number == 2


def test_so_it_is_when_all_comes_in_one_second() -> None:
    record(
        {
            noted(16, opened=(11, 12, 13, 14, 15)): 2,
            **{noted(11 + number, opened=tuple(range(11, 11 + number))): 1 for number in range(5)},
        }
    )
    assert dict(Decision.objects.values_list("article", "in_month")) == {11: 1, 12: 2, 13: 3, 14: 4, 15: 5, 16: 6}


def test_so_it_is_when_another_process_tells_of_the_refused_first() -> None:
    five = (11, 12, 13, 14, 15)
    record({noted(16, opened=five): 1})
    for number in range(5):
        record({noted(11 + number, opened=five[:number]): 1})
    record({noted(17, opened=five): 1})
    places = dict(Decision.objects.values_list("article", "in_month"))
    assert sorted(places[article] for article in five) == [1, 2, 3, 4, 5]
    assert (places[16], places[17]) == (6, 7)


def test_every_reader_has_places_of_their_own() -> None:
    reads([11, 12])
    reads([12], who=BOB)
    assert sorted(kept("article", "in_month")) == [(11, 1), (12, 1), (12, 2)]


def test_a_week_and_a_month_begin_anew_by_the_clock_of_the_publication(settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Kolkata"  # midnight there is at half past the hour of UTC
    monday = datetime(2026, 11, 29, 18, 30, tzinfo=UTC)
    first = datetime(2026, 11, 30, 18, 30, tzinfo=UTC)
    before = timedelta(minutes=15)
    for at in (monday - before, monday, first - before, first):
        record({noted(int(at.timestamp()), at=at): 1})
    assert kept("in_month", "in_week") == [(1, 1), (2, 1), (3, 2), (1, 3)]
    assert [at for (at,) in kept("at")][1:3] == [monday, first - timedelta(hours=1)]


def test_a_place_agrees_with_what_was_decided_where_recording_began_in_mid_period() -> None:
    held = (1, 2, 3, 4, 5)
    reads([99, 3, 98], opened=held)
    assert kept("article", "reason", "in_month") == [(99, "SPENT", 6), (3, "GRANT", 3), (98, "SPENT", 7)]


def test_a_place_agrees_with_what_was_decided_where_the_allowance_was_changed() -> None:
    reads([11, 12, 13])
    record(
        {
            noted(13, opened=(11, 12, 13), allowances=Allowances(0, 2)): 1,
            noted(12, who=BOB, allowances=Allowances(0, 0)): 1,
        }
    )
    assert sorted(kept("reason", "in_month", "allowance"))[3:] == [("GRANT", 2, 2), ("NO_ALLOWANCE", 1, 0)]


def test_days_in_a_row_have_no_place_but_what_was_used() -> None:
    MeterRules.objects.create(period="rolling", rolling_days=30)
    reads([11, 12])
    assert kept("period", "in_month", "in_week") == [("30", 1, 1), ("30", 2, 2)]


def test_somebody_without_an_account_or_without_a_meter_has_no_place() -> None:
    registered = Allowances(2, 5)
    record(
        {
            noted(1, tier=Tier.SUBSCRIBER): 1,
            noted(2, provisional=True): 1,
            noted(3, tier=Tier.ANONYMOUS, level=Level.REGISTERED, opened=(8,), allowances=registered): 1,
            noted(4, level=Level.FREE, opened=(8, 9)): 1,
        }
    )
    assert sorted(kept("article", "tier", "reason", "in_month", "used", "allowance")) == [
        (1, "subscriber", "TIER", 0, 0, 0),
        (2, "unconfirmed", "UNCONFIRMED", 0, 0, 0),
        (3, "anonymous", "ALLOWED", 0, 1, 2),
        (4, "registered", "FREE", 0, 2, 5),
    ]
    assert not Place.objects.exists()


def test_what_nobody_could_tell_is_not_noted() -> None:
    visitor = Visitor(Tier.REGISTERED)
    assert noted_of(Level.PREMIUM, 1, 1, visitor, FIVE, moment=0, shown=False, subject=ANN) is None


def test_nothing_that_is_kept_could_hold_a_person() -> None:
    numbers = (
        models.BigIntegerField,
        models.PositiveSmallIntegerField,
        models.PositiveBigIntegerField,
        models.BigAutoField,
    )
    words = {"level", "tier", "reason", "period"}
    for field in Decision._meta.get_fields():
        assert isinstance(field, (*numbers, models.DateTimeField)) or field.name in words
    assert {field.name for field in Place._meta.get_fields()} == {"token", "number", "until"}


def test_a_place_leads_neither_to_the_reader_nor_to_the_article() -> None:
    reads([11, 12])
    reads([11], who=BOB)
    tokens = [token.bytes for token in Place.objects.values_list("token", flat=True)]
    assert len(set(tokens)) == 10  # for two readers: month and week, each one counter and their articles
    assert not any(subject in token or subject[:4] in token for subject in (ANN, BOB) for token in tokens)


def test_places_go_with_their_period_and_decisions_when_they_are_old(time_machine: Any) -> None:
    reads([11])
    time_machine.move_to(NOON + timedelta(days=5))
    assert (forget_old_decisions(), Place.objects.count()) == (0, 2)  # the month's; the week is over
    time_machine.move_to(NOON + timedelta(days=6))
    assert (forget_old_decisions(), Place.objects.count()) == (0, 0)
    time_machine.move_to(NOON + timedelta(days=91))
    assert (forget_old_decisions(), Decision.objects.count()) == (1, 0)
