"""When a mail that can wait may go: pure, over every hour and zone."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.readers.quiet_hours import after_quiet, is_zone, next_at, zones

LONDON, KABUL = ZoneInfo("Europe/London"), ZoneInfo("Asia/Kabul")
some_zone = st.sampled_from([LONDON, KABUL, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia"), ZoneInfo("UTC")])
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
hours = st.integers(0, 23).map(time)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "start", "end", "goes"),
    [
        ("2026-11-26T23:30", time(22), time(7), "2026-11-27T07:00"),
        ("2026-11-27T06:59", time(22), time(7), "2026-11-27T07:00"),
        ("2026-11-27T07:00", time(22), time(7), "2026-11-27T07:00"),
        ("2026-11-26T21:59", time(22), time(7), "2026-11-26T21:59"),
        ("2026-11-26T13:00", time(12), time(14), "2026-11-26T14:00"),
        ("2026-11-26T13:00", time(12), time(12), "2026-11-26T13:00"),
        ("2026-11-26T23:30", None, time(7), "2026-11-26T23:30"),
        # In summer London's clocks are an hour ahead.
        ("2026-07-01T22:30", time(23), time(7), "2026-07-02T06:00"),
        # 2026-10-25, 1am comes twice: the night is quiet until the second time.
        ("2026-10-24T23:30", time(23), time(1, 30), "2026-10-25T01:30"),
        # 2026-03-29, 1am to 2am does not come at all.
        ("2026-03-29T00:30", time(23), time(1, 30), "2026-03-29T01:30"),
    ],
)
def test_a_mail_waits_until_the_quiet_hours_are_over(moment: str, start: time | None, end: time, goes: str) -> None:
    assert after_quiet(at(moment), start, end, LONDON) == at(goes)


@given(moments, hours, hours, some_zone)
def test_it_never_goes_early_waits_a_day_at_most_and_not_in_quiet_hours(
    moment: datetime, start: time, end: time, zone: ZoneInfo
) -> None:
    goes = after_quiet(moment, start, end, zone)
    assert moment <= goes <= moment + timedelta(hours=25)
    assert after_quiet(goes, start, end, zone) == goes


@given(moments, st.integers(0, 23), some_zone)
def test_the_digest_comes_at_the_readers_own_hour_within_a_day(moment: datetime, hour: int, zone: ZoneInfo) -> None:
    goes = next_at(moment, hour, zone)
    assert moment < goes <= moment + timedelta(hours=49), "Apia once left a day out"
    assert goes.astimezone(zone).hour in {hour, hour + 1}, "an hour later on the day that has none such"


def test_the_zones_are_named_by_places() -> None:
    assert is_zone("Europe/London")
    assert not any(is_zone(name) for name in ("", "GMT", "Europe/", "Europe/Atlantis", "../etc/passwd"))
    assert sum(map(len, zones().values())) > 300
