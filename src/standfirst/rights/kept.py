"""How long this room keeps what it holds."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from standfirst.access.models import Entitlement
from standfirst.keeping import Kept, keep
from standfirst.readers.models import Reader
from standfirst.rights.archiving import forget_old_archives, old_archives
from standfirst.rights.erasing import ask_to_erase
from standfirst.rights.models import Erasure, ErasureState, Round

ROUNDS_KEPT = 400
"""Days: the rounds of a year and a month more."""


def declare_kept() -> None:
    """Called once, when the room starts."""
    keep(
        Kept(
            key="archives",
            name="Archives of readers’ data",
            because="A reader fetches it within a week, or has a new one made.",
            overdue=old_archives,
            forget=forget_old_archives,
        ),
        Kept(
            key="erasures",
            name="That somebody was erased, and when",
            because="To be able to say that a wish was followed. Nothing in it says whose it was.",
            setting="STANDFIRST_KEEP_ERASURES_DAYS",
            overdue=lambda before: Erasure.objects.filter(
                state__in=[ErasureState.DONE, ErasureState.UNDONE], ended_at__lt=before
            ),
        ),
        Kept(
            key="rounds",
            name="Reports of these rounds",
            because="A year of them, to compare.",
            days=ROUNDS_KEPT,
            overdue=lambda before: Round.objects.filter(began_at__lt=before),
        ),
        Kept(
            key="dormant",
            name="Accounts that nobody signs in to",
            because="Off, unless it is set. Their readers get a mail and can stay by signing in.",
            setting="STANDFIRST_KEEP_DORMANT_DAYS",
            overdue=dormant,
            forget=let_dormant_go,
        ),
    )


def dormant(before: datetime) -> QuerySet[Reader]:
    """
    Readers who have not signed in since ``before``, have no subscription, and have not been asked to stay already.

    A session lasts STANDFIRST_SESSION_DAYS, so that who reads now may have signed in that long ago.
    """
    seen = before - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    subscribers = Entitlement.objects.filter(Q(ends_at=None) | Q(ends_at__gt=before)).values("subject")
    return (
        Reader.objects.staying()
        .filter(is_staff=False, is_superuser=False)
        .annotate(seen_at=Coalesce("last_login", "date_joined"))
        .filter(seen_at__lt=seen)
        .exclude(subject__in=subscribers)
    )


def let_dormant_go(before: datetime) -> int:
    """Begin their erasure, with its mail and its days in which signing in and one button undo it; how many."""
    asked = 0
    for reader in dormant(before).iterator():
        if not reader.is_colleague:
            ask_to_erase(reader, by_staff=True)
            asked += 1
    return asked
