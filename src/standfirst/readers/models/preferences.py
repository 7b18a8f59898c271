"""What a reader has chosen about notices and reminders."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.TextChoices):
    """How a reader hears of something."""

    PAGE = "page", _("On the page only")
    NOW = "now", _("By email, at once")
    DAILY = "daily", _("By email, once a day")


class Preferences(models.Model):
    """
    One row a reader, made with the first choice; without one the defaults count. ``replies``: answers to their
    comments; ``follows``: whom and what they follow. ``event_reminders``: of events that they have a seat at.
    """

    reader = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    replies = models.CharField(max_length=8, choices=Notice, default=Notice.PAGE)
    follows = models.CharField(max_length=8, choices=Notice, default=Notice.PAGE)
    event_reminders = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"preferences of reader {self.reader_id}"
