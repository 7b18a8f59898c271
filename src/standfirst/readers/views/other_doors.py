"""The other doors: going there, coming back as somebody new, connecting and disconnecting."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from requests import RequestException

from standfirst.access.paths import own_place
from standfirst.readers import confirming, one_time_codes, other_doors, registration
from standfirst.readers.clients import source_of
from standfirst.readers.forms import CodeForm, FinishingForm, SignInForm
from standfirst.readers.models import Reader
from standfirst.readers.one_time_codes import Purpose, Verdict, asked_here, try_code
from standfirst.readers.other_doors import Waiting
from standfirst.readers.proving import for_proven_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.signing_in import sign_in
from standfirst.readers.views.answering import REFUSED, form_page, keep_referrer, refused_in_form
from standfirst.readers.views.signing_in import PAGE as SIGN_IN_PAGE
from standfirst.readers.views.signing_in import ways_in
from standfirst.readers.views.signing_in_by_code import words_of
from standfirst.refusals import Refusal, TooManyTries
from standfirst.sign_in_providers import title

CODE_PAGE = "readers/enter_code.html"
FINISH_PAGE = "readers/finish.html"


@require_POST
@takes_a_form
def go(request: HttpRequest, door: str) -> HttpResponse:
    """Off to the other site, to come back signed in."""
    return _on_the_way(request, door, AuthProcess.LOGIN, own_place(request.POST.get("next")))


@require_POST
@for_proven_readers()
@takes_a_form
def connect(request: HttpRequest, door: str) -> HttpResponse:
    """Off to the other site, to connect the account there with the one here."""
    return _on_the_way(request, door, AuthProcess.CONNECT, "")


@require_POST
@for_proven_readers()
@takes_a_form
def disconnect(request: HttpRequest) -> HttpResponse:
    """It opens the account no more."""
    assert isinstance(request.user, Reader)
    asked = request.POST.get("connection", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 19:
        other_doors.disconnect(request.user, int(asked))
    return HttpResponseRedirect(reverse("security"), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def finish(request: HttpRequest) -> HttpResponse:
    """Who has come through another door for the first time: first the address, then what every reader is asked."""
    waiting = other_doors.waiting_in(request)
    if waiting is None:
        return HttpResponseRedirect(reverse("sign-in"), status=303)
    if not waiting.address:
        return render(request, "readers/no_address.html", {"door": title(waiting.door)})
    return _register(request, waiting) if waiting.proven else _enter_code(request, waiting)


def _on_the_way(request: HttpRequest, door: str, process: str, to: str) -> HttpResponse:
    found = next((one for one in other_doors.doors() if one.name == door), None)
    if found is None:
        raise Http404
    try:
        there = get_adapter().get_provider(request, door).redirect(request, process, next_url=to or None)["Location"]
    except (RequestException, KeyError, ValueError):
        form = SignInForm(request.POST)
        form.full_clean()
        form.errors.clear()
        form.refuse(None, _("%(door)s does not answer at the moment. Choose another way") % {"door": found.title})
        return form_page(request, SIGN_IN_PAGE, form, {"next_path": to, **ways_in(request)}, status=503)
    # A page of its own: the policy lets no form of ours lead to another site.
    return keep_referrer(render(request, "readers/on_the_way.html", {"door": found.title, "there": there}))


def _enter_code(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    asked = asked_here(request, Purpose.SOCIAL)
    if asked is None or asked.address != waiting.address:
        return HttpResponseRedirect(reverse("sign-in"), status=303)
    context = {"email": asked.address, "action": reverse("finish"), "again": reverse("sign-in"), "social": True}
    if request.method != "POST":
        return form_page(request, CODE_PAGE, CodeForm(), context)
    form = CodeForm(request.POST)
    form.is_valid()
    try:
        verdict = try_code(asked, request.POST.get("code", ""), source=source_of(request))
    except TooManyTries as refusal:
        return refused_in_form(request, CODE_PAGE, form, refusal, context)
    if verdict is not Verdict.RIGHT:
        form.refuse("code", words_of(verdict))
        return form_page(request, CODE_PAGE, form, context, status=REFUSED)
    reader = Reader.objects.filter(email=waiting.address).first()
    if reader is None:
        other_doors.prove(request, waiting)
        response: HttpResponse = HttpResponseRedirect(reverse("finish"), status=303)
    else:
        response = _come_in(request, reader, waiting)
    one_time_codes.forget(response)
    return response


def _register(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    context = {"email": waiting.address, "door": title(waiting.door), "next_path": waiting.to}
    if request.method != "POST":
        said = {"first_name": waiting.first_name, "last_name": waiting.last_name}
        return form_page(request, FINISH_PAGE, FinishingForm(initial=said), context)
    form = FinishingForm(request.POST)
    form.address, form.to = waiting.address, waiting.to
    if not form.is_valid():
        return form_page(request, FINISH_PAGE, form, context, status=REFUSED)
    try:
        made = registration.register_proven(form.answers(get_language() or ""), source=source_of(request))
    except Refusal as refusal:
        return refused_in_form(request, FINISH_PAGE, form, refusal, context)
    reader = confirming.confirm(made)
    if reader is None:
        # The address got an account meanwhile: from here on it is proven like any other.
        request.session.flush()
        return HttpResponseRedirect(reverse("sign-in"), status=303)
    return _come_in(request, reader, waiting)


def _come_in(request: HttpRequest, reader: Reader, waiting: Waiting) -> HttpResponse:
    if not reader.is_active or not other_doors.connect(request, reader, waiting):
        return HttpResponseRedirect(f"{reverse('sign-in')}?door=closed", status=303)
    return sign_in(request, reader, waiting.to or reverse("account"), method="socialaccount")
