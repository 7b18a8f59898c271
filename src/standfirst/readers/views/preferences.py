"""Preferences: each part is a form of its own, saved at once, with its own word for it."""

from datetime import time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from standfirst.readers import appearance, choices, marketing, preferring, quiet_hours
from standfirst.readers.ledger.acts import circumstances_of
from standfirst.readers.models import Reader, Way
from standfirst.readers.proving import for_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import by_script, keep_referrer
from standfirst.refusals import UnreadableForm

PAGE = "readers/preferences.html"
FROM_MAIL = "readers/newsletter_choices.html"
SAVED = "readers/saved.html"
KINDS = {
    "replies": _("When somebody replies to you"),
    "mentions": _("When somebody mentions you"),
    "follows": _("When somebody or something you follow has news"),
    "followers": _("When somebody follows you"),
}
PARTS = ("newsletters", "offers", "notices", "quiet", "reminders", "appearance")


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
@takes_a_form
def preferences(request: HttpRequest) -> HttpResponse:
    """GET shows everything; POST saves the part that it names. Raises UnreadableForm for a choice that is none."""
    reader = request.user
    assert isinstance(reader, Reader)
    if request.method != "POST":
        return render(request, PAGE, {**_context(request, reader), "saved": request.GET.get("saved", "")})
    part = request.POST.get("part", "")
    if part not in PARTS:
        raise UnreadableForm
    response: HttpResponse = (
        render(request, SAVED) if by_script(request) else HttpResponseRedirect(_saved_at(part), status=303)
    )
    if part == "newsletters":
        how = circumstances_of(request, form="preferences")
        preferring.choose_newsletters(reader, request.POST.getlist("newsletters"), how)
    elif part == "offers":
        marketing.choose(reader, request.POST.get("own_offers") == "on", circumstances_of(request, form="preferences"))
    elif part == "notices":
        preferring.choose_notices(reader, {kind: _way(request, kind) for kind in preferring.KINDS})
    elif part == "quiet":
        preferring.choose_quiet_hours(reader, *_quiet_hours(request))
    elif part == "reminders":
        preferring.choose_reminders(reader, request.POST.get("event_reminders") == "on")
    else:
        look = request.POST.get("look", "")
        if look not in appearance.LOOKS:
            raise UnreadableForm
        appearance.choose(response, look)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def newsletters_from_mail(request: HttpRequest, token: str) -> HttpResponse:
    """
    One reader's newsletters, by the link at the foot of a mail: GET shows them and changes nothing, POST saves them.

    Nobody is signed in by it, and of the account it shows no more than which newsletters it gets.
    """
    reader = preferring.reader_of_choices(token)
    if reader is None:
        return keep_referrer(render(request, FROM_MAIL, {"known": False}, status=404))
    if request.method == "POST":
        slugs = [] if "stop" in request.POST else request.POST.getlist("newsletters")
        # The path itself holds the token.
        how = circumstances_of(request, form="newsletter choices", page="/newsletters/choices/")
        preferring.choose_newsletters(reader, slugs, how)
        if by_script(request):
            return keep_referrer(render(request, SAVED))
        return keep_referrer(HttpResponseRedirect(f"{request.path}?saved", status=303))
    context = {
        "known": True,
        "offers": choices.offered(),
        "chosen": choices.chosen_by(reader),
        "saved": "saved" in request.GET,
        "token": get_token(request),
    }
    return keep_referrer(render(request, FROM_MAIL, context))


def _context(request: HttpRequest, reader: Reader) -> dict[str, Any]:
    chosen = preferring.preferences_of(reader)
    return {
        "room": "preferences",
        "reader": reader,
        "offers": choices.offered(),
        "chosen": choices.chosen_by(reader),
        "offers_line": marketing.line_for(reader),
        "wants_offers": marketing.wants_offers(reader),
        "preferences": chosen,
        "kinds": [(kind, words, getattr(chosen, kind)) for kind, words in KINDS.items()],
        "ways": Way.choices,
        "hours": [time(hour) for hour in range(24)],
        "zones": quiet_hours.zones(),
        "now_look": appearance.look_of(request),
        "token": get_token(request),
    }


def _way(request: HttpRequest, kind: str) -> Way:
    try:
        return Way(request.POST.get(kind, ""))
    except ValueError:
        raise UnreadableForm from None


def _quiet_hours(request: HttpRequest) -> tuple[time | None, time, str]:
    start, end, zone = (request.POST.get(name, "") for name in ("quiet_from", "quiet_until", "time_zone"))
    if zone and not quiet_hours.is_zone(zone):
        raise UnreadableForm
    try:
        return time.fromisoformat(start) if start else None, time.fromisoformat(end), zone
    except ValueError:
        raise UnreadableForm from None


def _saved_at(part: str) -> str:
    return f"{reverse('preferences')}?saved={part}#{part}"
