"""How the moderators' desk works: its settings, who is on duty, which stories follow which rule."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from standfirst.generations.raising import raise_for

RULES_TAG = "comment-rules"
HOUSE_RULES = """Argue with what is said, not with who says it.

Write about the story. Say where your facts come from.

We do not publish insults, hatred, threats, advertising, private details of others, or what the law forbids.

A moderator who rejects your comment says why. You can change it, or ask once that another moderator looks at it."""


@register_setting(icon="comment", name="moderation")
class ModerationDesk(BaseGenericSetting):
    """What the newsroom has settled about its moderators' work."""

    house_rules = models.TextField(
        "rules for commenting",
        default=HOUSE_RULES,
        max_length=20_000,
        help_text="Shown to everybody at /comments/rules/. An empty line makes a new paragraph.",
    )
    hold_unattended = models.BooleanField(
        "hold risky stories when nobody is on duty",
        default=False,
        help_text="Comments on stories that a rule calls risky then wait until a moderator is on duty and reads them.",
    )
    duty_hours = models.PositiveSmallIntegerField(
        "longest duty, in hours",
        default=8,
        help_text="Who forgets to go off duty is off duty after so many hours.",
    )
    show_figures = models.BooleanField(
        "publish the monthly figures", default=True, help_text="Under the rules, for everybody."
    )

    panels: ClassVar = [
        FieldPanel("house_rules"),
        FieldPanel("show_figures"),
        MultiFieldPanel([FieldPanel("hold_unattended"), FieldPanel("duty_hours")], heading="On duty"),
    ]

    class Meta:
        verbose_name = "moderation"

    def __str__(self) -> str:
        return "moderation"

    def clean(self) -> None:
        super().clean()
        if not 1 <= self.duty_hours <= 72:
            raise ValidationError({"duty_hours": "Choose between 1 and 72 hours."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let the public page fall."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            raise_for(RULES_TAG)


def desk_in_force() -> ModerationDesk:
    """What the editors have set, else the defaults. Never made here: who only reads writes nothing."""
    return ModerationDesk.objects.first() or ModerationDesk()


class Duty(models.Model):
    """A moderator is on duty from ``since`` to ``until``; one row for who has ever been."""

    moderator = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"on duty until {self.until:%Y-%m-%d %H:%M}"


class StoryRule(models.Model):
    """
    Which state the stories of a section, of a topic, or all of them have from an age on.

    Of the rules that fit a story the strictest counts. ``risky``: comments are held while nobody is on duty.
    """

    STATES: ClassVar = [
        ("open", "Open"),
        ("slow", "Slow: a minute between two comments of a reader"),
        ("premoderated", "Every comment is read before it is shown"),
        ("read_only", "Read-only: what is there stays, nothing is added"),
        ("closed", "Closed"),
    ]

    section = models.CharField(max_length=100, blank=True, help_text="Its name. Empty: stories of every section.")
    topic = models.CharField(max_length=100, blank=True, help_text="Its name, like Courts. Empty: whatever the topic.")
    days = models.PositiveSmallIntegerField(
        "from an age of so many days", default=0, help_text="0: from the moment it is published."
    )
    state = models.CharField(max_length=16, choices=STATES, default="closed")
    risky = models.BooleanField("risky", default=False, help_text="Comments wait while no moderator is on duty.")

    panels: ClassVar = [
        FieldPanel("section"),
        FieldPanel("topic"),
        FieldPanel("days"),
        FieldPanel("state"),
        FieldPanel("risky"),
    ]

    class Meta:
        verbose_name = "story rule"

    def __str__(self) -> str:
        which = " and ".join(
            part
            for part in (f"section {self.section}" if self.section else "", f"topic {self.topic}" if self.topic else "")
            if part
        )
        return f"{which or 'all stories'}: {self.get_state_display()}"


class MonthOfFigures(models.Model):
    """What was decided in a month, made every night: ``figures`` as ``figures.count_month`` makes them."""

    month = models.DateField(primary_key=True, help_text="Its first day.")
    figures = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
