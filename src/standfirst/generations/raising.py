"""Saying that something changed, so that no web process serves what was made from it."""

from datetime import datetime, timedelta
from functools import cache, partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from standfirst.generations.marker import Marker
from standfirst.generations.models import Change

KEPT_FOR = timedelta(hours=1)
LONGEST = timedelta(seconds=45)
"""How long a transaction may last after it raised. Half of what readers of the log look back (``reading.OVERLAP``)."""


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
    changes = [Change(tag=tag) for tag in dict.fromkeys(tags)]
    Change.objects.bulk_create(changes)
    transaction.on_commit(partial(_committed, [change.tag for change in changes], timezone.now()))


def _committed(tags: list[str], written: datetime) -> None:
    if timezone.now() - written > LONGEST:
        Change.objects.bulk_create([Change(tag=tag) for tag in tags])
    shared_marker().touch()


def forget_old_changes() -> int:
    """Delete the lines that every living process has long read; returns how many."""
    deleted, _ = Change.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    return deleted
