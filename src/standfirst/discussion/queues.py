"""Reading the queues: a page by key, counts up to a bound, groups of stories. A million comments cost what fifty do."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from standfirst.discussion.models import LATEST_FIRST, Case, Queue

A_PAGE = 20
COUNTED_TO = 999
"""More than so many are "more than": nobody works through the difference, and counting it would read it all."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended; given back, the next begins there."""

    since: datetime
    comment: int

    def __str__(self) -> str:
        return f"{self.comment}~{self.since.isoformat()}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that was written so; None for anything else."""
        number, _, moment = text.partition("~")
        if not (number.isascii() and number.isdecimal() and len(number) < 19):
            return None
        try:
            since = parse_datetime(moment)
        except ValueError:
            return None
        return cls(since, int(number)) if since is not None and since.tzinfo is not None else None


@dataclass(frozen=True, slots=True)
class PageOfCases:
    """One page, and where the next begins; None: there is none."""

    cases: list[Case]
    next: Place | None


def page_of(queue: Queue, section: str = "", after: Place | None = None) -> PageOfCases:
    """Who has waited longest first; of new and decided ones the latest."""
    latest = queue in LATEST_FIRST
    cases = Case.objects.filter(queue=queue)
    if section:
        cases = cases.filter(section=section)
    if after is not None:
        within = {"since__lte" if latest else "since__gte": after.since}
        beyond = "lt" if latest else "gt"
        cases = cases.filter(
            Q(**{f"since__{beyond}": after.since}) | Q(**{f"comment__{beyond}": after.comment}), **within
        )
    order = ("-since", "-comment_id") if latest else ("since", "comment_id")
    some = list(cases.order_by(*order)[: A_PAGE + 1])
    more = len(some) > A_PAGE
    return PageOfCases(some[:A_PAGE], Place(some[A_PAGE - 1].since, some[A_PAGE - 1].pk) if more else None)


def counts(section: str = "") -> dict[str, int]:
    """How many wait in each queue, at most one more than ``COUNTED_TO``. Nothing waits among the decided."""
    told = {}
    for queue in Queue.values:
        if queue != Queue.DECIDED:
            cases = Case.objects.filter(queue=queue, **({"section": section} if section else {}))
            told[queue] = cases[: COUNTED_TO + 1].count()
    return told


def sections() -> list[str]:
    """The sections of stories with cases. Goes from one to the next in the index, however many lie between."""
    found: set[str] = set()
    for queue in Queue.values:
        last = ""
        while True:
            cases = Case.objects.filter(queue=queue, section__gt=last).order_by("section")
            following = cases.values_list("section", flat=True).first()
            if following is None:
                break
            found.add(following)
            last = following
    return sorted(found)


def last_decision() -> datetime | None:
    """When something was decided last."""
    return Case.objects.filter(queue=Queue.DECIDED).order_by("-since").values_list("since", flat=True).first()
