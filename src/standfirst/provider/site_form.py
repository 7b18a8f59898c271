"""The form in which staff keep a connected site. What is wrong is said of the line that it stands in."""

from typing import Any, ClassVar

from allauth.idp.oidc.models import Client
from django import forms
from django.db import transaction
from wagtail.admin.forms.models import WagtailAdminModelForm

from standfirst.provider.models import ConnectedSite
from standfirst.provider.redirect_addresses import NotARedirectAddress, redirect_address
from standfirst.provider.scopes import EMAIL, OPENID, PROFILE, TIER

MOST_LINES = 20
_KINDS = [
    (Client.Type.CONFIDENTIAL.value, "A site with a server of its own, which keeps a secret: WordPress, Discourse"),
    (Client.Type.PUBLIC.value, "An app on the reader’s own device, which cannot keep one: PKCE is required of it"),
]
_GETS = [(PROFILE, "First and last name"), (EMAIL, "Email address"), (TIER, "Registered or subscriber")]


class SiteForm(WagtailAdminModelForm):
    """A site that is there already. What it is does not change: an app does not grow a server."""

    redirect_addresses = forms.CharField(
        label="Addresses to return to",
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text="One a line, exactly as the site sends it; its plugin shows it as redirect or callback URI.",
    )
    gets = forms.MultipleChoiceField(
        label="What it may know",
        choices=_GETS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="No more than it needs. Besides it gets an id for each reader that means nothing at any other site.",
    )

    class Meta:
        model = ConnectedSite
        fields: ClassVar = ["name", "skip_consent"]
        labels: ClassVar = {"skip_consent": "It is ours: do not ask readers"}
        help_texts: ClassVar = {
            "name": "Readers see it when they are asked, and in their account.",
            "skip_consent": "Without it each reader is asked once whether the site may know this.",
        }

    field_order: ClassVar = ["name", "type", "redirect_addresses", "gets", "skip_consent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["redirect_addresses"] = "\n".join(self.instance.get_redirect_uris())
            self.initial["gets"] = [scope for scope in self.instance.get_scopes() if scope != OPENID]

    def clean_name(self) -> str:
        """A name of which every letter can be seen."""
        name = str(self.cleaned_data["name"]).strip()
        if not name.isprintable():
            raise forms.ValidationError("There is a character in it that cannot be seen.")
        return name

    def clean_redirect_addresses(self) -> list[str]:
        """Each line one address."""
        lines = [line.strip() for line in self.cleaned_data["redirect_addresses"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"These are more than {MOST_LINES} lines.")
        found, errors = [], []
        for line in lines:
            try:
                found.append(redirect_address(line))
            except NotARedirectAddress as error:
                errors.append(f"“{line[:80]}”: {error}")
        if errors:
            raise forms.ValidationError(errors)
        return list(dict.fromkeys(found))

    def save(self, commit: bool = True) -> ConnectedSite:
        """Keep it, from now on everywhere."""
        site: ConnectedSite = self.instance
        site.set_redirect_uris(self.cleaned_data["redirect_addresses"])
        site.set_scopes([OPENID, *self.cleaned_data["gets"]])
        with transaction.atomic():
            site.save()
        return site


class NewSiteForm(SiteForm):
    """A site that is registered now. ``secret``: what it is told once, where it can keep one."""

    type = forms.ChoiceField(label="What it is", choices=_KINDS, widget=forms.RadioSelect, initial=_KINDS[0][0])

    class Meta(SiteForm.Meta):
        fields: ClassVar = ["name", "type", "skip_consent"]

    secret = ""

    def save(self, commit: bool = True) -> ConnectedSite:
        if self.instance.keeps_a_secret:
            self.secret = self.instance.new_secret()
        return super().save(commit)
