"""
Accounts that come from another system, many at once. Nobody is written to, and nothing that is here is changed but what
an account that waits for its confirmation still lacks.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from standfirst.readers import equal_work
from standfirst.readers.models import Reader


@dataclass(frozen=True, slots=True)
class Arrival:
    """
    One account as the other system tells it, checked. ``email`` is in the spelling that accounts are kept in.

    ``password``: a hash as an account keeps it, or "". ``confirmed``: whether the other system knows that the address
    is its owner's. Where it does not, the password may be that of somebody who registered another's address, so it is
    left behind: the account opens by a mailed code alone, which confirms it.
    """

    email: str
    first_name: str = ""
    last_name: str = ""
    registered_at: datetime | None = None
    password: str = field(default="", repr=False)
    confirmed: bool = False
    is_subscriber: bool = False
    newsletters: tuple[str, ...] = ()


def here_already(arrivals: Collection[Arrival]) -> dict[str, Reader]:
    """The accounts that have the address of one of ``arrivals``, by it."""
    found = Reader.objects.filter(email__in=[arrival.email for arrival in arrivals])
    return {reader.email: reader for reader in found}


def open_accounts(arrivals: Sequence[Arrival]) -> list[Reader]:
    """
    An account for each of ``arrivals``, in their order; none of them may be here. In a transaction of the caller's.

    Raises IntegrityError when somebody else made one of them meanwhile.
    """
    now = timezone.now()
    readers = Reader.objects.lay_down(
        [
            Reader(
                email=arrival.email,
                first_name=arrival.first_name,
                last_name=arrival.last_name,
                date_joined=arrival.registered_at or now,
                password=(arrival.password if arrival.confirmed else "") or make_password(None),
            )
            for arrival in arrivals
        ]
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=reader, email=reader.email, verified=arrival.confirmed, primary=True)
        for arrival, reader in zip(arrivals, readers, strict=True)
    )
    equal_work.expect(reader.password for reader in readers)
    return readers


def waiting_for_confirmation(readers: Collection[Reader]) -> set[uuid.UUID]:
    """Which of ``readers`` came with an address that nobody has confirmed yet."""
    unsure = EmailAddress.objects.filter(user__in=readers, verified=False, primary=True)
    return set(unsure.values_list("user__subject", flat=True))


def confirm_account(reader: Reader, arrival: Arrival) -> None:
    """``arrival`` knows by now that the address is its owner's: the account gets the password that was left behind."""
    EmailAddress.objects.filter(user=reader, email=reader.email).update(verified=True)
    if arrival.password and not reader.has_usable_password():
        Reader.objects.filter(pk=reader.pk).update(password=arrival.password)
        equal_work.expect([arrival.password])
