"""Subscriptions from a CSV file: who is a subscriber, from when until when."""

from itertools import islice
from pathlib import Path

from django.db import transaction

from standfirst.access.subscribing import Outcome
from standfirst.importers.lines import Line, lines_of
from standfirst.importers.progress import Advance
from standfirst.importers.report import Report
from standfirst.importers.rows import header_of, row_of
from standfirst.importers.streaming import NotReadable
from standfirst.readers.subscriptions import NotAccepted, order_of

COLUMNS = ("email", "starts_at", "ends_at", "source", "reference")

_AT_A_TIME = 100
"""Lines in one transaction: a commit for each would wait for the disk each time."""


class SubscriptionReport(Report):
    """What became of the lines."""

    things = "subscriptions"
    next_step = ""

    def _details(self) -> dict[str, object]:
        return {}


def import_rows(path: Path, report: Report, advance: Advance) -> None:
    """Grant what each line tells. Raises NotReadable when the first line does not name the columns."""
    size = max(path.stat().st_size, 1)
    with path.open("rb") as file:
        lines = lines_of(file)
        columns = _columns(next(lines, None))
        seen: dict[tuple[str, str], int] = {}
        while some := list(islice(lines, _AT_A_TIME)):
            with transaction.atomic():
                for line in some:
                    try:
                        _take(line, columns, seen, report)
                    except NotAccepted as reason:
                        report.refuse(line.number, str(reason))
            advance(some[-1].end / size, report.articles)


def _take(line: Line, columns: list[str], seen: dict[tuple[str, str], int], report: Report) -> None:
    fields = dict(zip(columns, row_of(line, len(columns)), strict=True))
    order = order_of(fields, start_needed=True, reference_needed=True)
    earlier = seen.setdefault((order.source, order.reference), line.number)
    if earlier != line.number:
        raise NotAccepted({"reference": f"This reference stands in line {earlier} already."})
    outcome = order.place().outcome
    report.new += outcome is Outcome.NEW
    report.updated += outcome is Outcome.CHANGED
    report.unchanged += outcome is Outcome.UNCHANGED


def _columns(head: Line | None) -> list[str]:
    columns = header_of(head, separator=",")
    if sorted(columns) != sorted(COLUMNS):
        raise NotReadable(f"its first line must name the columns {','.join(COLUMNS)}, each once and no others")
    return columns
