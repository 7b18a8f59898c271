"""What the readers' desk keeps: who looked at whose record, notes, bans, and which accounts became one."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

PERMISSIONS = (
    ("read_record", "Can find readers and open their records"),
    ("ban_reader", "Can ban readers and lift bans"),
    ("merge_readers", "Can merge two accounts of one reader"),
    ("answer_requests", "Can export and erase at a reader's request"),
    ("export_readers", "Can export lists of readers"),
    ("see_looks", "Can see who looked at whose record"),
)


class LooksAreKept(TypeError):
    """Somebody tried to change or delete the log of looks by another way than the passing of its time."""


class LookQuerySet(models.QuerySet["Look"]):
    """Reads and adds; what else happens to the log has a name here."""

    def _never(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise LooksAreKept

    update = delete = bulk_update = _never

    def bulk_create(self, objs: Iterable["Look"], *args: Any, **kwargs: Any) -> list["Look"]:
        if kwargs.get("update_conflicts"):
            raise LooksAreKept
        return super().bulk_create(objs, *args, **kwargs)

    def forget_whom(self, subject: uuid.UUID) -> int:
        """Keep that somebody looked and when, but not at whom: the reader is erased. How many lines."""
        return super().filter(subject=subject)._forgotten()

    def moved(self, gone: uuid.UUID, kept: uuid.UUID) -> int:
        """The lines about one account are about the one it became. How many."""
        return models.QuerySet.update(super().filter(subject=gone), subject=kept)

    def forget_before(self, moment: datetime) -> int:
        """Delete the lines from before ``moment``: their time has passed. How many there were."""
        return models.QuerySet.delete(super().filter(at__lt=moment))[0]

    def _forgotten(self) -> int:
        return models.QuerySet.update(self, subject=None)


class Look(models.Model):
    """
    A colleague saw a reader's record, or took a list of readers away. Lines are added, never changed.

    ``subject``: the reader's; empty for a list, and when the reader has been erased since. ``what`` is one of the words
    of ``looking.What``; ``count``: of how many readers it was. What was searched for is not kept: it is a name.
    """

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    subject = models.UUIDField(null=True)
    what = models.CharField(max_length=40)
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = LookQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = PERMISSIONS
        indexes: ClassVar = [
            models.Index(fields=["subject", "-at"], name="looks_at_a_reader"),
            models.Index(fields=["staff", "-at"], name="looks_of_a_colleague"),
        ]

    def __str__(self) -> str:
        return f"{self.what}, {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise LooksAreKept
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise LooksAreKept


class Note(models.Model):
    """What a colleague wrote down about a reader. It is part of what the reader gets when they ask for their data."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=4_000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"note of {self.at:%Y-%m-%d}"


class Ban(models.Model):
    """A time in which a reader may not sign in, and why. ``lifted_at`` is empty while it lasts."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="bans")
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("-at",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reader"], condition=models.Q(lifted_at=None), name="one_ban_a_reader_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"ban of {self.at:%Y-%m-%d}"


class Merge(models.Model):
    """
    Another account that became part of a reader's. ``address`` and ``subject`` were that account's; ``moved`` says how
    much of what came over, by the key of its holding.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="merges")
    subject = models.UUIDField()
    address = models.EmailField(max_length=254)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    moved = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"merge of {self.at:%Y-%m-%d}"
