from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.periods import Kind, Period

ZONES = ("UTC", "Europe/London", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "America/Havana")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
periods = st.builds(Period, st.sampled_from(Kind), st.integers(1, 366), st.sampled_from(ZONES))
calendars = st.builds(Period, st.sampled_from([Kind.MONTH, Kind.WEEK]), st.just(30), st.sampled_from(ZONES))


def at(text: str, zone: str = "Europe/London") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@given(periods, moments)
def test_every_moment_lies_in_its_period(period: Period, now: datetime) -> None:
    assert period.begins(now) <= now < period.ends(now)


@given(calendars, moments)
def test_a_calendar_period_ends_where_the_next_begins(period: Period, now: datetime) -> None:
    ends = period.ends(now)
    assert period.begins(ends) == ends
    assert period.begins(ends - timedelta.resolution) == period.begins(now)


@given(calendars, moments)
def test_a_calendar_period_begins_at_midnight_in_the_zone_of_the_publication(period: Period, now: datetime) -> None:
    first = period.begins(now).astimezone(ZoneInfo(period.zone))
    # Where the clocks skip midnight, the first moment of the day is an hour later.
    assert (first.hour, first.minute) in {(0, 0), (1, 0)}
    assert first.day == 1 if period.kind is Kind.MONTH else first.weekday() == 0


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-11-30T23:59:59", "2026-12-01T00:00:00"),
        ("2028-02-29T12:00:00", "2028-03-01T00:00:00"),
        ("2026-03-29T00:30:00", "2026-04-01T00:00:00"),
        ("2026-12-31T23:00:00", "2027-01-01T00:00:00"),
    ],
)
def test_a_month_ends_at_its_last_midnight(now: str, ends: str) -> None:
    assert Period(Kind.MONTH, zone="Europe/London").ends(at(now)) == at(ends)


def test_a_month_with_a_clock_change_is_an_hour_longer_or_shorter() -> None:
    london = Period(Kind.MONTH, zone="Europe/London")
    march = london.ends(at("2026-03-10T12:00:00")) - london.begins(at("2026-03-10T12:00:00"))
    october = london.ends(at("2026-10-10T12:00:00")) - london.begins(at("2026-10-10T12:00:00"))
    assert (march, october) == (timedelta(days=31, hours=-1), timedelta(days=31, hours=1))


def test_a_rolling_period_refills_when_its_oldest_unlock_is_so_many_days_old() -> None:
    days = Period(Kind.ROLLING, days=7)
    unlocked = [at("2026-11-03T09:00:00"), at("2026-11-05T09:00:00")]
    refills = days.refills(at("2026-11-06T09:00:00"), unlocked)
    assert refills == at("2026-11-10T09:00:00")
    assert days.begins(refills) > unlocked[0], "at that moment it no longer counts"
    assert days.begins(refills - timedelta.resolution) <= unlocked[0]
