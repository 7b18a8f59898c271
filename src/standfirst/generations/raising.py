"""Saying that something changed, so that no web process serves what was made from it."""

from datetime import datetime, timedelta
from functools import cache, partial

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from standfirst.generations.marker import Marker
from standfirst.generations.models import Change
from standfirst.statements import do

KEPT_FOR = timedelta(hours=1)
LONGEST = timedelta(seconds=45)
"""How long a transaction may last after it raised. Half of what readers of the log look back (``reading.OVERLAP``)."""

AT_ONCE = 200
"""Lines in one statement: SQLite takes so many values and no more."""

_WRITE = "INSERT INTO generations_change (tag, at) VALUES "


@cache
def shared_marker() -> Marker:
    """This process's mapping of the counter that all web processes of the machine share."""
    return Marker(settings.STANDFIRST_DATA / "run" / "generation")


def raise_for(*tags: str) -> None:
    """
    Let every cached page that was made from one of ``tags`` fall.

    The rows are written in the transaction that is open, so the change is in the log exactly when the content is; the
    marker is touched after the commit. Without an open transaction both happen at once.

    Readers of the log look back a short while for lines that were committed late. When the transaction took longer, the
    lines are written once more after it.
    """
    distinct = list(dict.fromkeys(tags))
    _write(distinct)
    transaction.on_commit(partial(_committed, distinct, timezone.now()))


def _committed(tags: list[str], written: datetime) -> None:
    if timezone.now() - written > LONGEST:
        _write(tags)
    shared_marker().touch()


def _write(tags: list[str]) -> None:
    for start in range(0, len(tags), AT_ONCE):
        some, at = tags[start : start + AT_ONCE], connection.ops.adapt_datetimefield_value(timezone.now())
        # Written out: nearly everything that is saved waits for it.
        do(_WRITE + ", ".join(["(%s, %s)"] * len(some)), [value for tag in some for value in (tag, at)])


def forget_old_changes() -> int:
    """Delete the lines that every living process has long read; returns how many."""
    deleted, _ = Change.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    return deleted
