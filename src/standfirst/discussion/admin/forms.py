"""The forms of the moderators' pages."""

from typing import Any

from django import forms

from standfirst.discussion import reasons
from standfirst.discussion.models import Kind, State
from standfirst.discussion.sanctioning import LONGEST_DAYS

_REASONS = [("", "Choose a reason"), *((code, reasons.WORDS[code]) for code in reasons.TOLD_BY_PEOPLE)]


class SanctionForm(forms.Form):
    """What is decided about a writer."""

    kind = forms.ChoiceField(
        label="What",
        choices=[
            (Kind.WARN, "Warn: a mail that says what is wrong"),
            (Kind.HOLD, "Always hold: a moderator reads everything first"),
            (Kind.SUSPEND, "Suspend for some days"),
            (Kind.BAN, "Ban from commenting"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is to be done."},
    )
    days = forms.IntegerField(
        label="Days of a suspension",
        required=False,
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=7,
        error_messages={
            "min_value": f"Enter between 1 and {LONGEST_DAYS} days.",
            "max_value": f"Enter between 1 and {LONGEST_DAYS} days.",
            "invalid": f"Enter between 1 and {LONGEST_DAYS} days.",
        },
    )
    reason = forms.ChoiceField(
        label="Reason",
        choices=_REASONS,
        error_messages={"required": "Choose a reason: the writer is told."},
    )
    note = forms.CharField(
        label="What else the writer is told",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is in the mail that says what was decided.",
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") == Kind.SUSPEND and "days" not in self.errors and not told.get("days"):
            self.add_error("days", f"Enter between 1 and {LONGEST_DAYS} days.")
        return told


class BulkForm(forms.Form):
    """One decision about many comments of a writer."""

    act = forms.ChoiceField(
        label="What",
        choices=[
            ("publish", "Publish all that wait"),
            ("reject", "Reject all that wait"),
            ("remove", "Reject all that wait, and remove what is published of the last 24 hours"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is to be done."},
    )
    reason = forms.ChoiceField(label="Reason, where you reject", choices=_REASONS, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("act") in ("reject", "remove") and not told.get("reason"):
            self.add_error("reason", "Choose a reason: the writer is told.")
        return told


class StateForm(forms.Form):
    """The state of one conversation; empty: as the rules say."""

    state = forms.ChoiceField(label="State", choices=[("", "As the rules say"), *State.choices], required=False)
