"""Two accounts of one person become one: what each has opened, and what each has paid for."""

from standfirst.access.models import Entitlement, Meter, Unlock
from standfirst.access.models.gift import Gift
from standfirst.access.models.institution import Seat
from standfirst.access.revoking import call_back
from standfirst.access.unlocking import lock_meters
from standfirst.holdings import Person


def unite_unlocks(gone: Person, kept: Person) -> None:
    """
    Everything that either has opened is open to ``kept``, for as long as it was to whoever opened it.

    An article that both opened counts once, as it does for one reader who opened it twice. Both meters are locked
    meanwhile, so an unlock that races lands before or after, never between. For inside a transaction.
    """
    lock_meters([gone.subject, kept.subject])
    mine = set(Unlock.objects.filter(subject=kept.subject).values_list("article", "at"))
    for unlock in Unlock.objects.filter(subject=gone.subject):
        if (unlock.article, unlock.at) in mine:
            unlock.delete()
    Unlock.objects.filter(subject=gone.subject).update(subject=kept.subject)
    Meter.objects.filter(subject=gone.subject).delete()
    call_back(kept.subject)


def unite_subscriptions(gone: Person, kept: Person) -> None:
    """Every subscription of ``gone`` is ``kept``'s from now on, under the same source and reference."""
    if Entitlement.objects.filter(subject=gone.subject).update(subject=kept.subject):
        call_back(kept.subject)


def hand_gifts_over(gone: Person, kept: Person) -> None:
    """The links go on, as ``kept``'s."""
    Gift.objects.filter(subject=gone.subject).update(subject=kept.subject)


def unite_seats(gone: Person, kept: Person) -> None:
    """At an institution where both have a seat, that of ``gone`` is free; elsewhere it is ``kept``'s."""
    there = list(Seat.objects.filter(subject=kept.subject).values_list("institution", flat=True))
    Seat.objects.filter(subject=gone.subject, institution__in=there).delete()
    Seat.objects.filter(subject=gone.subject).update(subject=kept.subject)
    if Seat.objects.filter(carrier=gone.subject).update(carrier=kept.subject):
        call_back(kept.subject)
