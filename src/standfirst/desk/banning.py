"""Keeping a reader out, and letting them in again."""

from django.db import transaction
from django.utils import timezone

from standfirst.access.revoking import call_back
from standfirst.desk.models import Ban
from standfirst.readers.models import Reader
from standfirst.rights.erasing import is_closed


class OfStaff(ValueError):
    """Colleagues are not banned: their right to use the admin is taken away first."""


class Closed(ValueError):
    """The account is being erased: nobody opens it again."""


def ban(reader: Reader, *, by: Reader, reason: str) -> Ban:
    """
    Keep ``reader`` out: no sign-in, no session and no pass of theirs counts from the commit on, in every web process
    within two seconds. Banned again, the ban that is there. Raises OfStaff.
    """
    with transaction.atomic():
        reader = Reader.objects.select_for_update().get(pk=reader.pk)
        if reader.is_colleague:
            raise OfStaff
        lasting = Ban.objects.filter(reader=reader, lifted_at=None).first()
        if lasting is not None:
            return lasting
        kept = Ban.objects.create(reader=reader, by=by, reason=reason)
        reader.is_active = False
        reader.save(update_fields=["is_active"])
        call_back(reader.subject)
    return kept


def lift(reader: Reader, *, by: Reader) -> bool:
    """Let ``reader`` sign in again; whether they were banned. Raises Closed."""
    with transaction.atomic():
        reader = Reader.objects.select_for_update().get(pk=reader.pk)
        if is_closed(reader):
            raise Closed
        lifted = Ban.objects.filter(reader=reader, lifted_at=None).update(lifted_by=by, lifted_at=timezone.now())
        reader.is_active = True
        reader.save(update_fields=["is_active"])
    return bool(lifted)
