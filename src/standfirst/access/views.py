"""The small requests of a page that is the same for all: what is left, through whom one reads; opening by a button."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from standfirst.access import gate, institutions
from standfirst.access.levels import Tier
from standfirst.access.metering import reading_of
from standfirst.access.paths import own_path
from standfirst.access.stories import premium_article_at


@require_safe
def meter(request: HttpRequest) -> HttpResponse:
    """How many Premium articles are left to whoever asks, as a line; 204 for those who have no meter."""
    reading = reading_of(request, timezone.now())
    if reading is None:
        return HttpResponse(status=204)
    return render(request, "access/meter.html", {"reading": reading})


@require_safe
def institution(request: HttpRequest) -> HttpResponse:
    """Through which institution whoever asks reads, or that its seats are taken, as a line; 204 for all others."""
    told = institutions.telling(request)
    if told is not None:
        return render(request, "access/institution.html", {"told": told})
    nothing = HttpResponse(status=204)
    if gate.names().seat_hint in request.COOKIES:
        gate.delete_cookie(nothing, gate.names().seat_hint)
    return nothing


@require_POST
def open_article(request: HttpRequest) -> HttpResponse:
    """Spend one of the reader's allowance on the Premium article at ``next``, and go there."""
    path = own_path(request.POST.get("next"))
    article = premium_article_at(path)
    if article and request.user.is_authenticated and gate.visitor_of(request).tier is Tier.REGISTERED:
        # By the gate, so that the answer carries a pass that opens the article.
        gate.spend(request, article)
    return HttpResponseRedirect(f"{path or '/'}#continue", status=303)
