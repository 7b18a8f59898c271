"""The registration form, on its own page and at the wall."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from standfirst.access import gate
from standfirst.access.paths import own_path
from standfirst.access.provisional import Holder
from standfirst.readers import announcing, botcheck
from standfirst.readers.at_the_wall import wall_at
from standfirst.readers.clients import source_of
from standfirst.readers.forms import RegistrationForm, registration_form
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.registration import register as register_reader
from standfirst.readers.views.answering import REFUSED, by_script, form_page, refused_in_form
from standfirst.readers.welcome import Welcome, give_welcome
from standfirst.refusals import Refusal

PAGE = "readers/register.html"
FRAGMENT = "readers/wall.html"


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def register(request: HttpRequest) -> HttpResponse:
    """GET shows the form, POST registers. The answer says nothing about whether the address has an account."""
    asked = own_path((request.POST if request.method == "POST" else request.GET).get("next"))
    if request.user.is_authenticated:
        return HttpResponseRedirect(asked or reverse("account"), status=303)
    if request.method != "POST":
        return form_page(request, PAGE, registration_form(asked), _context(asked))
    form = RegistrationForm(request.POST)
    # The form that is shown again says so itself: a correction is no second beginning.
    if not request.POST.get("again"):
        announcing.begun.send_robust(None, path=asked)
    template = FRAGMENT if by_script(request) else PAGE
    if not form.is_valid():
        return form_page(request, template, form, _refusal_context(template, asked), status=REFUSED)
    source = source_of(request)
    try:
        # The last thing before: a proof is good once, and a form that goes back for another reason keeps its own.
        botcheck.ask(request.POST, source=source)
        registration, secret = register_reader(form.answers(get_language() or ""), source=source)
    except botcheck.NotAPerson:
        form.takes_for_a_program()
        return form_page(request, template, form, _refusal_context(template, asked), status=REFUSED)
    except Refusal as refusal:
        return refused_in_form(request, template, form, refusal, _refusal_context(template, asked))
    announcing.accepted.send_robust(None, path=asked)
    welcome = Welcome(registration.first_name, registration.email)
    response = _welcomed(request, welcome, asked)
    gate.give_provisional_pass(response, secret, Holder(registration.subject.bytes, registration.article))
    return response


def _refusal_context(template: str, article: str) -> dict[str, Any]:
    """At a wall the words of that wall again: our script puts the answer in its place."""
    if template != FRAGMENT:
        return _context(article)
    wall = wall_at(article)
    return {**_context(article), "wall": "register", "words_at_wall": wall, "wall_look": wall.look, "level": wall.level}


def _welcomed(request: HttpRequest, welcome: Welcome, article: str) -> HttpResponse:
    if by_script(request):
        context = {"first_name": welcome.first_name, "email": welcome.email, "article_url": article}
        return render(request, "readers/welcome.html", context)
    to = f"{article}#continue" if article else reverse("confirm-code")
    response = HttpResponseRedirect(to, status=303)
    give_welcome(response, welcome)
    return response


def _context(article: str) -> dict[str, Any]:
    return {"next_path": article}
