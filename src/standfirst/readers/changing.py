"""Changing one's own account: name, password, address. Whoever calls has made sure of the reader."""

from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from standfirst.access.revoking import call_back
from standfirst.readers import telling
from standfirst.readers.announcing import renamed
from standfirst.readers.browsers import end_others, follow_new_key
from standfirst.readers.confirming import keep_address_confirmed
from standfirst.readers.models import Reader
from standfirst.security_log import Event, note


def rename(reader: Reader, first_name: str, last_name: str) -> None:
    """The new name counts everywhere at once, above what they wrote too."""
    reader.first_name, reader.last_name = first_name, last_name
    reader.find_by_name()
    changed = ("first_name", "last_name", "name_key", "surname_key")
    with transaction.atomic():
        # Not by save: a name opens nothing, so no pass has to be called back.
        Reader.objects.filter(pk=reader.pk).update(**{field: getattr(reader, field) for field in changed})
        renamed.send(Reader, reader=reader)


def change_password(request: HttpRequest, reader: Reader, password: str) -> None:
    """Every other browser is signed out; the owner gets a notice. Raises Busy."""
    reader.set_password(password)
    with transaction.atomic():
        reader.save(update_fields=["password"])
        before = request.session.session_key or ""
        update_session_auth_hash(request, reader)
        follow_new_key(request, before)
        end_others(request, reader)
        telling.tell(reader, telling.PASSWORD)
    note(Event.ACCOUNT, "password changed", who=reader.subject.hex)


def take_address(reader: Reader, address: str) -> bool:
    """
    Make ``address``, whose owner has shown the code, the reader's; the one before is told. False when another account
    has it by now.
    """
    before = reader.email
    try:
        with transaction.atomic():
            # Of two browsers that change it at once one finds another address than it knew.
            if not Reader.objects.filter(pk=reader.pk, email=before).update(email=address):
                return False
            reader.email = address
            keep_address_confirmed(reader)
            call_back(reader.subject)
            telling.tell(reader, telling.ADDRESS_CHANGED, to=before)
    except IntegrityError:
        reader.email = before
        return False
    note(Event.ACCOUNT, "address changed", who=reader.subject.hex)
    return True
