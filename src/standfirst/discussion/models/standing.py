"""How a writer stands with the moderators."""

from datetime import datetime

from django.conf import settings
from django.db import models


class Standing(models.Model):
    """
    One row for who has been decided about or weighed; others stand as its defaults say.

    ``passed`` and ``rejected``: comments that moderators let stand, and rejected, in all. ``reported``: own ones
    with a report that waits. ``trust`` is from 0 to 100 (``trusting``), weighed last at ``weighed_at``. The others
    follow from the sanctions in force.
    """

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="comment_standing"
    )
    passed = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    rejected_at = models.DateTimeField(null=True)
    reported = models.PositiveIntegerField(default=0)
    trust = models.PositiveSmallIntegerField(default=0)
    weighed_at = models.DateTimeField(null=True)
    held_always = models.BooleanField(default=False)
    suspended_until = models.DateTimeField(null=True)
    banned = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        indexes = (
            models.Index(
                fields=["-rejected_at"], name="standing_rejected", condition=models.Q(rejected_at__isnull=False)
            ),
            models.Index(
                fields=["-reader"],
                name="standing_restrained",
                condition=models.Q(held_always=True) | models.Q(banned=True) | models.Q(suspended_until__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"standing of {self.reader_id}"

    def suspended(self, now: datetime) -> bool:
        """Whether a suspension lasts."""
        return self.suspended_until is not None and self.suspended_until > now
