"""Preferences: each part is a form of its own, saved at once, with its own word for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.readers import appearance, choices, marketing, preferring
from standfirst.readers.ledger.acts import circumstances_of
from standfirst.readers.models import Notice, Reader
from standfirst.readers.proving import for_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import by_script, keep_referrer
from standfirst.refusals import UnreadableForm

PAGE = "readers/preferences.html"
FROM_MAIL = "readers/newsletter_choices.html"
SAVED = "readers/saved.html"
PARTS = ("newsletters", "offers", "notices", "reminders", "appearance")


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
        preferring.choose_notices(reader, replies=_notice(request, "replies"), follows=_notice(request, "follows"))
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
    return {
        "room": "preferences",
        "reader": reader,
        "offers": choices.offered(),
        "chosen": choices.chosen_by(reader),
        "offers_line": marketing.line_for(reader),
        "wants_offers": marketing.wants_offers(reader),
        "preferences": preferring.preferences_of(reader),
        "notices": Notice.choices,
        "now_look": appearance.look_of(request),
        "token": get_token(request),
    }


def _notice(request: HttpRequest, name: str) -> Notice:
    try:
        return Notice(request.POST.get(name, ""))
    except ValueError:
        raise UnreadableForm from None


def _saved_at(part: str) -> str:
    return f"{reverse('preferences')}?saved={part}#{part}"
