from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import PreviewableMixin

from standfirst.access.levels import Level
from standfirst.newsroom.models.telling import SITE, TellsOfChanges


class WallWords(TellsOfChanges, PreviewableMixin, models.Model):
    """
    What the wall says to somebody who is asked to register, and how every wall looks, by the level of the article and,
    if one is named, its section. What is left empty is as for every section, and where that says nothing either, as it
    always was.
    """

    # Each stands on a ground of the theme on which all that a wall says can be read, in both schemes.
    LOOKS: ClassVar = [
        ("plain", "Plain: on grey, under a blue rule"),
        ("framed", "Framed: on the paper of the page, a blue line all round"),
        ("blue", "On blue: a ground of its own, from rule to rule"),
    ]

    LEVELS: ClassVar = [
        (Level.REGISTERED.value, "Articles for registered readers"),
        (Level.PREMIUM.value, "Premium articles"),
    ]

    level = models.CharField("at the wall of", max_length=12, choices=LEVELS)
    section = models.ForeignKey(
        "newsroom.SectionPage",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: in every section that has no words of its own.",
    )
    line = models.CharField(max_length=60, blank=True, help_text="A word or two over the heading.")
    heading = models.CharField(max_length=120, blank=True, help_text="Empty: “Register free to keep reading”.")
    benefits = models.TextField(
        blank=True, help_text="What registering brings, one a line. Empty: as the publication's settings say."
    )
    look = models.CharField(
        max_length=12, choices=LOOKS, blank=True, help_text="Empty: as in every section, else plain."
    )

    panels = [
        FieldRowPanel([FieldPanel("level"), FieldPanel("section")]),
        FieldPanel("look"),
        FieldPanel("line"),
        FieldPanel("heading"),
        FieldPanel("benefits"),
    ]

    class Meta:
        ordering = ("level", "section__title")
        verbose_name = "words at the wall"
        verbose_name_plural = "words at the wall"
        constraints = (
            models.UniqueConstraint(
                fields=["level", "section"],
                name="one_wall_a_section",
                violation_error_message="This section has words for these articles already.",
            ),
            models.UniqueConstraint(
                fields=["level"],
                condition=Q(section=None),
                name="one_wall_for_all_sections",
                violation_error_message="There are words for these articles in every section already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_level_display()}, {self.section or 'every section'}"

    def tags(self) -> tuple[str, ...]:
        """Everything: any article may show them."""
        return (SITE,)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from standfirst.newsroom.walls import wall_preview

        return wall_preview(request, self)

    def benefits_one_a_line(self) -> list[str]:
        """The promises, one an item."""
        return [line.strip() for line in self.benefits.splitlines() if line.strip()]
