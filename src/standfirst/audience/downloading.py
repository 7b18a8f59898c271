"""The tables as files that a spreadsheet opens."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

from standfirst.audience.asking import Asked
from standfirst.audience.columns import COLUMNS
from standfirst.audience.summing import Row, all_articles, by_day, by_section

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def download(asked: Asked, what: str) -> HttpResponse | None:
    """The table ``what`` (days, sections or articles) as CSV in UTF-8; None where there is no such table."""
    rows: Iterable[Row]
    if what == "days":
        rows = by_day(asked)
    elif what == "sections":
        rows = by_section(asked)
    elif what == "articles":
        rows = all_articles(asked)
    else:
        return None
    name = f"audience-{what}-{asked.first}-{asked.last}.csv"
    answer = HttpResponse(
        "\ufeff",  # or a spreadsheet takes the names for another encoding
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    lines = csv.writer(answer)
    lines.writerow([what.removesuffix("s").title(), "No.", *(column.label for column in COLUMNS)])
    lines.writerows([_harmless(str(row.name)), row.pk or "", *row.cells] for row in rows)
    return answer


def _harmless(words: str) -> str:
    """A headline that a spreadsheet would run as a formula is words to it (OWASP, CSV injection)."""
    return f"'{words}" if words.startswith(_STARTS_A_FORMULA) else words
