"""The audience in the admin: pictures and tables of what was counted, for staff who may see it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.auth import permission_required

from standfirst.audience import drawing, summing
from standfirst.audience.asking import AskForm, names_of
from standfirst.audience.columns import COLUMNS
from standfirst.audience.downloading import download

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
    context = {
        "form": form,
        "asked": asked,
        "article_name": names_of({asked.article})[asked.article] if asked.article else "",
        "columns": [(column, asked.address(sort=column.name)) for column in COLUMNS],
        "total": total,
        "whole": asked.address(article=0),
        "here": asked.address(),
        "nothing": not any(total.cells),
        "funnel": drawing.funnel(total),
        "shares": drawing.shares(total),
        "bars": drawing.days(days),
        "days": days[::-1],
        "busiest": max(row.numbers["opened"] for row in days),
        "sections": summing.by_section(asked),
        "articles": summing.by_article(asked, request.GET.get("p")),
        "downloads": [(what, asked.address(csv=what)) for what in ("days", "sections", "articles")],
    }
    return _for_staff(render(request, "audience/page.html", context))


def _for_staff(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-store"
    return answer
