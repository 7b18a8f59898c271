"""Forms as the templates meet them: not filled in yet, filled in, refused. What they ask is made up here."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import QueryDict

from standfirst.theme.gallery.words import Words

ANSWERS = {"email": "siobhan@example.org", "first_name": "Siobhán", "last_name": "O’Dwyer-Nguyễn", "code": "482913"}


class MadeUpForm(forms.Form):
    """Every field that a page of readers asks for. ``refused``: which fields are, each with its words."""

    use_required_attribute = False
    token = ""
    check = SimpleNamespace(widget=None, notice="")
    taken_for_a_program = False

    def __init__(self, words: Words, refused: dict[str, str] | None = None, *, ticked: Iterable[str] = ()) -> None:
        sent = QueryDict(mutable=True)
        sent.update({**ANSWERS, **dict.fromkeys(ticked, "on")})
        super().__init__(sent if refused or ticked else None)
        self.words, self.refused = words, refused or {}
        self.fields.update(_fields(words))
        self.newsletter_choices = [
            SimpleNamespace(slug=f"letter-{n}", name=name, summary=summary, cadence=cadence)
            for n, (name, summary, cadence) in enumerate(words.newsletters)
        ]
        self.chosen_newsletters = ["letter-0"] if refused else []

    def clean(self) -> dict[str, Any]:
        for field, said in self.refused.items():
            self.add_error(field, said)
        return self.cleaned_data

    @property
    def problems(self) -> list[SimpleNamespace]:
        """The lines of the error summary."""
        return [SimpleNamespace(control=self[field].id_for_label, words=said) for field, said in self.refused.items()]

    @property
    def summary_heading(self) -> str:
        """The heading of the error summary."""
        return self.words.one_problem if len(self.refused) == 1 else self.words.problems


def three_refusals(words: Words) -> dict[str, str]:
    """What was wrong with the answers of somebody in a hurry."""
    return {"email": words.email_wrong, "password": words.password_wrong, "over_18": words.age_wrong}


def one_field(words: Words, *, value: str = "", hint: str = "", refused: str = "", **attrs: str) -> dict[str, Any]:
    """A form of one field for a first name."""
    form = MadeUpForm(words, {"first_name": refused} if refused else None)
    field = form.fields["first_name"]
    field.initial, field.help_text = value, hint
    field.widget.attrs.update(attrs)
    return {"form": form}


def _fields(words: Words) -> dict[str, forms.Field]:
    def asked(label: str, autocomplete: str, widget: type[forms.Widget], hint: str = "") -> forms.Field:
        attrs = {"autocomplete": autocomplete}
        return forms.CharField(label=label, required=False, help_text=hint, widget=widget(attrs=attrs))

    return {
        "email": asked(words.email, "email", forms.EmailInput),
        "password": asked(words.password, "new-password", forms.PasswordInput, words.hint),
        "first_name": asked(words.first_name, "given-name", forms.TextInput),
        "last_name": asked(words.last_name, "family-name", forms.TextInput),
        "code": asked(words.code, "one-time-code", forms.TextInput),
        "over_18": forms.BooleanField(label=words.age, required=False),
        "website": asked("Leave this empty", "off", forms.TextInput),
    }
