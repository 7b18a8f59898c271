"""Asking for a mailed code, within the limits: the same for an address with an account and one without."""

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from standfirst.readers import limits
from standfirst.readers.clients import source_of
from standfirst.readers.devices import counted_as, device_of
from standfirst.readers.models import Reader
from standfirst.readers.one_time_codes import Asked, Purpose, ask


def ask_for_code(request: HttpRequest, purpose: Purpose, address: str, *, subject: str = "", to: str = "") -> Asked:
    """
    Queue the mail; what this browser is to remember. Raises TooManyTries.

    A browser in which the owner has signed in before has mails of its own to ask for, so that nobody can use up the
    owner's from elsewhere.
    """
    limits.count(limits.CODE_MAILS_FROM_A_SOURCE, source_of(request))
    owner = Reader.objects.filter(email=address).first()
    device = device_of(request, owner.subject.hex) if owner is not None else None
    if device:
        limits.count(limits.CODE_MAILS_FROM_A_DEVICE, counted_as(device, address))
    else:
        limits.count(limits.CODE_MAILS, address)
    with transaction.atomic():
        return ask(purpose, address, language=get_language() or "", subject=subject, to=to)
