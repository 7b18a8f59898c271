"""What the moderators' desk knows of a comment: where it waits, who looks at it, who decided."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Queue(models.TextChoices):
    """A comment stands in exactly one, the first of these that fits."""

    APPEALED = "appealed", "Asked again"
    REPORTED = "reported", "Reported"
    HELD = "held", "Held"
    NEW = "new", "New"
    DECIDED = "decided", "Decided"


LATEST_FIRST = (Queue.NEW, Queue.DECIDED)
"""In the others whoever has waited longest comes first."""


class Case(models.Model):
    """
    ``since``: when it came into its queue, and so its place there. ``section``: of the story, for groups of stories.
    ``turn`` grows with each act: an act names the turn it was made on, and one on a turn that has passed is refused.
    ``reports`` are those without an answer. A claim counts until ``claimed_until``.
    """

    comment = models.OneToOneField("discussion.Comment", models.CASCADE, primary_key=True, related_name="case")
    queue = models.CharField(max_length=8, choices=Queue.choices)
    section = models.CharField(max_length=255, blank=True)
    since = models.DateTimeField(default=timezone.now)
    turn = models.PositiveIntegerField(default=0)
    reports = models.PositiveIntegerField(default=0)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    claimed_until = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        permissions: ClassVar = [
            ("moderate", "Can moderate comments"),
            ("set_moderation", "Can set the rules of moderation"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["queue", "since", "comment"], name="case_by_queue"),
            models.Index(fields=["queue", "section", "since", "comment"], name="case_by_section"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.queue}"

    def claimed_by_other(self, person: object, now: datetime) -> bool:
        """Whether a colleague looks at it at this moment."""
        if self.claimed_by_id is None or self.claimed_until is None or self.claimed_until <= now:
            return False
        return self.claimed_by_id != getattr(person, "pk", None)
