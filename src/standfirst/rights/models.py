"""What is kept of readers' requests about their data, and of what was forgotten when."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone


class ArchiveState(models.TextChoices):
    """How far an archive is."""

    ASKED = "asked", "being made"
    READY = "ready", "ready"
    FAILED = "failed", "could not be made"


class ArchiveQuerySet(models.QuerySet["Archive"]):
    """Archives by what may be done with them."""

    def there(self) -> "ArchiveQuerySet":
        """Those that are made and not too old."""
        return self.filter(state=ArchiveState.READY, gone_at__gt=timezone.now())


class Archive(models.Model):
    """
    One archive of everything about a reader. Its file is called after ``name``, which nobody can guess; it is there
    until ``gone_at``. ``size`` is in bytes. ``for_staff``: a colleague asked for it, because the reader did by letter.
    """

    name = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="archives")
    state = models.CharField(max_length=10, choices=ArchiveState.choices, default=ArchiveState.ASKED)
    for_staff = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True, db_index=True)
    size = models.PositiveBigIntegerField(default=0)

    objects = ArchiveQuerySet.as_manager()

    def __str__(self) -> str:
        return f"archive {self.name}"

    @property
    def file(self) -> str:
        """Its name in the private storage."""
        return f"archives/{self.name}.zip"

    @property
    def is_there(self) -> bool:
        return self.state == ArchiveState.READY and self.gone_at is not None and self.gone_at > timezone.now()


class ErasureState(models.TextChoices):
    """How far an erasure is."""

    ASKED = "asked", "waits, and can be undone"
    UNDONE = "undone", "undone by the reader"
    CLOSED = "closed", "account closed, data being erased"
    DONE = "done", "done"


class Erasure(models.Model):
    """
    One wish to be erased and what became of it.

    ``number`` (the account's) and ``subject`` say whose it is until it is done; then both are emptied, and what is left
    says that somebody was erased and when. ``done`` are the keys of the holdings that are erased already: an erasure
    that was interrupted goes on behind them. ``by_staff``: the reader asked by letter.
    """

    number = models.BigIntegerField(null=True, blank=True)
    subject = models.UUIDField(null=True, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=ErasureState.choices, default=ErasureState.ASKED)
    by_staff = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    done = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = (models.Index(fields=["state", "due_at"], name="erasure_due"),)
        constraints = (
            models.UniqueConstraint(
                fields=["subject"], condition=models.Q(state__in=["asked", "closed"]), name="one_erasure_a_reader"
            ),
        )

    def __str__(self) -> str:
        return f"erasure asked {self.asked_at:%Y-%m-%d}"


class Round(models.Model):
    """One night's round of forgetting. ``day`` in the publication's zone: whoever writes it first goes round."""

    day = models.DateField(unique=True)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    failed = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"round of {self.day}"

    @property
    def took(self) -> timedelta | None:
        """How long it went; None while it goes, or when it was killed."""
        return self.ended_at - self.began_at if self.ended_at is not None else None
