"""The log of moderation: every act, with who, what, why and when."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone


class What(models.TextChoices):
    """What a moderator did, or a rule. The first three decide about a comment."""

    PUBLISH = "publish", "Published"
    REJECT = "reject", "Rejected"
    HOLD = "hold", "Held"
    UNDO = "undo", "Undid"
    FEATURE = "feature", "Featured"
    UNFEATURE = "unfeature", "No longer featured"
    PIN = "pin", "Pinned"
    UNPIN = "unpin", "No longer pinned"
    WARN = "warn", "Warned"
    ALWAYS_HOLD = "always_hold", "Always held"
    SUSPEND = "suspend", "Suspended"
    BAN = "ban", "Banned from commenting"
    LIFT = "lift", "Lifted"
    STORY = "story", "Story set"
    ON_DUTY = "on_duty", "On duty"
    OFF_DUTY = "off_duty", "Off duty"


DECISIONS = (What.PUBLISH, What.REJECT)


class ActsAreKept(TypeError):
    """Somebody tried to change or delete the log by another way than the passing of its time."""


class ActQuerySet(models.QuerySet["Act"]):
    """Reads and adds; what else happens to the log has a name here."""

    def _never(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ActsAreKept

    update = delete = bulk_update = _never

    def bulk_create(self, objs: Iterable["Act"], *args: Any, **kwargs: Any) -> list["Act"]:
        if kwargs.get("update_conflicts"):
            raise ActsAreKept
        return super().bulk_create(objs, *args, **kwargs)

    def forget_author(self, reader: int) -> int:
        """Keep what was done and why by code, but not to whom nor the words: the reader is erased. How many lines."""
        return models.QuerySet.update(super().filter(author=reader), author=None, note="")

    def forget_moderator(self, reader: int) -> int:
        """Keep no number of who once decided in what undoing needed: they are erased. How many lines."""
        return self._decided_before(reader, by=None)

    def moved(self, gone: int, kept: int) -> int:
        """The lines about one account are about the one it became. How many."""
        self._decided_before(gone, by=kept)
        return models.QuerySet.update(super().filter(author=gone), author=kept)

    def _decided_before(self, reader: int, by: int | None) -> int:
        """Where undoing would have named ``reader`` it names ``by``."""
        about = self.filter(by__in=[one for one in (reader, by) if one is not None]).exclude(comment=None)
        named = list(self.filter(comment__in=about.values("comment"), was__decided_by=reader))
        for act in named:
            models.QuerySet.update(super().filter(pk=act.pk), was={**act.was, "decided_by": by})
        return len(named)

    def forget_before(self, moment: datetime) -> int:
        """Delete the lines from before ``moment``: their time has passed. How many there were."""
        return models.QuerySet.delete(super().filter(at__lt=moment))[0]


class Act(models.Model):
    """
    One line. Lines are added, never changed.

    ``before`` and ``after`` are states of the comment or the story. ``was`` holds what undoing needs, or which rule did
    it. ``undoes`` is the line that this one took back. ``bulk`` is the same for all lines of one press of a button.
    ``waited``: seconds from when the comment came into the queue. ``by`` is empty when the colleague has left, or a
    rule did it.
    """

    comment = models.ForeignKey("discussion.Comment", models.SET_NULL, null=True, related_name="acts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    conversation = models.ForeignKey("discussion.Conversation", models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=12, choices=What.choices)
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(max_length=1_000, blank=True)
    before = models.CharField(max_length=16, blank=True)
    after = models.CharField(max_length=16, blank=True)
    was = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", models.SET_NULL, null=True, related_name="undone_by")
    bulk = models.UUIDField(null=True, default=None)
    waited = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["by", "-id"], name="acts_of_a_moderator"),
            models.Index(fields=["author", "-at"], name="acts_about_an_author"),
            models.Index(fields=["bulk"], name="acts_in_bulk", condition=models.Q(bulk__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.what}, {self.at:%Y-%m-%d %H:%M}"

    @property
    def rule(self) -> str:
        """The phase of the pipeline that did it; "" for a person, and for the rules of stories."""
        return str(self.was.get("rule", ""))

    @property
    def of_own_decision(self) -> bool:
        """Whether it answered an appeal against a decision of the same moderator: there was no other."""
        return bool(self.was.get("alone"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ActsAreKept
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ActsAreKept


def new_bulk() -> uuid.UUID:
    """A name for all lines of one press."""
    return uuid.uuid4()
