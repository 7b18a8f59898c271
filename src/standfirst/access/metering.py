"""Reading the meter: how many are left, of how many, until when."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import ngettext

from standfirst.access import gate
from standfirst.access.levels import Tier
from standfirst.access.models import rules_in_force
from standfirst.access.periods import Kind
from standfirst.access.spent import month_of, refills_on
from standfirst.access.unlocking import held_by


@dataclass(frozen=True, slots=True)
class Reading:
    """``left`` of ``of`` Premium articles; ``refills`` is when the next becomes available, in UTC."""

    left: int
    of: int
    kind: Kind
    now: datetime
    refills: datetime

    @property
    def words(self) -> str:
        """``3 of 5 Premium articles left in November``."""
        told = {"left": self.left, "of": self.of, "month": month_of(self.now)}
        if self.kind is Kind.MONTH:
            one, many = (
                "%(left)s of %(of)s Premium article left in %(month)s",
                ("%(left)s of %(of)s Premium articles left in %(month)s"),
            )
        elif self.kind is Kind.WEEK:
            one, many = (
                "%(left)s of %(of)s Premium article left this week",
                ("%(left)s of %(of)s Premium articles left this week"),
            )
        else:
            one, many = "%(left)s of %(of)s Premium article left", "%(left)s of %(of)s Premium articles left"
        return ngettext(one, many, self.of) % told

    @property
    def refills_words(self) -> str:
        """When the next becomes available, where none is left."""
        return "" if self.left else refills_on(self.refills)


def reading_of(request: HttpRequest, now: datetime) -> Reading | None:
    """
    The meter of whoever asks; None for those without one: subscribers, the unconfirmed, people without an account.
    """
    visitor = gate.visitor_of(request)
    rules = rules_in_force()
    if visitor.tier is not Tier.REGISTERED or visitor.provisional or not rules.registered_allowance:
        return None
    subject: uuid.UUID = request.user.subject  # type: ignore[union-attr]  # a registered visitor has an account
    held = held_by(subject, now=now, span=rules.span)
    left = max(0, rules.registered_allowance - held.used)
    refills = rules.span.refills(now, list(held.articles.values()))
    return Reading(left, rules.registered_allowance, rules.span.kind, now, refills)
