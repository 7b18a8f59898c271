"""What moderators do about a writer, not a comment."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Kind(models.TextChoices):
    """From mild to strong."""

    WARN = "warn", "Warning"
    HOLD = "hold", "Always hold"
    SUSPEND = "suspend", "Suspension"
    BAN = "ban", "Ban from commenting"


class Sanction(models.Model):
    """``until`` is set for suspensions alone. It ends by that, or when somebody lifts it."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="comment_sanctions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(max_length=1_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.kind}, {self.at:%Y-%m-%d}"

    def lasts(self, now: datetime) -> bool:
        """Whether it counts at ``now``. A warning is said once and does not last."""
        return self.kind != Kind.WARN and self.lifted_at is None and (self.until is None or self.until > now)
