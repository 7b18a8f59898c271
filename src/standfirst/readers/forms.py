"""The forms of this room. Every refusal is in the words of ``rules``, at its field and in the summary."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from standfirst.access.paths import own_path
from standfirst.readers import botcheck, choices, rules, wording
from standfirst.readers.registration import Answers


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary: the words, and the id of the control they are about ("" for the whole form)."""

    control: str
    words: str


class Answer(forms.Field):
    """Text as it came in: nothing stripped, nothing refused; the rules do that, in their own words."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> str:
        return "" if value is None else str(value)


def _text(label: Any, autocomplete: str, kind: str = "text", **attrs: str) -> Answer:
    widget = {"text": forms.TextInput, "email": forms.EmailInput, "password": forms.PasswordInput}[kind]
    return Answer(label=label, required=False, widget=widget(attrs={"autocomplete": autocomplete, **attrs}))


class ReaderForm(forms.Form):
    """
    A form whose refusals can be listed.

    ``token`` is for pages that are nobody else's: a cached page has none (docs/decisions/0004-forged-requests.md).
    """

    use_required_attribute = False
    token: SafeString | str = ""
    stale = False

    @property
    def problems(self) -> list[Problem]:
        """All refusals in the order of the fields, those of the whole form first."""
        return list(self._problems())

    @property
    def summary_heading(self) -> str:
        """The heading of the error summary."""
        n = len(self.problems)
        return ngettext("One answer needs another look", "%(n)s answers need another look", n) % {"n": n}

    def _problems(self) -> Iterator[Problem]:
        for words in self.non_field_errors():
            yield Problem("", str(words))
        for name in self.fields:
            control = self[name].id_for_label
            yield from (Problem(control, str(words)) for words in self.errors.get(name, ()))

    def refuse(self, field: str | None, words: str) -> None:
        """Add a refusal that was found outside the form."""
        self.add_error(field, words)


class RegistrationForm(ReaderForm):
    """The form at the wall and on its own page."""

    email = _text(gettext_lazy("Email address"), "email", "email", inputmode="email", spellcheck="false")
    password = _text(gettext_lazy("Password"), "new-password", "password")
    first_name = _text(gettext_lazy("First name"), "given-name")
    last_name = _text(gettext_lazy("Last name"), "family-name")
    over_18 = forms.BooleanField(required=False)
    newsletters = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    next = Answer(required=False, widget=forms.HiddenInput)
    website = _text(gettext_lazy("Leave this empty"), "off", tabindex="-1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newsletter_choices = choices.offered()
        self.fields["password"].help_text = rules.password_hint()
        self.fields["password"].widget.attrs.update(rules.password_marks())
        if wording.asks_age():
            self.fields["over_18"].label = wording.age_line()
        else:
            del self.fields["over_18"]

    @property
    def notice(self) -> str:
        """What the chosen bot check wants said; empty for none."""
        return botcheck.bot_check().notice

    @property
    def chosen_newsletters(self) -> list[str]:
        """The slugs that are ticked, of those that are offered."""
        ticked = set(self.data.getlist("newsletters")) if self.is_bound and hasattr(self.data, "getlist") else set()
        return [choice.slug for choice in self.newsletter_choices if choice.slug in ticked]

    def clean(self) -> dict[str, Any]:
        data = self.data
        said: dict[str, Any] = {}
        said["email"] = self._ask("email", lambda: rules.email(data.get("email", "")))
        said["first_name"] = self._ask("first_name", lambda: rules.name(data.get("first_name", ""), rules.Which.FIRST))
        said["last_name"] = self._ask("last_name", lambda: rules.name(data.get("last_name", ""), rules.Which.LAST))
        owner = rules.Owner(said["email"] or "", said["first_name"] or "", said["last_name"] or "")
        said["password"] = self._ask("password", lambda: rules.password(data.get("password", ""), owner))
        self._ask("over_18", lambda: rules.over_age(bool(data.get("over_18"))))
        said["newsletters"] = self.chosen_newsletters
        said["next"] = own_path(data.get("next"))
        self.errors.pop("newsletters", None)
        if not botcheck.is_a_person(data):
            self.add_error(None, _("We could not tell that you are a person. Try again, or ask us to email you a link"))
        return said

    def answers(self, language: str) -> Answers:
        """What a form without problems said."""
        said = self.cleaned_data
        return Answers(
            email=said["email"],
            password=said["password"],
            first_name=said["first_name"],
            last_name=said["last_name"],
            newsletters=tuple(said["newsletters"]),
            next_path=said["next"],
            language=language,
        )

    def _ask(self, field: str, rule: Any) -> Any:
        try:
            return rule()
        except rules.Broken as broken:
            self.add_error(field, str(broken))
            return None


class SignInForm(ReaderForm):
    """Address and password."""

    email = _text(gettext_lazy("Email address"), "username webauthn", "email", inputmode="email", spellcheck="false")
    password = _text(gettext_lazy("Password"), "current-password", "password")
    next = Answer(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("email", "").strip():
            self.add_error("email", _("Enter your email address"))
        if not said.get("password"):
            self.add_error("password", _("Enter your password"))
        return {**said, "next": own_path(self.data.get("next"))}


class SharedPasswordForm(ReaderForm):
    """The one password that opens a page, or a folder of documents, to everybody who has it. Named as Wagtail's is."""

    password = _text(gettext_lazy("Password"), "off", "password")
    return_url = Answer(required=False, widget=forms.HiddenInput)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not password:
            raise forms.ValidationError(_("Enter the password"))
        return password


class ForgottenPasswordForm(ReaderForm):
    """The address to send the link to."""

    email = _text(gettext_lazy("Email address"), "email", "email", inputmode="email", spellcheck="false")

    def clean_email(self) -> str:
        try:
            return rules.email(self.cleaned_data["email"])
        except rules.Broken as broken:
            raise forms.ValidationError(str(broken)) from None


class NewPasswordForm(ReaderForm):
    """A new password, once: it can be shown, so nobody types it twice."""

    password = _text(gettext_lazy("New password"), "new-password", "password")

    def __init__(self, *args: Any, owner: rules.Owner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.fields["password"].help_text = rules.password_hint()
        self.fields["password"].widget.attrs.update(rules.password_marks())

    def clean_password(self) -> str:
        try:
            return rules.password(self.cleaned_data["password"], self.owner)
        except rules.Broken as broken:
            raise forms.ValidationError(str(broken)) from None


class CodeForm(ReaderForm):
    """The six digits of the mail."""

    code = _text(gettext_lazy("Six-digit code"), "one-time-code", inputmode="numeric")


def registration_form(next_path: str = "") -> RegistrationForm:
    """An empty form for a page at ``next_path``. It is the same for everybody, so a cached page may hold it."""
    return RegistrationForm(initial={"next": own_path(next_path)})
