from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from standfirst.access.levels import Level
from standfirst.newsroom.models.telling import SITE, TellsOfChanges


class LevelRule(TellsOfChanges, models.Model):
    """
    Who an article is for when it does not say so itself: the first rule in order that fits speaks.

    A rule may ask for a section, a topic and an age in days; what it leaves empty fits every article.
    """

    LEVELS: ClassVar = [
        (Level.FREE.value, "Free"),
        (Level.REGISTERED.value, "Registered readers"),
        (Level.PREMIUM.value, "Premium"),
    ]

    order = models.PositiveSmallIntegerField(default=0, help_text="The rule with the lowest number is asked first.")
    section = models.ForeignKey("newsroom.SectionPage", models.CASCADE, null=True, blank=True, related_name="+")
    topic = models.ForeignKey("newsroom.Topic", models.CASCADE, null=True, blank=True, related_name="+")
    older_than_days = models.PositiveIntegerField(
        "older than, in days", null=True, blank=True, help_text="Since it was first published. Empty: of any age."
    )
    level = models.CharField("is for", max_length=12, choices=LEVELS)

    panels = [
        FieldRowPanel(
            [
                FieldPanel("section", help_text="Empty: in any section."),
                FieldPanel("topic", help_text="Empty: about anything."),
                FieldPanel("older_than_days"),
            ]
        ),
        FieldRowPanel([FieldPanel("level", heading="Such articles are for"), FieldPanel("order")]),
    ]

    class Meta:
        ordering = ("order", "pk")
        verbose_name = "access rule"

    def __str__(self) -> str:
        return f"{self.which_articles()}: {self.get_level_display()}"

    def which_articles(self) -> str:
        """Which articles the rule is about, in words."""
        days = self.older_than_days
        asks = [
            f"in {self.section}" if self.section else "",
            f"about {self.topic}" if self.topic else "",
            f"older than {days} {'day' if days == 1 else 'days'}" if days is not None else "",
        ]
        return f"Articles {', '.join(filter(None, asks)) or 'of every kind'}"

    def clean(self) -> None:
        super().clean()
        if self.older_than_days == 0:
            raise ValidationError({"older_than_days": "Say 1 day or more, or leave it empty for articles of any age."})

    def tags(self) -> tuple[str, ...]:
        """Everything: any page may show an article that the rule is about."""
        return (SITE,)
