"""Reading the log of changes, for the front door's follower."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.db.models import Max
from django.utils import timezone

from standfirst.generations.models import Change

OVERLAP = timedelta(seconds=90)
"""Ids are given before the commit: a lower one may become visible after a higher one. Each look reaches back so far."""

REMEMBERED = timedelta(minutes=10)
"""Longer than any pass lasts."""


@dataclass(frozen=True, slots=True)
class Changes:
    """``upto`` is the highest id seen; ``ids`` and ``tags`` run in parallel and repeat what the overlap holds."""

    upto: int
    ids: tuple[int, ...]
    tags: tuple[str, ...]


def where_to_begin() -> int:
    """
    The highest id in the log that is older than ten minutes, 0 when there is none: who begins to follow also learns of
    the passes that were called back while they were not there.
    """
    close_old_connections()
    old = Change.objects.filter(at__lt=timezone.now() - REMEMBERED)
    return old.aggregate(newest=Max("pk"))["newest"] or 0


def changes_since(seen: int) -> Changes:
    """
    Every line after ``seen``, and those of the last 90 seconds again.

    The caller skips ids it has applied. Raises django.db.Error when the database cannot be reached.
    """
    close_old_connections()
    recent = Change.objects.filter(at__gte=timezone.now() - OVERLAP) | Change.objects.filter(pk__gt=seen)
    rows = list(recent.order_by("pk").values_list("pk", "tag"))
    return Changes(max([seen, *(pk for pk, _ in rows)]), tuple(pk for pk, _ in rows), tuple(tag for _, tag in rows))


def was_raised_since(tags: Collection[str], moment: datetime) -> bool:
    """Whether one of ``tags`` was raised at ``moment`` or after it."""
    return Change.objects.filter(tag__in=tags, at__gte=moment).exists()
