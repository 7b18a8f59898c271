"""The second step of a sign-in: the authenticator app, a recovery code or a passkey."""

from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from standfirst.readers import passkeys, second_factor
from standfirst.readers.forms import SecondStepForm
from standfirst.readers.models import Reader
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.signing_in import seen_other
from standfirst.readers.views.answering import REFUSED, form_page, refused_in_form
from standfirst.refusals import TooManyTries

PAGE = "readers/second_step.html"


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def second_step(request: HttpRequest) -> HttpResponse:
    """For whoever has come through the first step in this browser within a quarter of an hour."""
    stage = waiting_at(request)
    if stage is None or not isinstance(stage.login.user, Reader):
        return HttpResponseRedirect(reverse("account" if request.user.is_authenticated else "sign-in"), status=303)
    reader = stage.login.user
    context = {"has_passkey": bool(passkeys.list_of(reader)), "action": reverse("mfa_authenticate")}
    if request.method != "POST":
        return form_page(request, PAGE, SecondStepForm(), context)
    form = SecondStepForm(request.POST)
    form.is_valid()
    try:
        if second_factor.try_answer(request, reader, request.POST.get("code", "")):
            return seen_other(stage.exit())
    except TooManyTries as refusal:
        return refused_in_form(request, PAGE, form, refusal, context)
    form.refuse("code", _("That code does not match. Each code works once; wait for the next one"))
    return form_page(request, PAGE, form, context, status=REFUSED)


def waiting_at(request: HttpRequest) -> LoginStage | None:
    """The second step that this browser has come to, if it has."""
    if request.user.is_authenticated:
        return None
    return LoginStageController.enter(request, AuthenticateStage.key)
