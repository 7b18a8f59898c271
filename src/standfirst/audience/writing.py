"""Adds what the processes of the site have counted to the figures, each batch in one transaction."""

from datetime import UTC, date, datetime

from django.db import connection, transaction
from django.utils import timezone

from standfirst.frontdoor.counts import Batch
from standfirst.newsroom.models import ArticlePage

_AT_ONCE = 1_000
"""Figures in one statement."""
_ADD = """
INSERT INTO audience_figure AS f (day, kind, section, article, n) VALUES {}
ON CONFLICT (day, kind, section, article) DO UPDATE SET n = f.n + excluded.n
"""

Key = tuple[date, str, int, int]


def write(batch: Batch) -> None:
    """Add ``batch`` to the figures: all of it or, when this raises django.db.Error, nothing."""
    figures = _by_day(batch)
    # In one order for all, so that two processes that write the same figures never wait for each other.
    rows = [(*key, figures[key]) for key in sorted(figures)]
    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(_ADD.format(values), [value for row in some for value in row])


def _by_day(batch: Batch) -> dict[Key, int]:
    """By day of the publication's time zone, kind, section and article."""
    homeless = {counted.article for numbers in batch.values() for counted in numbers if not counted.section}
    sections = _sections_of(homeless - {0})
    figures: dict[Key, int] = {}
    for span, numbers in batch.items():
        day = timezone.localdate(datetime.fromtimestamp(span, UTC))
        for (kind, article, section), number in numbers.items():
            key = (day, kind, section or sections.get(article, 0), article)
            figures[key] = figures.get(key, 0) + number
    return figures


def _sections_of(articles: set[int]) -> dict[int, int]:
    """Where the articles stand of which only the id was told: those that were unlocked."""
    if not articles:
        return {}
    return dict(ArticlePage.objects.filter(pk__in=articles).values_list("pk", "section_id"))
