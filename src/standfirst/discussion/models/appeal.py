"""A writer asks the moderators to look again."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Appeal(models.Model):
    """
    Once for each comment. ``against`` is the act it is about; ``upheld`` says whether the rejection stands, and is
    empty until another moderator has decided.
    """

    comment = models.OneToOneField("discussion.Comment", models.CASCADE, related_name="appeal")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    against = models.ForeignKey("discussion.Act", models.SET_NULL, null=True, related_name="+")
    words = models.TextField(max_length=1_000, blank=True)
    at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"appeal of {self.at:%Y-%m-%d}"
