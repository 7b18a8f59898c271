"""Who is a subscriber, from when until when. A payment provider plugs in through the same two verbs as staff do."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from standfirst.access.levels import Tier
from standfirst.access.models import Entitlement, Seat
from standfirst.access.revoking import call_back
from standfirst.access.staff import reads_all


class EndsBeforeItBegins(ValueError):
    """A subscription that would end before it begins."""


class OfAnotherReader(ValueError):
    """The source names somebody else's subscription by this reference."""


class Outcome(StrEnum):
    """What became of a grant."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Granted:
    """The subscription as it now stands."""

    entitlement: Entitlement
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """
    The tier of a reader with an account, and until when they have it if nobody changes anything. ``seat``: the one that
    gives it to them, at the institution whose email domain they have; None where they have it by themselves.
    ``of_staff``: it comes with the right to publish every article.
    """

    tier: Tier
    until: datetime | None = None
    seat: Seat | None = None
    of_staff: bool = False


def standing_of(subject: uuid.UUID, now: datetime | None = None) -> Standing:
    """
    Subscriber while one of their subscriptions is open or an institution keeps a seat for their email domain, and as
    staff who may publish every article; else registered. ``until`` is never later than it is true. The rights of staff
    are those of now, whatever ``now`` is.
    """
    if reads_all(subject):
        return Standing(Tier.SUBSCRIBER, of_staff=True)
    moment = now or timezone.now()
    ends = list(Entitlement.objects.filter(subject=subject).open_at(moment).values_list("ends_at", flat=True))
    if ends:
        return Standing(Tier.SUBSCRIBER, None if None in ends else max(filter(None, ends)))
    seat = Seat.objects.filter(subject=subject).by_domain().taken_at(moment).select_related("institution").first()
    if seat is not None:
        return Standing(Tier.SUBSCRIBER, seat.institution.ends_at, seat)
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
) -> Granted:
    """
    Make a reader a subscriber. The same ``source`` and ``reference`` again change that subscription and add none.

    ``starts_at``: now if it is not given, or when it began before. Raises EndsBeforeItBegins, OfAnotherReader.
    """
    with transaction.atomic():
        entitlement, is_new = Entitlement.objects.select_for_update().get_or_create(
            source=source,
            reference=reference or uuid.uuid4().hex,
            defaults={
                "subject": subject,
                "starts_at": starts_at or timezone.now(),
                "ends_at": ends_at,
                "note": note,
            },
        )
        if entitlement.subject != subject:
            raise OfAnotherReader
        begins = starts_at or entitlement.starts_at
        if ends_at is not None and ends_at <= begins:
            raise EndsBeforeItBegins
        told = {"starts_at": begins, "ends_at": ends_at, "note": note}
        changed = [name for name, value in told.items() if getattr(entitlement, name) != value]
        if changed:
            for name in changed:
                setattr(entitlement, name, told[name])
            entitlement.save(update_fields=changed)
        if is_new or changed:
            call_back(subject)
    return Granted(entitlement, Outcome.NEW if is_new else Outcome.CHANGED if changed else Outcome.UNCHANGED)


def end(subject: uuid.UUID, *, source: str = "", reference: str = "", at: datetime | None = None) -> int:
    """
    End the subscriptions of a reader, or those that ``source`` and ``reference`` name; returns how many.

    ``at``: when, now if it is not given. One that has not begun by then never will. Passes that say otherwise are
    called back.
    """
    moment = at or timezone.now()
    named = {name: value for name, value in (("source", source), ("reference", reference)) if value}
    mine = Entitlement.objects.filter(subject=subject, **named)
    with transaction.atomic():
        ended = mine.open_at(moment).update(ends_at=moment)
        to_come = mine.filter(Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), starts_at__gt=moment)
        ended += to_come.update(ends_at=F("starts_at"))
        if ended:
            call_back(subject)
    return ended
