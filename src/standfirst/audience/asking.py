"""What somebody asks of the figures: from which day to which, of which section or article, in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils import timezone
from wagtail.models import Page

from standfirst.audience.columns import BY_NAME
from standfirst.newsroom.models import HomePage, SectionPage

USUAL_DAYS = 30
FIRST_DAY = date(2026, 1, 1)
"""Nothing was counted before there was anything that counts."""


_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=_DAY)


@dataclass(frozen=True, slots=True)
class Asked:
    """Both days count. ``section`` and ``article`` are ids of pages, 0 for all; ``sort`` names a column."""

    first: date
    last: date
    section: int = 0
    article: int = 0
    sort: str = "opened"

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    def address(self, **changed: Any) -> str:
        """The query of the page that asks the same but for ``changed``."""
        said = {"from": self.first, "to": self.last, "section": self.section, "article": self.article}
        return "?" + urlencode({name: word for name, word in {**said, "sort": self.sort, **changed}.items() if word})


class AskForm(forms.Form):
    """Whatever is left out is the usual: the last thirty days, everything, by pages opened."""

    to = _day("To")
    section = forms.TypedChoiceField(label="Section", required=False, coerce=int, empty_value=None)
    article = forms.IntegerField(required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("from", "to", "section")

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.fields["from"] = _day("From")
        self.fields["section"].choices = [("", "All sections"), *_places()]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("from", "to"):
            if said.get(name) and not FIRST_DAY <= said[name] <= timezone.localdate() + timedelta(days=1):
                self.add_error(name, "No figures can be of that day.")
        if said.get("from") and said.get("to") and said["from"] > said["to"]:
            self.add_error("to", "The last day is before the first.")
        return said

    @property
    def asked(self) -> Asked:
        """What was asked for; the usual in the place of whatever could not be read."""
        unread = {} if self.is_valid() else {"from": None, "to": None}
        said = {**self.cleaned_data, **unread}
        last = said.get("to") or timezone.localdate()
        first = said.get("from") or last - timedelta(days=USUAL_DAYS - 1)
        sort = said.get("sort") or ""
        return Asked(
            min(first, last),
            last,
            said.get("section") or 0,
            said.get("article") or 0,
            sort if sort in BY_NAME else "opened",
        )


def told(asked: Asked) -> AskForm:
    """The form that says what was asked for, the usual included."""
    said = {"from": asked.first, "to": asked.last, "section": asked.section or ""}
    return AskForm({**said, "article": asked.article or "", "sort": asked.sort})


def _places() -> list[tuple[int, str]]:
    sections = SectionPage.objects.order_by("title").values_list("pk", "title")
    return [*((pk, "Front page") for pk in HomePage.objects.values_list("pk", flat=True)), *sections]


def names_of(pages: set[int]) -> dict[int, str]:
    """What the pages are called; one that is gone by its number."""
    names = dict(Page.objects.filter(pk__in=pages).values_list("pk", "title"))
    fronts = set(HomePage.objects.filter(pk__in=pages).values_list("pk", flat=True))
    return {pk: "Front page" if pk in fronts else names.get(pk, f"A page that is gone (no. {pk})") for pk in pages}
