"""The form in which staff grant, change and end a subscription: thin over the verbs that everybody else uses."""

import uuid
from typing import Any, ClassVar

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm

from standfirst.access.models import Entitlement
from standfirst.access.subscribing import end, grant
from standfirst.readers.addresses import LONGEST
from standfirst.readers.subscriptions import reader_at

SOURCE = "staff"


class _Dated(WagtailAdminModelForm):
    class Meta:
        model = Entitlement
        fields: ClassVar = ["starts_at", "ends_at", "note"]
        labels: ClassVar = {"starts_at": "From", "ends_at": "Until"}
        help_texts: ClassVar = {"ends_at": "Empty: until somebody ends it.", "note": "For colleagues."}

    def clean(self) -> dict[str, Any]:
        """The dates in their order."""
        told: dict[str, Any] = super().clean()
        begins, ends = told.get("starts_at"), told.get("ends_at")
        if begins and ends and ends <= begins and not told.get("end_now"):
            self.add_error("ends_at", "It would end before it begins.")
        return told

    def _grant(self, subject: uuid.UUID, source: str, reference: str = "") -> Entitlement:
        told = {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "note")}
        return grant(subject, source=source, reference=reference, **told).entitlement


class SubscriptionForm(_Dated):
    """A change to a subscription that is there. Its reader and its source stay."""

    end_now = forms.BooleanField(label="End it now", required=False)

    def save(self, commit: bool = True) -> Entitlement:
        """Grant it anew under its own name, or end it."""
        kept = Entitlement.objects.get(pk=self.instance.pk)
        if self.cleaned_data["end_now"]:
            end(kept.subject, source=kept.source, reference=kept.reference)
        else:
            self._grant(kept.subject, kept.source, kept.reference)
        self.instance.refresh_from_db()
        return self.instance


class NewSubscriptionForm(_Dated):
    """A new subscription, for the reader with an address."""

    email = forms.CharField(label="Reader’s email address", max_length=LONGEST)
    field_order: ClassVar = ["email", "starts_at", "ends_at", "note"]

    def clean_email(self) -> str:
        """The address of somebody who has an account."""
        self.reader = reader_at(self.cleaned_data["email"])
        if self.reader is None:
            raise forms.ValidationError("No reader has this address.")
        return self.reader.email

    def save(self, commit: bool = True) -> Entitlement:
        """Grant it."""
        assert self.reader is not None  # clean_email has spoken otherwise
        self.instance = self._grant(self.reader.subject, SOURCE)
        return self.instance
