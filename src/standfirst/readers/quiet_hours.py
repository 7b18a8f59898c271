"""When a mail that can wait may go: after the reader's quiet hours, and once a day at an hour of theirs. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_REGIONS = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)


@cache
def zones() -> dict[str, tuple[str, ...]]:
    """The time zones that a reader can choose, by the part of the world that their names begin with."""
    named = sorted(name for name in available_timezones() if name.partition("/")[0] in _REGIONS)
    return {region: tuple(n for n in named if n.startswith(f"{region}/")) for region in sorted(_REGIONS)}


def is_zone(name: str) -> bool:
    """Whether a reader can choose ``name``."""
    return name in zones().get(name.partition("/")[0], ())


def after_quiet(moment: datetime, start: time | None, end: time, zone: ZoneInfo) -> datetime:
    """
    ``moment`` itself, or the end of the quiet hours that it falls into.

    They run from ``start`` to ``end`` on the clocks of ``zone``, over midnight when ``end`` is the smaller, and there
    are none when ``start`` is None or the same as ``end``. A night on which the clocks change is quiet to its end.
    """
    if start is None or start == end:
        return moment
    local = moment.astimezone(zone)
    now = local.time()
    evening = end < start <= now
    if not evening and not (now < end and (start <= now or end < start)):
        return moment
    return max(moment, _clock_shows(local.date() + timedelta(days=evening), end, zone))


def next_at(moment: datetime, hour: int, zone: ZoneInfo) -> datetime:
    """The first time after ``moment`` that the clocks of ``zone`` show the whole ``hour``."""
    day = moment.astimezone(zone).date()
    while (then := _clock_shows(day, time(hour), zone)) <= moment:
        day += timedelta(days=1)
    return then


def _clock_shows(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When the clocks of ``zone`` have shown ``at`` on ``day``; where they do so twice, for the last time. UTC."""
    return max(datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1))
