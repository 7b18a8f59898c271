"""Nothing is kept longer than it is said to be: a round every night, over every class that a room has declared."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from standfirst import nights
from standfirst.keeping import Kept, classes, delete_in_parts
from standfirst.rights.models import Round

log = logging.getLogger(__name__)

HOUR = 3
"""From when on the round of a day is due, by the publication's clock."""
LOST_AFTER = timedelta(hours=1)
"""A round that has not ended by then was killed; another worker begins it anew."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of one class are too old, or were. ``failed``: it could not be said."""

    kept: Kept
    rows: int
    failed: bool = False


def go_round_if_due(now: datetime | None = None) -> Round | None:
    """The round of today, if its hour has come and nobody has gone yet; by one worker of any number."""
    moment = now or timezone.now()
    mine = nights.begun(Round, moment, hour=HOUR, lost_after=LOST_AFTER)
    if mine is None:
        return None
    counted = list(go_round(moment))
    mine.counts = {one.kept.key: one.rows for one in counted}
    mine.failed = [one.kept.key for one in counted if one.failed]
    mine.ended_at = timezone.now()
    mine.save()
    return mine


def go_round(now: datetime) -> Iterator[Counted]:
    """Take away what is too old, class by class; one that fails keeps no other from its turn."""
    for kept in classes():
        if kept.for_ever:
            continue
        before = now - timedelta(days=kept.period)
        try:
            rows = kept.forget(before) if kept.forget is not None else delete_in_parts(kept.overdue(before))
        except Exception:
            log.exception("what is too old of %s was not taken away; it is tried again tomorrow", kept.key)
            yield Counted(kept, 0, failed=True)
        else:
            yield Counted(kept, rows)


def look_round(now: datetime) -> Iterator[Counted]:
    """What a round would take away now. Changes nothing."""
    for kept in classes():
        if not kept.for_ever:
            yield Counted(kept, kept.overdue(now - timedelta(days=kept.period)).count())
