"""Confirming an address, by the button behind the mail's link or by the mail's code: only then is there an account."""

from datetime import timedelta
from enum import Enum
from functools import partial

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from standfirst.access.unlocking import Wish, unlock
from standfirst.readers import choices, limits
from standfirst.readers.agreeing import write_down
from standfirst.readers.announcing import completed
from standfirst.readers.models import Reader, Registration
from standfirst.readers.tokens import CONFIRM_WITHIN, LinkRunOut, is_code, subject_of
from standfirst.security_log import Event, note

CODE_TRIES = 5


class State(Enum):
    """What a confirmation link is good for."""

    GOOD = "good"
    USED = "used"
    RUN_OUT = "run-out"
    UNKNOWN = "unknown"


class Verdict(Enum):
    """What became of a code."""

    RIGHT = "right"
    WRONG = "wrong"
    RUN_OUT = "run-out"


def look_at(token: str) -> tuple[State, Registration | None]:
    """What the link is good for, and its registration when it is good for something. Changes nothing."""
    try:
        subject = subject_of(token)
    except LinkRunOut:
        return State.RUN_OUT, None
    registration = Registration.objects.filter(subject=subject).first() if subject is not None else None
    if registration is None or registration.known:
        return State.UNKNOWN, None
    if registration.confirmed_at is not None:
        return State.USED, None
    if registration.cancelled_at is not None or registration.expires_at <= timezone.now():
        return State.RUN_OUT, None
    return State.GOOD, registration


def confirm(registration: Registration) -> Reader | None:
    """
    Make the account of ``registration``; None when it was confirmed already, or its address has an account by now.

    Other registrations of the address are called off: one of them may be somebody else's.
    """
    now = timezone.now()
    try:
        with transaction.atomic():
            # All registrations of the address, in one order for everybody: else two of them would wait for each other.
            same = Registration.objects.select_for_update().filter(email=registration.email).order_by("pk")
            list(same.values_list("pk"))
            # One statement decides who confirms: of two buttons pressed at once one finds nothing to do.
            if not Registration.objects.waiting().filter(pk=registration.pk, known=False).update(confirmed_at=now):
                return None
            reader = Reader.objects.create(
                email=registration.email,
                first_name=registration.first_name,
                last_name=registration.last_name,
                password=registration.password,
                subject=registration.subject,
                language=registration.language,
            )
            others = Registration.objects.waiting().filter(email=registration.email).exclude(pk=registration.pk)
            others.update(cancelled_at=now)
            Registration.objects.filter(pk=registration.pk).update(password="")
            if registration.article:
                unlock([Wish(reader.subject, registration.article)])
            choices.subscribe(reader.pk, registration.newsletters, source="registration")
            transaction.on_commit(partial(completed.send_robust, None, path=registration.next_path))
            write_down(registration)
    except IntegrityError:
        return None
    note(Event.ACCOUNT, "made", who=reader.subject.hex)
    return reader


def try_code(registration: Registration, answer: str, *, source: str) -> tuple[Verdict, Reader | None]:
    """
    Confirm by the six digits. Each mail's code may be tried five times and for a day.

    Raises TooManyTries. A registration of a known address has a code too; it is in no mail and confirms nothing.
    """
    limits.count(limits.CODES_FROM_A_SOURCE, source)
    limits.count(limits.CODES_OF_AN_ADDRESS, registration.email)
    fresh = Registration.objects.waiting().filter(
        pk=registration.pk, mails__gt=0, code_tries__lt=CODE_TRIES, mailed_at__gt=timezone.now() - CONFIRM_WITHIN
    )
    if not fresh.update(code_tries=F("code_tries") + 1):
        return Verdict.RUN_OUT, None
    registration.refresh_from_db()
    if not is_code(registration, answer) or registration.known:
        return Verdict.WRONG, None
    reader = confirm(registration)
    return (Verdict.RIGHT, reader) if reader is not None else (Verdict.RUN_OUT, None)


def keep_address(reader: Reader) -> None:
    """allauth knows the address of the account, as confirmed: also of accounts that staff make, but not of one that was
    brought in unconfirmed and that nobody has signed in to."""
    EmailAddress.objects.filter(user=reader).exclude(email=reader.email).delete()
    EmailAddress.objects.get_or_create(user=reader, email=reader.email, defaults={"verified": True, "primary": True})


def keep_address_confirmed(reader: Reader) -> None:
    """Their owner has shown that the address of the account is theirs."""
    EmailAddress.objects.filter(user=reader).exclude(email=reader.email).delete()
    EmailAddress.objects.update_or_create(user=reader, email=reader.email, defaults={"verified": True, "primary": True})


KEEP_RUN_OUT = timedelta(days=1)


def forget_run_out() -> int:
    """Delete the registrations that ran out or are done with, a day after; how many there were."""
    return Registration.objects.filter(expires_at__lt=timezone.now() - KEEP_RUN_OUT).delete()[0]
