"""
What the wall says to somebody whose allowance is used up: the same words for everybody, so that the page can be kept.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.access.models import MeterRules
from standfirst.access.periods import Kind


@dataclass(frozen=True, slots=True)
class SpentWords:
    """``refills`` is empty where the day differs from reader to reader. ``until``: how long these words are true, in
    seconds since 1970."""

    heading: str
    refills: str
    until: float


def spent_words(rules: MeterRules, now: datetime) -> SpentWords:
    """The words for the period that ``now`` lies in."""
    n = rules.registered_allowance
    ends = rules.span.ends(now)
    if rules.span.kind is Kind.ROLLING:
        heading = ngettext(
            "You have read your %(n)s Premium article for these days",
            "You have read your %(n)s Premium articles for these days",
            n,
        ) % {"n": n}
        return SpentWords(heading, "", float("inf"))
    refills = refills_on(ends)
    if rules.span.kind is Kind.WEEK:
        heading = ngettext(
            "You have read your %(n)s Premium article for this week",
            "You have read your %(n)s Premium articles for this week",
            n,
        ) % {"n": n}
    else:
        heading = ngettext(
            "You have read your %(n)s Premium article for %(month)s",
            "You have read your %(n)s Premium articles for %(month)s",
            n,
        ) % {"n": n, "month": month_of(now)}
    return SpentWords(heading, refills, ends.timestamp())


def refills_on(moment: datetime) -> str:
    """The sentence that names the day on which the next becomes available."""
    return _("The next become available on %(date)s.") % {"date": day_and_month(moment)}


def day_and_month(moment: datetime) -> str:
    """``1 December`` in the publication's time zone."""
    local = timezone.localtime(moment)
    return f"{local.day} {month_of(local)}"


def month_of(moment: datetime) -> str:
    """``November`` in the publication's time zone."""
    return _(timezone.localtime(moment).strftime("%B"))
