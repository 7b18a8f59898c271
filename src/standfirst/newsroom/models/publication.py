from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from standfirst.newsroom.models.telling import SITE, TellsOfChanges

BENEFITS = (
    "Five Premium articles each month\n"
    "Newsletters you choose\n"
    "Comment, and follow other readers\n"
    "Live online events with our journalists"
)


@register_setting(icon="globe")
class Publication(TellsOfChanges, BaseSiteSetting):
    """What the paper is called and what it promises readers who register."""

    name = models.CharField(max_length=80, default="Standfirst")
    strap_line = models.CharField(max_length=160, blank=True)
    postal_address = models.TextField(blank=True, help_text="Stands at the foot of every mail.")
    wall_benefits = models.TextField(
        default=BENEFITS, blank=True, help_text="What registering brings, one a line. Shown at the wall."
    )

    panels = [FieldPanel("name"), FieldPanel("strap_line"), FieldPanel("postal_address"), FieldPanel("wall_benefits")]

    class Meta:
        verbose_name = "publication"

    def __str__(self) -> str:
        return self.name

    def tags(self) -> tuple[str, ...]:
        """Everything: every page says the publication's name."""
        return (SITE,)

    @property
    def benefits(self) -> list[str]:
        """The promises, one an item."""
        return [line.strip() for line in self.wall_benefits.splitlines() if line.strip()]
