"""A registration that waits for its address to be confirmed."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

KEPT_FOR = timedelta(days=7)


def runs_out() -> datetime:
    """When a registration that is made now stops to count."""
    return timezone.now() + KEPT_FOR


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """The registrations by what may still be done with them."""

    def live(self) -> "RegistrationQuerySet":
        """Neither called off nor run out; confirmed ones too."""
        return self.filter(cancelled_at=None, expires_at__gt=timezone.now())

    def waiting(self) -> "RegistrationQuerySet":
        """Live, and not confirmed yet."""
        return self.live().filter(confirmed_at=None)


class Registration(models.Model):
    """
    What somebody wrote into the form, until the mail's link or code makes it an account.

    Written alike for known and unknown addresses (``known``: it had an account when the form came). ``secret`` is the
    SHA-256 of what this browser's provisional pass carries. ``mails`` counts the mails asked for: each carries another
    code, which is derived, not kept. ``article``: the Premium one at whose wall it was made (0: none); it is counted
    when the account is. ``code_tries`` are those since the last mail. ``agreed_to``: what the form said to the
    ledger, in the words that were shown; it goes there when the address is confirmed. ``network``: whence, truncated.
    """

    subject = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254, db_index=True)
    first_name = models.CharField(max_length=150)
    last_name = models.CharField(max_length=150)
    password = models.CharField(max_length=255)
    newsletters = models.JSONField(default=list)
    agreed_to = models.JSONField(default=list)
    network = models.CharField(max_length=60, blank=True)
    article = models.BigIntegerField(default=0)
    next_path = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    secret = models.CharField(max_length=64, unique=True)
    mails = models.PositiveSmallIntegerField(default=1)
    mailed_at = models.DateTimeField(default=timezone.now)
    code_tries = models.PositiveSmallIntegerField(default=0)
    known = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=runs_out, db_index=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"registration {self.subject}"
