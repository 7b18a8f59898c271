"""A forgotten password: asking for a link, and setting a new one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from standfirst.readers import resetting, rules
from standfirst.readers.clients import source_of
from standfirst.readers.devices import device_of
from standfirst.readers.forms import ForgottenPasswordForm, NewPasswordForm
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.tokens import reader_of_reset
from standfirst.readers.views.answering import REFUSED, form_page, keep_referrer, refused_in_form
from standfirst.refusals import Busy, TooManyTries

ASK_PAGE = "readers/forgotten_password.html"
SET_PAGE = "readers/reset_password.html"


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Ask for the link. The answer is the same for every address."""
    if request.method != "POST":
        return form_page(request, ASK_PAGE, ForgottenPasswordForm(), {"sent": False})
    form = ForgottenPasswordForm(request.POST)
    if not form.is_valid():
        return form_page(request, ASK_PAGE, form, {"sent": False}, status=REFUSED)
    address = form.cleaned_data["email"]
    try:
        resetting.ask_for_reset(address, source=source_of(request), language=get_language() or "")
    except TooManyTries as refusal:
        return refused_in_form(request, ASK_PAGE, form, refusal, {"sent": False})
    return render(request, ASK_PAGE, {"form": form, "sent": True, "email": address})


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def reset_password(request: HttpRequest, key: str) -> HttpResponse:
    """GET shows the form and uses nothing up; POST sets the password, once. Nobody is signed in by it."""
    reader = reader_of_reset(key)
    if reader is None:
        return keep_referrer(render(request, SET_PAGE, {"good": False, "done": False}, status=410))
    owner = rules.Owner(reader.email, reader.first_name, reader.last_name)
    context = {"key": key, "good": True, "done": False}
    if request.method != "POST":
        return keep_referrer(form_page(request, SET_PAGE, NewPasswordForm(owner=owner), context))
    form = NewPasswordForm(request.POST, owner=owner)
    if not form.is_valid():
        return keep_referrer(form_page(request, SET_PAGE, form, context, status=REFUSED))
    try:
        device = device_of(request, reader.subject.hex)
        done = resetting.set_password(key, form.cleaned_data["password"], device=device)
    except Busy as refusal:
        return keep_referrer(refused_in_form(request, SET_PAGE, form, refusal, context))
    if done is None:
        return keep_referrer(render(request, SET_PAGE, {"good": False, "done": False}, status=410))
    return keep_referrer(render(request, SET_PAGE, {"good": True, "done": True}))
