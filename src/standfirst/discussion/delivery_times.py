"""When a notice goes by mail: by the way its reader has chosen for such notices, and their hours."""

from datetime import datetime, timedelta

from django.conf import settings

from standfirst.discussion.models.notice import PREFERENCE, NoticeKind
from standfirst.readers.models import Preferences, Way
from standfirst.readers.preferring import zone_of
from standfirst.readers.quiet_hours import after_quiet, next_at

GRACE = timedelta(minutes=1)
"""So long a notice waits that goes at once: a moderator may undo, and who is on the page reads it there."""


def way_of(kind: NoticeKind | str, preferences: Preferences) -> Way:
    """How the reader with ``preferences`` hears of notices of that kind."""
    kind = NoticeKind(kind)
    return Way(getattr(preferences, PREFERENCE[kind])) if kind in PREFERENCE else Way.PAGE


def due(kind: NoticeKind | str, preferences: Preferences, now: datetime) -> datetime | None:
    """
    When a notice that is made ``now`` goes by mail; None where it stays on the page. Aware times.

    What goes once a day waits for the next digest, whose hour is a setting and on the reader's clocks.
    """
    way = way_of(kind, preferences)
    if way is Way.PAGE:
        return None
    zone = zone_of(preferences)
    moment = now + GRACE if way is Way.NOW else next_at(now, settings.STANDFIRST_DIGEST_HOUR, zone)
    return after_quiet(moment, preferences.quiet_from, preferences.quiet_until, zone)
