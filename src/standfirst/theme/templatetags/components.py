"""The components of the theme: each decides its classes, roles and ids once, here and in its small template."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.forms import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, gettext
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter, SourceImageIOError

from standfirst.look_script import SCRIPT

register = template.Library()

_PM_FROM = 12
_COMPRESSED = ("format-webp", "webpquality-62")


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """A labelled field: label, hint, error, input, in this order; the input is described by hint and error."""
    return {**_described(bound, hint), "kind": getattr(bound.field.widget, "input_type", "text")}


@register.inclusion_tag("components/area.html")
def area(bound: BoundField, hint: str = "", label: str = "") -> dict[str, Any]:
    """A labelled box for text of several lines, put together as a field is. ``label`` replaces the field's own."""
    return {**_described(bound, hint), "label": label or bound.label}


@register.inclusion_tag("components/password.html")
def password(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """A password field with Show and Hide where there is script. Its value is never sent back."""
    return _described(bound, hint)


@register.inclusion_tag("components/tick.html")
def tick(bound: BoundField) -> dict[str, Any]:
    """One box to tick; the whole line is the target. Never ticked at first."""
    ticked = bound.data in {"on", "true", "1", True}
    told = {"name": bound.html_name, "value": "on", "checked": ticked, "label": bound.label, "errors": bound.errors}
    return {**_described(bound, ""), **told}


@register.inclusion_tag("components/tick.html")
def newsletter_tick(choice: Any, chosen: Collection[str]) -> dict[str, Any]:
    """A newsletter to tick: its name, then what it is and when it comes."""
    more = f"{choice.summary} {choice.cadence}."
    told = {"name": "newsletters", "value": choice.slug, "label": choice.name, "more": more}
    return {**told, "checked": choice.slug in chosen}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """All refusals at the head of the form, each a link to its field."""
    return {
        "problems": form.problems if form.is_bound else [],
        "heading": form.summary_heading if form.is_bound else "",
    }


@register.inclusion_tag("components/photo.html")
def photo(picture: Any, size: str, *, alt: str = "", sizes: str = "", first: bool = False) -> dict[str, Any]:
    """
    ``picture`` in ``size`` (Wagtail's words for it; ``width-{480,720}`` for several), or words in its place when its
    file is gone. ``sizes`` is the attribute of HTML. ``first``: seen at once, so fetched at once. Others wait until
    they are scrolled to.
    """
    try:
        renditions = list(picture.get_renditions(*Filter.expand_spec((size, *_COMPRESSED))).values())
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        renditions = []
    return {"renditions": renditions, "alt": alt, "sizes": sizes, "first": first}


@register.simple_tag
def look_script() -> SafeString:
    """The script that sets the reader's own look before the page is painted."""
    return format_html("<script>{}</script>", mark_safe(SCRIPT))  # a constant of ours


@register.simple_tag
def interface_language() -> SafeString:
    """The language of the interface's own words, as attributes: they may stand in an article in another one."""
    language, _, region = (get_language() or settings.LANGUAGE_CODE).partition("-")
    code = f"{language}-{region.upper()}" if region else language
    return format_html('lang="{}" dir="{}"', code, "rtl" if get_language_bidi() else "ltr")


@register.filter
def newspaper_date(at: datetime | None) -> str:
    """``Monday 23 November 2026, 9.00am`` in the publication's time zone; empty without a date."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    hour = local.hour % 12 or 12
    half = "am" if local.hour < _PM_FROM else "pm"
    day = gettext(local.strftime("%A"))
    return f"{day} {local.day} {gettext(local.strftime('%B'))} {local.year}, {hour}.{local.minute:02d}{half}"


@register.filter
def short_date(at: datetime | None) -> str:
    """``23 November 2026, 9.00am``: as ``newspaper_date``, without the day of the week; empty without a date."""
    return newspaper_date(at).partition(" ")[2]


@register.filter
def told_date(at: datetime | str | None) -> str:
    """``Monday 23 November 2026``, from a time or its ISO form (a mail's words are kept as text)."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) and at else at
    return newspaper_date(moment).partition(",")[0] if isinstance(moment, datetime) else ""


@register.filter
def moved_on(updated: datetime | None, published: datetime | None) -> bool:
    """Whether an update is worth telling: later than the first publication."""
    return updated is not None and (published is None or updated > published)


@register.filter
def absolute(path: str) -> str:
    """``path`` with the address that readers come to before it."""
    return f"{settings.STANDFIRST_SITE_URL}{path}"


@register.simple_tag
def page_link(path: str, number: int) -> str:
    """The address of page ``number`` of a list; the first page has no number in its address."""
    return path if number == 1 else f"{path}?{urlencode({'page': number})}"


def _described(bound: BoundField, hint: str) -> dict[str, Any]:
    hint = hint or str(bound.help_text)
    by = [f"{bound.id_for_label}-hint"] if hint else []
    by += [f"{bound.id_for_label}-error"] if bound.errors else []
    attrs = bound.field.widget.attrs
    return {"bound": bound, "id": bound.id_for_label, "hint": hint, "described_by": " ".join(by), "attrs": attrs}
