"""The forms of conversations. What a text may be is not decided here but by whoever takes it."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.discussion import reasons
from standfirst.readers import rules
from standfirst.readers.forms import Answer, ReaderForm

MOST_WORDS = 2_000
"""Characters of what somebody says about a comment they report."""


class CommentForm(ReaderForm):
    """
    What somebody writes. ``to`` is the number of the comment that it answers; ``once`` is of this form, so that sending
    it twice makes one comment.
    """

    text = Answer(label=gettext_lazy("Your comment"), required=False, widget=forms.Textarea(attrs={"rows": "5"}))
    to = Answer(required=False, widget=forms.HiddenInput)
    once = Answer(required=False, widget=forms.HiddenInput)

    @property
    def parent(self) -> int | None:
        """The number of what it answers, None for a comment of its own."""
        return number(str(self["to"].value() or ""))


class _Choices(forms.RadioSelect):
    """The page writes the buttons itself: the first one has the id of the field."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return id_


class ReportForm(ReaderForm):
    """What is wrong with a comment, and where the answer goes for who has no account."""

    reason = forms.ChoiceField(label=gettext_lazy("What is wrong with it?"), required=False, widget=_Choices)
    words = Answer(
        label=gettext_lazy("Anything else we should know"), required=False, widget=forms.Textarea(attrs={"rows": "4"})
    )
    name = Answer(
        label=gettext_lazy("Your name"), required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    address = Answer(
        label=gettext_lazy("Email address for our answer"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(code, reasons.WORDS[code]) for code in reasons.TOLD_BY_PEOPLE]
        self.fields["reason"].choices = told  # type: ignore[attr-defined]  # every choice field has them
        self.chosen = str(self.data.get("reason", ""))

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """The reasons, each with its words."""
        return [(code, reasons.WORDS[code]) for code in reasons.TOLD_BY_PEOPLE]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.chosen not in reasons.TOLD_BY_PEOPLE:
            self.errors.pop("reason", None)
            self.add_error("reason", _("Choose what is wrong with the comment"))
        if len(said.get("words", "")) > MOST_WORDS:
            self.add_error("words", _("Use %(most)s characters or fewer") % {"most": f"{MOST_WORDS:,}"})
        if said.get("address", "").strip():
            try:
                said["address"] = rules.email(said["address"])
            except rules.Broken as broken:
                self.add_error("address", str(broken))
        return said


class ProfileForm(ReaderForm):
    """How others see a reader."""

    pen_name = Answer(label=gettext_lazy("Name above your comments"), required=False, widget=forms.TextInput)
    private = forms.BooleanField(
        label=gettext_lazy("Keep my page to myself: it shows my name and nothing more"), required=False
    )


def number(text: str | None) -> int | None:
    """``text`` as a number that can be a key, or None."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


def once_of(text: str) -> uuid.UUID | None:
    """``text`` as the mark of a form, or None."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
