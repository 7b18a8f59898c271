"""The monthly figures as moderators see them, and as a file."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from standfirst.discussion import reasons
from standfirst.discussion.admin.answering import for_moderators, page
from standfirst.discussion.figures import months

COLUMNS = (
    "month",
    "decided",
    "published",
    "rejected",
    "median_seconds",
    "reports",
    "reports_upheld",
    "appeals",
    "appeals_granted",
)


@require_http_methods(["GET", "HEAD"])
@for_moderators
def figures(request: HttpRequest) -> HttpResponse:
    """A table, or with ``csv`` the same as a file."""
    told = months()
    if "csv" not in request.GET:
        return page(request, "figures", {"months": told, "words": reasons.WORDS})
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow([*COLUMNS, *(f"rejected_{code}" for code in reasons.TOLD_BY_PEOPLE)])
    for month, one in told:
        counts = (one.decided, one.published, one.rejected, "" if one.seconds is None else one.seconds)
        answers = (one.reports, one.reports_upheld, one.appeals, one.appeals_granted)
        by_reason = [one.reasons.get(code, 0) for code in reasons.TOLD_BY_PEOPLE]
        lines.writerow([f"{month:%Y-%m}", *counts, *answers, *by_reason])
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="moderation.csv"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
