"""The form in which rules are tried: the rules as they are, to be changed. Saves nothing."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from standfirst.access.levels import Level
from standfirst.access.models import MeterRules
from standfirst.access.models import rules_in_force as meter_in_force
from standfirst.access.periods import Kind
from standfirst.newsroom.levels import Rule
from standfirst.newsroom.models import LevelRule, SectionPage, Topic
from standfirst.newsroom.simulating import Proposal

MOST_RULES = 60
USUAL_DAYS = 28


def _whole(label: str, least: int, most: int, **told: Any) -> forms.IntegerField:
    said = f"Enter a whole number from {least} to {most}"
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), said)
    return forms.IntegerField(label=label, min_value=least, max_value=most, error_messages=errors, **told)


class TryForm(forms.Form):
    """The allowances, and over how many days they are tried."""

    anonymous_allowance = _whole(
        "Without an account", 0, 100, help_text="Articles for registered readers in each period. 0: none."
    )
    registered_allowance = _whole("Registered readers", 0, 300, help_text="Premium articles in each period. 0: none.")
    period = forms.ChoiceField(label="Period", choices=MeterRules.PERIODS)
    rolling_days = _whole(
        "Days in a row", 1, 366, required=False, help_text="Counts only where the period is a number of days."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = max(1, settings.STANDFIRST_DECISIONS_DAYS)
        self.fields["days"] = _whole(
            "Try them against the last so many days", 1, kept, help_text=f"What was decided is kept for {kept} days."
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("period") == Kind.ROLLING and not told.get("rolling_days") and "rolling_days" not in self.errors:
            self.add_error("rolling_days", "Enter how many days in a row make a period")
        return told


class RuleForm(forms.Form):
    """One access rule. A new one that is left empty is none."""

    section = forms.ModelChoiceField(SectionPage.objects.order_by("title"), required=False, empty_label="Any section")
    topic = forms.ModelChoiceField(Topic.objects.order_by("name"), required=False, empty_label="Anything")
    older_than_days = _whole("Older than, in days", 1, 36_500, required=False)
    level = forms.ChoiceField(label="Is for", choices=[("", "No rule"), *LevelRule.LEVELS], required=False)
    order = _whole("Order", 0, 32_767, required=False)
    remove = forms.BooleanField(label="Try without this rule", required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("remove") and not told.get("level") and (self.initial or self._asks(told)):
            raise ValidationError({"level": "Choose who such articles are for, or try without this rule"})
        return told

    @property
    def rule(self) -> Rule | None:
        """What is proposed here; None where the rule is left out."""
        told = self.cleaned_data
        if told.get("remove") or not told.get("level"):
            return None
        section, topic = told.get("section"), told.get("topic")
        age = told.get("older_than_days")
        return Rule(Level(told["level"]), section.pk if section else None, topic.pk if topic else None, age)

    @staticmethod
    def _asks(told: dict[str, Any]) -> bool:
        return any(told.get(name) for name in ("section", "topic", "older_than_days"))


RuleForms = forms.formset_factory(RuleForm, extra=1, max_num=MOST_RULES, absolute_max=MOST_RULES + 1, validate_max=True)


def forms_in_force() -> tuple[TryForm, Any]:
    """The rules as they are now, and room for one more."""
    rules = meter_in_force()
    told = {
        "anonymous_allowance": rules.anonymous_allowance,
        "registered_allowance": rules.registered_allowance,
        "period": rules.period,
        "rolling_days": rules.rolling_days,
        "days": min(USUAL_DAYS, max(1, settings.STANDFIRST_DECISIONS_DAYS)),
    }
    return TryForm(initial=told), RuleForms(initial=_rules_as_they_are(), prefix="rules")


def forms_filled_in(data: Any) -> tuple[TryForm, Any]:
    """What an editor proposes; with room for one more rule where that was asked for."""
    if "more" in data:
        data = data.copy()
        data["rules-TOTAL_FORMS"] = _one_more(data.get("rules-TOTAL_FORMS", ""))
    return TryForm(data), RuleForms(data, initial=_rules_as_they_are(), prefix="rules")


def proposed(form: TryForm, rules: Any) -> Proposal:
    """The proposal in two valid forms."""
    told = form.cleaned_data
    days = told["rolling_days"]
    in_order = sorted(rules.forms, key=lambda one: one.cleaned_data.get("order") or 0)
    return Proposal(
        told["anonymous_allowance"],
        told["registered_allowance"],
        str(days) if told["period"] == Kind.ROLLING else told["period"],
        tuple(rule for one in in_order if (rule := one.rule) is not None),
    )


def _rules_as_they_are() -> list[dict[str, Any]]:
    fields = ("section", "topic", "older_than_days", "level", "order")
    return list(LevelRule.objects.values(*fields))


def _one_more(number: str) -> str:
    return (
        str(min(int(number) + 1, MOST_RULES + 1))
        if number.isascii() and number.isdigit() and len(number) < 4
        else number
    )
