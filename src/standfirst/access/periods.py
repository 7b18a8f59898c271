"""The period of an allowance: when it began, and when it refills. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Kind(StrEnum):
    """How a publication counts."""

    MONTH = "month"
    WEEK = "week"
    ROLLING = "rolling"


@dataclass(frozen=True, slots=True)
class Period:
    """
    Calendar months, calendar weeks (from Monday), or any ``days`` in a row. ``zone``: the publication's, an IANA name.

    Calendar periods begin at midnight in the zone, whatever the clocks there do.
    """

    kind: Kind = Kind.MONTH
    days: int = 30
    zone: str = "UTC"

    def begins(self, now: datetime) -> datetime:
        """From when on unlocks count at ``now``, in UTC."""
        if self.kind is Kind.ROLLING:
            # To the microsecond: what was unlocked exactly so many days ago has just run out.
            return now.astimezone(UTC) - timedelta(days=self.days) + timedelta.resolution
        return self._midnight(self._first_day(now))

    def ends(self, now: datetime) -> datetime:
        """Until when what is unlocked at ``now`` stays unlocked, in UTC."""
        if self.kind is Kind.ROLLING:
            return now.astimezone(UTC) + timedelta(days=self.days)
        first = self._first_day(now)
        if self.kind is Kind.WEEK:
            return self._midnight(first + timedelta(days=7))
        return self._midnight((first + timedelta(days=32)).replace(day=1))

    def refills(self, now: datetime, unlocked: Sequence[datetime]) -> datetime:
        """When the next one becomes available to somebody who unlocked at these times of the period, in UTC."""
        if self.kind is Kind.ROLLING and unlocked:
            return min(unlocked).astimezone(UTC) + timedelta(days=self.days)
        return self.ends(now)

    def _first_day(self, now: datetime) -> date:
        today = now.astimezone(ZoneInfo(self.zone)).date()
        return today.replace(day=1) if self.kind is Kind.MONTH else today - timedelta(days=today.weekday())

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)
