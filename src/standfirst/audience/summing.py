"""Adds figures up: in all, by day, by section and by article."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db.models import QuerySet

from standfirst.audience.asking import Asked, names_of
from standfirst.audience.columns import COLUMNS, sums
from standfirst.audience.models import Figure

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """``numbers`` are in the order of COLUMNS. ``pk`` is the id of the page, 0 where the row is of none."""

    name: Any
    numbers: dict[str, int] = field(default_factory=lambda: {column.name: 0 for column in COLUMNS})
    pk: int = 0

    @property
    def cells(self) -> list[int]:
        return [self.numbers[column.name] for column in COLUMNS]


def in_all(asked: Asked) -> Row:
    """Everything that was asked for, in one row."""
    return Row("In all", _figures(asked).aggregate(**sums()))


def by_day(asked: Asked) -> list[Row]:
    """A row for each day, the first first; also for those on which nothing was counted."""
    found = {row.name: row for row in _rows(_figures(asked).values("day").annotate(**sums()), "day")}
    return [found.get(day) or Row(day) for day in asked.days]


def by_section(asked: Asked) -> list[Row]:
    """The sections of which something was counted, the first in the order that was asked for first."""
    rows = _figures(asked).values("section").annotate(**sums()).order_by(f"-{asked.sort}", "section")
    return _named(rows, "section", "Other pages")


def by_article(asked: Asked, number: int | str | None = 1) -> PageOfRows[Row]:
    """A page of the articles of which something was counted, in the order that was asked for."""
    page: PageOfRows[Any] = Paginator(_of_articles(asked), PER_PAGE).get_page(number)
    page.object_list = _named(page.object_list, "article", "")
    return page


def all_articles(asked: Asked) -> list[Row]:
    """Every article of which something was counted."""
    return _named(_of_articles(asked), "article", "")


def _of_articles(asked: Asked) -> QuerySet[Figure, Any]:
    figures = _figures(asked).filter(article__gt=0).values("article")
    return figures.annotate(**sums()).order_by(f"-{asked.sort}", "-article")


def _figures(asked: Asked) -> QuerySet[Figure]:
    figures = Figure.objects.filter(day__range=(asked.first, asked.last))
    if asked.section:
        figures = figures.filter(section=asked.section)
    return figures.filter(article=asked.article) if asked.article else figures


def _rows(found: Iterable[Any], key: str) -> list[Row]:
    return [Row(row[key], {column.name: row[column.name] for column in COLUMNS}) for row in found]


def _named(found: Iterable[Any], key: str, nameless: str) -> list[Row]:
    rows = _rows(found, key)
    names = names_of({row.name for row in rows if row.name})
    return [Row(names.get(row.name, nameless), row.numbers, row.name) for row in rows]
