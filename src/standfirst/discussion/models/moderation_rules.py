"""The numbers of the phases, as the newsroom has set them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from standfirst.discussion.moderating.rules import Rules
from standfirst.generations.raising import raise_for

LIMITS_TAG = "comment-limits"
"""The tag of pages that say how long a comment may be: every one with the form. It is raised when that changes."""

_HOUSE = Rules()


def _whole(label: str, default: int, most: int, help_text: str, least: int = 0) -> Any:
    validators = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveIntegerField(label, default=default, validators=validators, help_text=help_text)


def _percent(label: str, default: float, help_text: str, least: int = 0) -> Any:
    return _whole(label, round(default * 100), 100, help_text, least)


@register_setting(icon="sliders", name="comment-filter")
class ModerationRules(BaseGenericSetting):
    """What happens to a comment before anybody has read it. Changes count everywhere two seconds later."""

    OFF, WATCH, HOLD = "off", "watch", "hold"
    MODEL_MODES: ClassVar = [
        (OFF, "Off: it learns nothing"),
        (WATCH, "Only watch"),
        (HOLD, "Hold once it is right often enough"),
    ]

    most_characters = _whole("characters", _HOUSE.most_characters, 50_000, "In one comment, at most.", least=100)
    most_lines = _whole("lines", _HOUSE.most_lines, 5_000, "In one comment, at most. 0: any number.")
    most_mentions = _whole("mentions", _HOUSE.most_mentions, 100, "Of readers in one comment. 0: any number.")
    seconds_between = _whole("seconds between two comments", _HOUSE.seconds_between, 3_600, "Of one reader. 0: none.")
    slow_seconds = _whole("seconds in a slow story", _HOUSE.slow_seconds, 86_400, "Between two of a reader there.")
    most_in_an_hour = _whole("comments in an hour", _HOUSE.most_in_an_hour, 1_000, "Of one reader. 0: any number.")
    repeat_hours = _whole("hours", _HOUSE.repeat_hours, 720, "In which the same text counts as a repeat. 0: never.")
    repeat_percent = _percent("per cent", _HOUSE.repeat_share, "Of a text that are held as nearly the same. 0: none.")
    links_held_from = _whole(
        "links", _HOUSE.links_held_from, 100, "So many are held; of who has published nothing, one. 0: never."
    )
    own_hosts = models.TextField(
        "sites of your own",
        blank=True,
        max_length=4_000,
        help_text="Links to them are never counted. One a line, like www.example.com. This site is one anyway.",
    )
    newcomers_first = _whole("first comments", _HOUSE.newcomers_first, 100, "Of each reader that are held. 0: none.")
    rejected_percent = _percent("per cent rejected", _HOUSE.rejected_share, "That hold a reader’s next. 0: never.")
    rejected_days = _whole("days", _HOUSE.rejected_days, 365, "That are looked back for it.", least=1)
    rejected_least = _whole("decisions", _HOUSE.rejected_least, 100, "That it takes to speak of a share.", least=1)
    reports_held_from = _whole("reports", _HOUSE.reports_held_from, 1_000, "That hold a published comment. 0: never.")
    reported_author_from = _whole(
        "comments with open reports", _HOUSE.reported_author_from, 1_000, "Of a reader, that hold the next. 0: never."
    )
    model = models.CharField(
        "model",
        max_length=5,
        choices=MODEL_MODES,
        default=HOLD,
        help_text="While it watches, moderators see what it would have held, and nothing else happens.",
    )
    bar_percent = _percent(
        "per cent right",
        0.9,
        "Of what it would have held, moderators must have rejected so much before it may hold. Measured on their "
        "newest decisions, which it has not learned from.",
        least=50,
    )

    panels: ClassVar = [
        HelpPanel(
            "<p>These checks run in this order before a comment is shown. Whoever moderates sees what each of them "
            "said. Words to look for are under Conversations, Words.</p>"
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("most_characters"), FieldPanel("most_lines"), FieldPanel("most_mentions")])],
            heading="Length",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("seconds_between"), FieldPanel("slow_seconds"), FieldPanel("most_in_an_hour")])],
            heading="How fast one reader may write",
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("repeat_hours"), FieldPanel("repeat_percent")])], heading="Repeats"),
        MultiFieldPanel([FieldPanel("links_held_from"), FieldPanel("own_hosts")], heading="Links"),
        MultiFieldPanel([FieldPanel("newcomers_first")], heading="Newcomers"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("rejected_percent"), FieldPanel("rejected_days"), FieldPanel("rejected_least")]
                )
            ],
            heading="Readers whose comments were often rejected",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("reports_held_from"), FieldPanel("reported_author_from")])], heading="Reports"
        ),
        MultiFieldPanel(
            [FieldPanel("model"), FieldPanel("bar_percent")],
            heading="The model that learns from your moderators’ decisions",
        ),
    ]

    class Meta:
        verbose_name = "comment filter"

    def __str__(self) -> str:
        return "comment filter"

    def clean(self) -> None:
        super().clean()
        for line in self.own_hosts.split():
            if "/" in line or "." not in line.strip("."):
                raise ValidationError(
                    {"own_hosts": f"Enter the name of a site alone, like www.example.com, not {line}"}
                )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let the pages fall that say how long a comment may be, where that has changed."""
        from standfirst.discussion.moderating.in_force import forget

        with transaction.atomic():
            if moderation_rules().most_characters != self.most_characters:
                raise_for(LIMITS_TAG)
            super().save(*args, **kwargs)
        forget()


def moderation_rules() -> ModerationRules:
    """What the editors have set, else the defaults. Never made here: who only reads writes nothing."""
    return ModerationRules.objects.first() or ModerationRules()
