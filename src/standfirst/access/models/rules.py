from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from standfirst.access.periods import Kind, Period
from standfirst.access.policy import Allowances
from standfirst.generations.raising import raise_for


@register_setting(icon="key")
class MeterRules(BaseGenericSetting):
    """How many articles each tier may open above its own level, and in which period. Changes count within a second."""

    PERIODS: ClassVar = [
        (Kind.MONTH.value, "A calendar month"),
        (Kind.WEEK.value, "A calendar week, from Monday"),
        (Kind.ROLLING.value, "Any number of days in a row"),
    ]

    anonymous_allowance = models.PositiveSmallIntegerField(
        "without an account",
        default=0,
        validators=[MaxValueValidator(100)],
        help_text="Articles for registered readers that somebody without an account may open. 0: none.",
    )
    registered_allowance = models.PositiveSmallIntegerField(
        "registered readers",
        default=5,
        validators=[MaxValueValidator(300)],
        help_text="Premium articles that a registered reader may open. 0: none.",
    )
    period = models.CharField(max_length=10, choices=PERIODS, default=Kind.MONTH.value)
    rolling_days = models.PositiveSmallIntegerField(
        "days in a row", default=30, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    ask_first = models.BooleanField(
        "ask before one is spent",
        default=False,
        help_text="Readers press a button to open a Premium article. Otherwise it opens at once.",
    )

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("anonymous_allowance"), FieldPanel("registered_allowance")])],
            heading="Articles above their own level",
        ),
        FieldRowPanel([FieldPanel("period"), FieldPanel("rolling_days")]),
        FieldPanel("ask_first"),
    ]

    class Meta:
        verbose_name = "allowances"

    def __str__(self) -> str:
        return "allowances"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let every page fall: each was decided by the rules before."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            raise_for("site")

    @property
    def allowances(self) -> Allowances:
        return Allowances(self.anonymous_allowance, self.registered_allowance, self.ask_first)

    @property
    def span(self) -> Period:
        """The period, in the publication's time zone."""
        return Period(Kind(self.period), self.rolling_days, settings.TIME_ZONE)


def rules_in_force() -> MeterRules:
    """What the editors have set, else the defaults. Never made here: who only reads writes nothing."""
    return MeterRules.objects.first() or MeterRules()
