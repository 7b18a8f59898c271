"""
Leaving: asked for, undone or carried out.

Asked: for some days everything waits. No newsletter goes and nothing public of the reader is shown (``Reader.staying``
leaves them out), but the account works, and its reader can undo it. Due: the account is closed, every session and pass
ends, the last mail goes. A quarter of an hour later, when no pass of theirs can be alive and no answer on its way,
each room erases what it holds, one transaction a room.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from standfirst.access.revoking import call_back
from standfirst.holdings import Person, holdings
from standfirst.mail.sending import send_mail_later
from standfirst.readers.models import Reader
from standfirst.rights.models import Erasure, ErasureState
from standfirst.security_log import Event, note

log = logging.getLogger(__name__)

SETTLES_IN = timedelta(minutes=15)
"""From closing to erasing: three lives of a pass (``access.passes.LIFETIME``), and time for the last mail to go."""


class OfStaff(ValueError):
    """The account may use the admin: it is taken out of the staff first."""


class TooLate(ValueError):
    """The erasure has begun."""


def ask_to_erase(reader: Reader, *, by_staff: bool = False) -> Erasure:
    """
    Have ``reader`` erased after the days of grace; asked again, the wish that waits already. Raises OfStaff.

    ``by_staff``: the reader asked by letter. The reader is told by mail either way.
    """
    with transaction.atomic():
        reader = Reader.objects.select_for_update().get(pk=reader.pk)
        if reader.is_colleague:
            raise OfStaff
        waiting = waiting_erasure(reader)
        if waiting is not None:
            return waiting
        due = timezone.now() + timedelta(days=settings.STANDFIRST_ERASE_AFTER_DAYS)
        erasure = Erasure.objects.create(number=reader.pk, subject=reader.subject, due_at=due, by_staff=by_staff)
        reader.leaves_at = due
        reader.save(update_fields=["leaves_at"])
        send_mail_later("erasure_asked", reader.email, {"due": due.isoformat()}, reader.language)
    note(Event.ERASURE, "asked", who=reader.subject.hex)
    return erasure


def waiting_erasure(reader: Reader) -> Erasure | None:
    """The wish of ``reader`` that can still be undone."""
    return Erasure.objects.filter(subject=reader.subject, state=ErasureState.ASKED).first()


def undo(reader: Reader) -> bool:
    """Take the wish back; False when there is none. Raises TooLate when the account is closed already."""
    with transaction.atomic():
        reader = Reader.objects.select_for_update().get(pk=reader.pk)
        mine = Erasure.objects.filter(subject=reader.subject)
        if mine.filter(state=ErasureState.CLOSED).exists():
            raise TooLate
        if not mine.filter(state=ErasureState.ASKED).update(state=ErasureState.UNDONE, ended_at=timezone.now()):
            return False
        reader.leaves_at = None
        reader.save(update_fields=["leaves_at"])
        send_mail_later("erasure_undone", reader.email, {}, reader.language)
    note(Event.ERASURE, "undone", who=reader.subject.hex)
    return True


def is_closed(reader: Reader) -> bool:
    """Whether the account is closed for good: nobody opens it again."""
    return Erasure.objects.filter(subject=reader.subject, state=ErasureState.CLOSED).exists()


def carry_out_due() -> int:
    """What the clock made due: accounts to close, and closed ones to erase. How many were erased."""
    now = timezone.now()
    for pk in Erasure.objects.filter(state=ErasureState.ASKED, due_at__lte=now).values_list("pk", flat=True):
        close(pk)
    settled = Erasure.objects.filter(state=ErasureState.CLOSED, closed_at__lte=now - SETTLES_IN)
    erased = 0
    for pk in list(settled.order_by("closed_at").values_list("pk", flat=True)):
        try:
            erased += erase(pk)
        except Exception:
            # One that fails is tried again at the next round, and keeps nobody else waiting.
            log.exception("erasure %s stopped; it goes on where it stopped", pk)
    if erased:
        _overwrite_what_was()
    return erased


def _overwrite_what_was() -> None:
    """
    SQLite keeps pages as they were in its write-ahead log, until they are copied into the file, where ``secure_delete``
    has put noughts in the place of what was deleted. A server's database has its own ways, and its own upkeep.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def close(pk: int) -> bool:
    """Close the account of an erasure that is due; whether it was this call that did. Passes end within two seconds."""
    with transaction.atomic():
        erasure = Erasure.objects.select_for_update().get(pk=pk)
        if erasure.state != ErasureState.ASKED:
            return False
        reader = Reader.objects.filter(pk=erasure.number, subject=erasure.subject).first()
        if reader is not None:
            reader.is_active = False
            reader.save(update_fields=["is_active"])
            call_back(reader.subject)
            send_mail_later("erasure_begun", reader.email, {}, reader.language)
        erasure.state, erasure.closed_at = ErasureState.CLOSED, timezone.now()
        erasure.save(update_fields=["state", "closed_at"])
    note(Event.ERASURE, "closed", who=erasure.subject.hex if erasure.subject else "")
    return True


def erase(pk: int) -> bool:
    """
    Erase whatever is left of the person, a holding and a transaction at a time; whether it was done by this call.

    Killed in between, it goes on behind the last holding that was erased. Two workers take turns, and neither does
    what the other has done.
    """
    for holding in holdings():
        with transaction.atomic():
            erasure = Erasure.objects.select_for_update().get(pk=pk)
            if erasure.state != ErasureState.CLOSED:
                return False
            if holding.key in erasure.done:
                continue
            holding.erase(_person(erasure))
            erasure.done = [*erasure.done, holding.key]
            erasure.save(update_fields=["done"])
    return _finish(pk)


def _finish(pk: int) -> bool:
    """Nothing of ours leads to the person any more: neither does the wish itself, nor those that were undone before."""
    with transaction.atomic():
        erasure = Erasure.objects.select_for_update().get(pk=pk)
        if erasure.state != ErasureState.CLOSED:
            return False
        Erasure.objects.filter(subject=erasure.subject).update(subject=None, number=None)
        Erasure.objects.filter(pk=pk).update(state=ErasureState.DONE, ended_at=timezone.now())
    # The wish's number alone: after this nothing that we write leads to the person.
    note(Event.ERASURE, "done", number=pk)
    return True


def _person(erasure: Erasure) -> Person:
    assert erasure.number is not None  # emptied only when it is done
    assert erasure.subject is not None
    address = Reader.objects.filter(pk=erasure.number).values_list("email", flat=True).first()
    return Person(erasure.number, erasure.subject, address or "")
