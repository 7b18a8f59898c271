"""Seats at institutions: one transaction looks whether one is free and takes it, or does not."""

import contextlib
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from standfirst.access.models import EmailDomain, Institution, Seat
from standfirst.access.revoking import call_back
from standfirst.frontdoor.callers import TAG
from standfirst.generations.raising import raise_for

PROVED_WITHIN = timedelta(minutes=10)
"""A browser's new seat is kept so long for it to come again: one that keeps no cookies would take a seat each time."""
_WRITTEN_EVERY = timedelta(hours=1)


def take(
    institution: Institution,
    subject: uuid.UUID,
    *,
    domain: str = "",
    carrier: uuid.UUID | None = None,
    now: datetime | None = None,
) -> bool:
    """
    Take a seat for ``subject``, or keep the one they have; False where the institution does not run or all are taken.

    ``carrier``: the subject of the pass that is read with, where that is another. Whatever races, there is never one
    too many.
    """
    moment = now or timezone.now()
    if not domain and institution.seats is None:
        # Nothing to count: nobody needs to know who was here.
        return institution.runs_at(moment)
    if _is_full(institution, subject, moment):
        return False
    with transaction.atomic():
        locked = Institution.objects.select_for_update().open_at(moment).filter(pk=institution.pk).first()
        if locked is None or _is_full(locked, subject, moment):
            return False
        locked.taken.filter(free_at__lte=moment).delete()
        kept = timedelta(days=locked.idle_days) if domain else PROVED_WITHIN
        told = {"domain": domain, "taken_at": moment, "free_at": moment + kept, "carrier": carrier or subject}
        locked.taken.get_or_create(subject=subject, defaults=told)
    return True


def keep(institution: Institution, subject: uuid.UUID, carrier: uuid.UUID, now: datetime | None = None) -> bool:
    """Whether ``subject`` still has a seat in the network; if so it stays theirs for some days from ``now`` on."""
    moment = now or timezone.now()
    if institution.seats is None or not institution.runs_at(moment):
        return institution.runs_at(moment)
    seat = institution.taken.held_at(moment).filter(subject=subject).first()
    if seat is None:
        return False
    if seat.carrier != carrier:
        Seat.objects.filter(pk=seat.pk).update(carrier=carrier)
    stay(seat, moment)
    return True


def has(institution: Institution, subject: uuid.UUID) -> bool:
    """Whether ``subject`` has a seat."""
    return institution.taken.held_at(timezone.now()).filter(subject=subject).exists()


def stay(seat: Seat, now: datetime) -> None:
    """Somebody reads from ``seat``: it is theirs for its institution's days from ``now`` on."""
    until = now + timedelta(days=seat.institution.idle_days)
    if seat.free_at < until - _WRITTEN_EVERY:
        Seat.objects.held_at(now).filter(pk=seat.pk).update(free_at=until)


def domain_of(email: str, now: datetime) -> EmailDomain | None:
    """The domain of an institution that runs at ``now``, to which ``email`` belongs; the closest one, if several."""
    running = EmailDomain.objects.filter(domain__in=_names(email), institution__in=Institution.objects.open_at(now))
    return max(running.select_related("institution"), key=lambda one: len(one.domain), default=None)


def free(seats: Iterable[Seat]) -> int:
    """Let others take these seats; passes that say otherwise are called back. How many there were."""
    gone = list(seats)
    with transaction.atomic():
        Seat.objects.filter(pk__in=[seat.pk for seat in gone]).delete()
        call_back(*{subject for seat in gone for subject in (seat.subject, seat.carrier)})
    return len(gone)


def leave(subject: uuid.UUID, *, but: str = "") -> None:
    """Free the seats that a reader had by an email domain, but for those that the address ``but`` belongs to."""
    mine = Seat.objects.filter(subject=subject).by_domain()
    if seats := list(mine.exclude(domain__in=_names(but))):
        free(seats)


def _is_full(institution: Institution, subject: uuid.UUID, now: datetime) -> bool:
    if institution.seats is None:
        return False
    return institution.taken.held_at(now).exclude(subject=subject).count() >= institution.seats


def _names(email: str) -> list[str]:
    """``ann@a.b.example``: ``a.b.example``, ``*.b.example``, ``*.example``."""
    domain = email.rpartition("@")[2].lower()
    with contextlib.suppress(UnicodeError):
        domain = domain.encode("idna").decode("ascii")
    labels = domain.split(".")
    return [domain, *(f"*.{'.'.join(labels[start:])}" for start in range(1, len(labels)))]


def settle(institution: Institution, now: datetime | None = None) -> None:
    """
    After whatever was changed of ``institution``: seats that it gives no more are free, those used last going last, and
    every web process reads its networks anew.
    """
    moment = now or timezone.now()
    seats = institution.taken.held_at(moment).order_by("-free_at", "pk")
    gone: set[Seat] = set()
    if not institution.runs_at(moment):
        gone.update(seats)
    else:
        gone.update(seats.by_domain().exclude(domain__in=institution.domains.values("domain")))
        if institution.seats is not None:
            gone.update([seat for seat in seats if seat not in gone][institution.seats :])
    with transaction.atomic():
        raise_for(TAG)
        if gone:
            free(gone)
