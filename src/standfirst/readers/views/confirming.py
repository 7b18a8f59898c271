"""Confirming an address: the page behind the mail's link, and the six digits."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from standfirst.readers import confirming
from standfirst.readers.clients import source_of
from standfirst.readers.confirming import State, Verdict
from standfirst.readers.forms import CodeForm
from standfirst.readers.models import Reader, Registration
from standfirst.readers.provisional import registration_of
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.registration import send_again
from standfirst.readers.signing_in import sign_in
from standfirst.readers.views.answering import REFUSED, form_page, keep_referrer, refused_in_form
from standfirst.readers.welcome import Welcome, give_welcome
from standfirst.refusals import TooManyTries

CODE_PAGE = "readers/confirm_code.html"
_STATUS = {State.GOOD: 200, State.USED: 410, State.RUN_OUT: 410, State.UNKNOWN: 404}


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button, for mail scanners open links; POST makes the account."""
    state, registration = confirming.look_at(token)
    if request.method == "POST" and registration is not None:
        here = registration_of(request)
        reader = confirming.confirm(registration)
        if reader is not None:
            held = here is not None and here.pk == registration.pk
            return keep_referrer(_confirmed(request, reader, registration, sign_them_in=held))
        state, registration = State.USED, None
    context = {
        "state": state.value,
        "token": token,
        "first_name": registration.first_name if registration else "",
        "email": registration.email if registration else "",
    }
    return keep_referrer(render(request, "readers/confirm.html", context, status=_STATUS[state]))


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def code(request: HttpRequest) -> HttpResponse:
    """The six digits, in the browser that registered."""
    registration = registration_of(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account"), status=303)
    if request.method != "POST":
        return form_page(request, CODE_PAGE, CodeForm(), _waiting(registration))
    form = CodeForm(request.POST)
    form.is_valid()
    try:
        verdict, reader = (
            confirming.try_code(registration, request.POST.get("code", ""), source=source_of(request))
            if registration is not None
            else (Verdict.WRONG, None)
        )
    except TooManyTries as refusal:
        return refused_in_form(request, CODE_PAGE, form, refusal, _waiting(registration))
    if verdict is Verdict.RIGHT and reader is not None and registration is not None:
        return _confirmed(request, reader, registration, sign_them_in=True)
    words = {
        Verdict.WRONG: _("That code does not match. Check the latest email"),
        Verdict.RUN_OUT: _("That code has run out. Send a new one"),
    }
    form.refuse("code", words.get(verdict, words[Verdict.RUN_OUT]))
    return form_page(request, CODE_PAGE, form, _waiting(registration), status=REFUSED)


@require_POST
@takes_a_form
def another_code(request: HttpRequest) -> HttpResponse:
    """Send the mail again. The answer is the same when the limit is used up: the page speaks of the latest mail."""
    registration = registration_of(request)
    if registration is not None:
        send_again(registration)
    return HttpResponseRedirect(f"{reverse('confirm-code')}?sent", status=303)


def _waiting(registration: Registration | None) -> dict[str, object]:
    return {
        "email": registration.email if registration else "",
        "first_name": registration.first_name if registration else "",
        "article_url": registration.next_path if registration else "",
        "waiting": registration is not None and registration.confirmed_at is None,
    }


def _confirmed(request: HttpRequest, reader: Reader, registration: Registration, *, sign_them_in: bool) -> HttpResponse:
    """Signed in where they registered; elsewhere told to sign in, for the link may have been opened by anybody."""
    if sign_them_in:
        to = f"{registration.next_path}#continue" if registration.next_path else reverse("account")
        answer = sign_in(request, reader, to, method="email")
        # After the sign-in, which takes the welcome of the registration away.
        give_welcome(answer, Welcome(reader.first_name, reader.email, confirmed=True))
        return answer
    context = {"first_name": reader.first_name, "article_url": registration.next_path}
    return render(request, "readers/confirmed.html", context)
