"""What is kept how long, and what the last rounds took away."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from standfirst.desk.views.answering import READ, for_staff, page
from standfirst.keeping import classes
from standfirst.rights.models import Round

SHOWN = 14


@require_http_methods(["GET", "HEAD"])
@for_staff(READ)
def retention(request: HttpRequest) -> HttpResponse:
    """A line a class, and the rounds of the last fortnight."""
    rounds = list(Round.objects.all()[:SHOWN])
    last = next((one for one in rounds if one.ended_at is not None), None)
    rows = [
        {
            "kept": kept,
            "rows": last.counts.get(kept.key) if last is not None else None,
            "failed": last is not None and kept.key in last.failed,
        }
        for kept in classes()
    ]
    told = [{"round": one, "rows": sum(one.counts.values())} for one in rounds]
    return page(request, "retention", {"rows": rows, "last": last, "rounds": told})
