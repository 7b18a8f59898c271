import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from standfirst.access.periods import Kind, Period
from standfirst.generations.raising import raise_for


@register_setting(icon="link")
class GiftRules(BaseGenericSetting):
    """How many articles a subscriber may give away, and how far each link goes. Changes count within a second."""

    a_month = models.PositiveSmallIntegerField(
        "links a month",
        default=5,
        validators=[MaxValueValidator(1_000)],
        help_text="Articles that a subscriber may give away in a calendar month. 0: no new ones; those given stay.",
    )
    opens = models.PositiveSmallIntegerField(
        "browsers a link",
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        help_text="In how many browsers a new link opens the article.",
    )
    days = models.PositiveSmallIntegerField(
        "days a link", default=7, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )

    panels = [FieldPanel("a_month"), FieldRowPanel([FieldPanel("opens"), FieldPanel("days")])]

    class Meta:
        verbose_name = "gift links"

    def __str__(self) -> str:
        return "gift links"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let every page fall: each says whether it can be given."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            raise_for("site")

    @property
    def span(self) -> Period:
        """The calendar month, in the publication's time zone."""
        return Period(Kind.MONTH, zone=settings.TIME_ZONE)


def gift_rules_in_force() -> GiftRules:
    """What the editors have set, else the defaults. Never made here: who only reads writes nothing."""
    return GiftRules.objects.first() or GiftRules()


class GiftQuerySet(models.QuerySet["Gift"]):
    """Gift links by what they still do."""

    def running_at(self, now: datetime) -> "GiftQuerySet":
        """Those that neither ended nor were stopped, by somebody whose account is open."""
        givers = get_user_model().objects.filter(subject=models.OuterRef("subject"), is_active=True)
        return self.filter(models.Exists(givers), stopped_at=None, ends_at__gt=now)


class Gift(models.Model):
    """
    A link by which a subscriber gives an article to others: to ``opens`` browsers, until ``ends_at``.

    ``handle`` names it where the link itself must not stand. Of the link's secret only the SHA-256 is kept, in hex;
    ``gifts.tokens`` makes the secret again from the handle and the site's key. Who opened it is not kept.
    """

    handle = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    subject = models.UUIDField(editable=False)
    article = models.BigIntegerField(editable=False)
    at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(editable=False)
    opens = models.PositiveIntegerField(editable=False)
    opened = models.PositiveIntegerField(default=0, editable=False)
    stopped_at = models.DateTimeField(null=True, editable=False)

    objects = GiftQuerySet.as_manager()

    class Meta:
        verbose_name = "gift link"
        indexes = (
            models.Index("subject", "at", name="gift_subject_at"),
            models.Index("at", "article", name="gift_at_article"),
        )
        constraints = (
            models.CheckConstraint(condition=models.Q(opened__lte=models.F("opens")), name="gift_opened_within_opens"),
        )

    def __str__(self) -> str:
        return f"{self.subject} gave {self.article}"
