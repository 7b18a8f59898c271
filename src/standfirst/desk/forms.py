"""The forms of the desk."""

from django import forms

from standfirst.readers.addresses import LONGEST
from standfirst.readers.models import Reader
from standfirst.readers.subscriptions import reader_at


class NoteForm(forms.Form):
    """Something to remember about a reader."""

    text = forms.CharField(
        label="New note",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The reader gets it when they ask for their data: write what they may read.",
    )


class BanForm(forms.Form):
    """Why somebody is kept out."""

    reason = forms.CharField(
        label="Reason", max_length=400, help_text="For colleagues, and for the reader when they ask for their data."
    )


class MergeForm(forms.Form):
    """Which account becomes part of this one."""

    email = forms.CharField(
        label="Address of the other account",
        max_length=LONGEST,
        help_text="It becomes part of this account and can no longer sign in.",
    )

    def clean_email(self) -> Reader:
        """The reader with that address."""
        reader = reader_at(self.cleaned_data["email"])
        if reader is None:
            raise forms.ValidationError("No reader has this address.")
        return reader
