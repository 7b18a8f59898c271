"""Registering: the same work for an address that is new and one that has an account."""

import uuid
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from standfirst.access.stories import premium_article_at
from standfirst.mail.outbox import queue
from standfirst.readers import limits
from standfirst.readers.agreeing import agreed_to
from standfirst.readers.clients import truncated
from standfirst.readers.models import Reader, Registration
from standfirst.readers.provisional import new_secret
from standfirst.readers.tasks import mail_registration


@dataclass(frozen=True)
class Answers:
    """What the form said, checked. ``next_path`` is the article whose wall it stood at, or ""."""

    email: str
    password: str = field(repr=False)
    first_name: str
    last_name: str
    newsletters: tuple[str, ...] = ()
    marketing: bool = False
    next_path: str = ""
    language: str = ""


def register(answers: Answers, *, source: str) -> tuple[Registration, str]:
    """
    Write the registration down and queue its mail; the registration, and the secret for this browser's pass.

    ``source``: the client's address. Raises TooManyTries before anything is hashed, and Busy.
    """
    limits.count(limits.REGISTRATIONS_FROM_A_SOURCE, source)
    mail_it = limits.allows(limits.REGISTRATION_MAILS, answers.email)
    # Before the transaction: a hash is slow, and on SQLite everybody who writes would wait for it.
    password = make_password(answers.password)
    secret, digest = new_secret()
    with transaction.atomic():
        registration = Registration.objects.create(
            email=answers.email,
            first_name=answers.first_name,
            last_name=answers.last_name,
            password=password,
            newsletters=list(answers.newsletters),
            agreed_to=agreed_to(answers.newsletters, marketing=answers.marketing),
            network=truncated(source),
            next_path=answers.next_path,
            article=premium_article_at(answers.next_path),
            language=answers.language,
            secret=digest,
            mails=1 if mail_it else 0,
            known=Reader.objects.filter(email=answers.email).exists(),
        )
        if mail_it:
            queue(mail_registration, registration=registration.pk, message=uuid.uuid4().hex)
    return registration, secret


def register_proven(answers: Answers, *, source: str) -> Registration:
    """
    Write down the registration of somebody who has shown that the address is theirs, and has no password; it waits for
    nothing but ``confirming.confirm``. Raises TooManyTries.
    """
    limits.count(limits.REGISTRATIONS_FROM_A_SOURCE, source)
    _secret, digest = new_secret()
    return Registration.objects.create(
        email=answers.email,
        first_name=answers.first_name,
        last_name=answers.last_name,
        password=make_password(None),
        newsletters=list(answers.newsletters),
        agreed_to=agreed_to(answers.newsletters, marketing=answers.marketing),
        network=truncated(source),
        next_path=answers.next_path,
        article=premium_article_at(answers.next_path),
        language=answers.language,
        secret=digest,
        mails=0,
    )


def send_again(registration: Registration) -> bool:
    """
    Queue another mail, with another code; whether one may be sent. The tries at the code start anew with it.

    Known addresses get theirs again too, so asking tells nothing.
    """
    if registration.confirmed_at is not None or not limits.allows(limits.REGISTRATION_MAILS, registration.email):
        return False
    with transaction.atomic():
        Registration.objects.filter(pk=registration.pk).update(
            mails=F("mails") + 1, mailed_at=timezone.now(), code_tries=0
        )
        queue(mail_registration, registration=registration.pk, message=uuid.uuid4().hex)
    return True
