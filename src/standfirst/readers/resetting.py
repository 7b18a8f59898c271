"""A forgotten password: asking for the link, and setting a new one with it."""

import uuid

from django.db import transaction
from django.db.models import F

from standfirst.access.revoking import call_back
from standfirst.mail.outbox import queue
from standfirst.mail.sending import send_mail_later
from standfirst.readers import limits
from standfirst.readers.devices import counted_as
from standfirst.readers.models import Reader
from standfirst.readers.tasks import mail_reset, url_of
from standfirst.readers.tokens import reader_of_reset
from standfirst.security_log import Event, note


def ask_for_reset(address: str, *, source: str, language: str) -> None:
    """
    Queue a mail to ``address``, known or not; the fourth in an hour is dropped without a word.

    A newer link ends those before it. Raises TooManyTries for the source.
    """
    limits.count(limits.RESETS_FROM_A_SOURCE, source)
    if not limits.allows(limits.RESET_MAILS, address):
        return
    with transaction.atomic():
        Reader.objects.filter(email=address, is_active=True).update(resets_asked=F("resets_asked") + 1)
        queue(mail_reset, address=address, language=language, message=uuid.uuid4().hex)
    note(Event.RESET, "asked")


def set_password(key: str, password: str, *, device: str | None = None) -> Reader | None:
    """
    Give the reader of the link ``key`` a new password; None when the link is no good any more.

    The tries before it are forgotten, those of this browser too (``device``: its id, where the reader is known): who
    has used them all up is who comes here. Every session ends, by Django's session hash, and the owner gets a notice.
    Nobody is signed in. Raises Busy.
    """
    reader = reader_of_reset(key)
    if reader is None:
        return None
    before = reader.password
    reader.set_password(password)
    with transaction.atomic():
        # Of two browsers with the same link one finds the password changed already.
        if not Reader.objects.filter(pk=reader.pk, password=before).update(password=reader.password):
            return None
        call_back(reader.subject)
        limits.start_anew(limits.SIGN_INS_OF_AN_ACCOUNT, reader.email)
        if device is not None:
            limits.start_anew(limits.SIGN_INS_FROM_A_DEVICE, counted_as(device, reader.email))
        send_mail_later("password_changed", reader.email, {"reset_url": url_of("forgotten-password")}, reader.language)
    note(Event.RESET, "done", who=reader.subject.hex)
    return reader
