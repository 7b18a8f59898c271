"""Who is a subscriber, from when until when. A payment provider plugs in through the same two verbs as staff do."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from standfirst.access.levels import Tier
from standfirst.access.models import Entitlement
from standfirst.access.revoking import call_back


class EndsBeforeItBegins(ValueError):
    """A subscription that would end before it begins."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The tier of a reader with an account, and until when they have it if nobody changes anything."""

    tier: Tier
    until: datetime | None = None


def standing_of(subject: uuid.UUID, now: datetime | None = None) -> Standing:
    """
    Subscriber while one of their subscriptions is open, else registered. ``until`` is never later than it is true.
    """
    moment = now or timezone.now()
    ends = list(Entitlement.objects.filter(subject=subject).open_at(moment).values_list("ends_at", flat=True))
    if ends:
        return Standing(Tier.SUBSCRIBER, None if None in ends else max(filter(None, ends)))
    begins = Entitlement.objects.filter(subject=subject, starts_at__gt=moment).order_by("starts_at").first()
    return Standing(Tier.REGISTERED, begins.starts_at if begins else None)


def grant(
    subject: uuid.UUID,
    *,
    source: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    reference: str = "",
    note: str = "",
) -> Entitlement:
    """
    Make a reader a subscriber. The same ``source`` and ``reference`` again change that subscription and add none.

    Raises EndsBeforeItBegins.
    """
    begins = starts_at or timezone.now()
    if ends_at is not None and ends_at <= begins:
        raise EndsBeforeItBegins
    told = {"subject": subject, "starts_at": begins, "ends_at": ends_at, "note": note}
    with transaction.atomic():
        entitlement, _ = Entitlement.objects.update_or_create(
            source=source, reference=reference or uuid.uuid4().hex, defaults=told
        )
        call_back(subject)
    return entitlement


def end(subject: uuid.UUID, *, source: str = "", reference: str = "", at: datetime | None = None) -> int:
    """
    End the open subscriptions of a reader, or the one that ``source`` and ``reference`` name; returns how many.

    ``at``: when, now if it is not given. Passes that say otherwise are called back.
    """
    moment = at or timezone.now()
    named = {name: value for name, value in (("source", source), ("reference", reference)) if value}
    with transaction.atomic():
        ended = Entitlement.objects.filter(subject=subject, **named).open_at(moment).update(ends_at=moment)
        if ended:
            call_back(subject)
    return ended
