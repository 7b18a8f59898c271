"""The audience in the admin: pictures and tables of what was counted, for staff who may see it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.auth import permission_required

from standfirst.audience import drawing, summing
from standfirst.audience.asking import AskForm, names_of, told
from standfirst.audience.columns import ALWAYS, COLUMNS, Column
from standfirst.audience.downloading import download
from standfirst.audience.summing import Row

RIGHT = "audience.view_figure"


@permission_required(RIGHT)
def audience(request: HttpRequest) -> HttpResponse:
    """The figures that the query asks for, or with ``csv`` one table of them as a file. Raises Http404."""
    form = AskForm(request.GET)
    asked = form.asked
    if wanted := request.GET.get("csv"):
        file = download(asked, wanted)
        if file is None:
            raise Http404
        return _for_staff(file)
    total, days = summing.in_all(asked), summing.by_day(asked)
    shown = [column for column in COLUMNS if column.name in ALWAYS or total.numbers[column.name]]
    articles = summing.by_article(asked, request.GET.get("p"))
    context = {
        "form": told(asked) if form.is_valid() else form,
        "asked": asked,
        "article_name": names_of({asked.article})[asked.article] if asked.article else "",
        "columns": [(column, asked.address(sort=column.name)) for column in shown],
        "total": total,
        "whole": asked.address(article=0),
        "here": asked.address(),
        "nothing": not any(total.cells),
        "funnel": drawing.funnel(total),
        "shares": drawing.shares(total),
        "bars": drawing.days(days),
        "total_cells": _cells(total, shown),
        "days": [(row, _cells(row, shown)) for row in reversed(days)],
        "busiest": max(row.numbers["opened"] for row in days),
        "sections": [(row, _cells(row, shown)) for row in summing.by_section(asked)],
        "listing": articles,
        "articles": [(row, _cells(row, shown)) for row in articles],
        "downloads": [(what, asked.address(csv=what)) for what in ("days", "sections", "articles")],
    }
    return _for_staff(render(request, "audience/page.html", context))


def _cells(row: Row, shown: list[Column]) -> list[int]:
    return [row.numbers[column.name] for column in shown]


def _for_staff(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-store"
    return answer
