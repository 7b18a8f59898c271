"""Gift links in the admin: what was given in a month, by article, as a table and as CSV."""

import csv
import re
from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem

from standfirst.access.gifts.counting import Counted, by_article, months

RIGHT = "access.view_gift"
_MONTH = re.compile(r"2[0-9]{3}-(0[1-9]|1[0-2])")


@permission_required(RIGHT)
@require_safe
def gift_links(request: HttpRequest) -> HttpResponse:
    """What was given in ``?month=2026-11``, this month if it is not said; ``&format=csv``: as a file."""
    known = months()
    month = _asked(request.GET.get("month", "")) or timezone.localdate().replace(day=1)
    rows = by_article(month)
    if request.GET.get("format") == "csv":
        return _as_csv(rows, month)
    context = {
        "rows": rows,
        "month": month,
        "months": sorted({*known, month}, reverse=True),
        "given": sum(row.given for row in rows),
        "opened": sum(row.opened for row in rows),
    }
    answer = render(request, "access/admin/gift_links.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _asked(month: str) -> date | None:
    return date(int(month[:4]), int(month[5:]), 1) if _MONTH.fullmatch(month) else None


def _as_csv(rows: Sequence[Counted], month: date) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="gift-links-{month:%Y-%m}.csv"'
    answer["Cache-Control"] = "private, no-store"
    writer = csv.writer(answer)
    writer.writerow(["article", "headline", "path", "links", "browsers"])
    for row in rows:
        headline, where = (row.story.headline, row.story.path) if row.story else ("", "")
        writer.writerow([row.article, _said(headline), where, row.given, row.opened])
    return answer


def _said(words: str) -> str:
    """``words`` as a spreadsheet shows them and never runs them. Source: OWASP, CSV Injection."""
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t", "\r"} else words


class _GiftsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)


@hooks.register("register_admin_urls")
def _address() -> list[URLPattern]:
    return [path("gift-links/", gift_links, name="gift-links")]


@hooks.register("register_admin_menu_item")
def _item() -> MenuItem:
    return _GiftsItem("Gift links", reverse("gift-links"), name="gift-links", icon_name="link", order=315)
