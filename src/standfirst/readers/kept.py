"""How long this room keeps what it holds."""

import time
from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone

from standfirst.keeping import Kept, delete_in_parts, keep
from standfirst.readers import equal_work
from standfirst.readers.browsers import forget_ended
from standfirst.readers.confirming import KEEP_RUN_OUT
from standfirst.readers.models import ForeignWork, Registration, Tally


def declare_kept() -> None:
    """Called once, when the room starts."""
    keep(
        Kept(
            key="registrations",
            name="Registrations that nobody confirmed",
            because="A week to confirm the address, and a day to ask what became of it.",
            overdue=lambda before: Registration.objects.filter(expires_at__lt=before - KEEP_RUN_OUT),
        ),
        Kept(
            key="sessions",
            name="Sessions that have run out",
            because="They open nothing any more.",
            overdue=lambda before: Session.objects.filter(expire_date__lt=before),
            forget=_forget_sessions,
        ),
        Kept(
            key="tries",
            name="Counts of tries",
            because="A limit counts for an hour at most.",
            overdue=lambda _before: Tally.objects.filter(ends__lt=min(time.time(), timezone.now().timestamp())),
        ),
        Kept(
            key="foreign-work",
            name="What password hashes from elsewhere cost",
            because="When the last of a kind is gone no try to sign in needs to take as long.",
            overdue=lambda _before: ForeignWork.objects.filter(kind__in=equal_work.kinds_gone()),
            forget=lambda _before: equal_work.recount(),
        ),
    )


def _forget_sessions(before: datetime) -> int:
    """With what was kept of their browsers."""
    deleted = delete_in_parts(Session.objects.filter(expire_date__lt=before))
    forget_ended()
    return deleted
