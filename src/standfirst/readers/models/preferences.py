"""What a reader has chosen about notices and reminders."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How a reader hears of something. It is on the page in any case."""

    PAGE = "page", _("On the page only")
    NOW = "now", _("By email, at once")
    DAILY = "daily", _("By email, once a day")


class Preferences(models.Model):
    """
    One row a reader, made with the first choice; without one the defaults count.

    A ``Way`` for each kind of notice. ``replies``: answers to their comments; ``mentions``: comments that name them;
    ``follows``: whom and what they follow; ``followers``: who follows them. ``event_reminders``: of events that they
    have a seat at.

    No notice goes by mail between ``quiet_from`` and ``quiet_until`` (None: there are no quiet hours) of the day in
    ``time_zone``, a name of the IANA's database; "" is the publication's own.
    """

    reader = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    replies = models.CharField(max_length=8, choices=Way, default=Way.PAGE)
    mentions = models.CharField(max_length=8, choices=Way, default=Way.PAGE)
    follows = models.CharField(max_length=8, choices=Way, default=Way.PAGE)
    followers = models.CharField(max_length=8, choices=Way, default=Way.PAGE)
    event_reminders = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(default=datetime.time(7))
    time_zone = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"preferences of reader {self.reader_id}"
