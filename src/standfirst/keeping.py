"""
How long each class of data is kept, and what takes it away when its time has passed.

A room declares its classes when it starts, beside its holdings. ``rights.retaining`` goes round every night.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

AT_ONCE = 2_000
"""Rows that are deleted in one transaction: on SQLite everybody who writes waits for it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """
    One class of data. ``name`` and ``because`` are for staff.

    ``setting`` names the setting that says how many days it is kept; 0 days there means for ever. Without a setting
    ``days`` is fixed; 0 then means that each row carries its own end. ``overdue`` gives the rows that are too old when
    everything from before the moment it is given is; ``forget`` takes those away and says how many there were; None:
    the rows of ``overdue`` are deleted.
    """

    key: str
    name: str
    because: str
    overdue: Callable[[datetime], QuerySet[Any]]
    setting: str = ""
    days: int = 0
    forget: Callable[[datetime], int] | None = None

    @property
    def period(self) -> int:
        """In days, as it is set."""
        return int(getattr(settings, self.setting)) if self.setting else self.days

    @property
    def for_ever(self) -> bool:
        """Whether the setting says that nothing of it is ever too old."""
        return bool(self.setting) and not self.period

    @property
    def period_in_words(self) -> str:
        """For a table."""
        if self.for_ever:
            return "for ever"
        return f"{self.period} days" if self.period else "until its own end"


_kept: dict[str, Kept] = {}


def keep(*some: Kept) -> None:
    """Make classes known; one that is told again stands there once."""
    _kept.update({one.key: one for one in some})


def classes() -> list[Kept]:
    """All of them, by name."""
    return sorted(_kept.values(), key=lambda one: one.name)


def delete_in_parts(rows: QuerySet[Any]) -> int:
    """Delete ``rows``, some at a time, each time in a transaction of its own; how many there were."""
    deleted = 0
    while some := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        rows.model._base_manager.filter(pk__in=some).delete()
        deleted += len(some)
    return deleted
