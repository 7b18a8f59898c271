"""The page that asks a reader to show once more who it is: password, passkey, app, or a code by mail."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from standfirst.access.paths import own_path
from standfirst.readers import limits, one_time_codes, passkeys, second_factor
from standfirst.readers.asking_for_codes import ask_for_code
from standfirst.readers.clients import source_of
from standfirst.readers.forms import CodeForm, PasswordForm, ReaderForm, SecondStepForm
from standfirst.readers.models import Reader
from standfirst.readers.one_time_codes import Purpose, Verdict, asked_here, try_code
from standfirst.readers.passkeys import NotAPasskey
from standfirst.readers.proving import for_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import REFUSED, form_page, refused_in_form
from standfirst.readers.views.signing_in_by_code import words_of
from standfirst.refusals import Busy, TooManyTries

PAGE = "readers/prove.html"
CODE_PAGE = "readers/enter_code.html"


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
@takes_a_form
def prove(request: HttpRequest) -> HttpResponse:
    """With the second factor where one is asked for; else with the password, or whatever the reader has."""
    reader = request.user
    assert isinstance(reader, Reader)
    to = own_path((request.POST if request.method == "POST" else request.GET).get("next"))
    by_factor = second_factor.is_asked_of(reader)
    form: ReaderForm = SecondStepForm(request.POST or None) if by_factor else PasswordForm(request.POST or None)
    context = {
        "next_path": to,
        "by_factor": by_factor,
        "has_password": reader.has_usable_password(),
        "has_passkey": bool(passkeys.list_of(reader)),
    }
    if request.method != "POST":
        return form_page(request, PAGE, form, context)
    try:
        if not form.is_valid():
            return form_page(request, PAGE, form, context, status=REFUSED)
        if by_factor and second_factor.try_answer(request, reader, request.POST.get("code", "")):
            return _on(to)
        if not by_factor and _password_is(request, reader, form.cleaned_data["password"]):
            record_authentication(request, reader, "password", reauthenticated=True)
            return _on(to)
    except (TooManyTries, Busy) as refusal:
        return refused_in_form(request, PAGE, form, refusal, context)
    if by_factor:
        form.refuse("code", _("That code does not match. Each code works once; wait for the next one"))
    else:
        form.refuse("password", _("That is not the password of this account"))
    return form_page(request, PAGE, form, context, status=REFUSED)


@require_POST
@for_readers
@takes_a_form
def by_passkey(request: HttpRequest) -> HttpResponse:
    """Any passkey of the account will do."""
    reader = request.user
    assert isinstance(reader, Reader)
    limits.count(limits.PASSKEYS_FROM_A_SOURCE, source_of(request))
    to = own_path(request.POST.get("next"))
    try:
        _reader, passkey = passkeys.whose(request.POST.get("credential", ""), reader)
    except NotAPasskey:
        form = PasswordForm()
        context = {"next_path": to, "has_passkey": True, "has_password": reader.has_usable_password()}
        form = PasswordForm({})
        form.full_clean()
        form.errors.clear()
        form.refuse(None, _("That passkey does not belong to this account. Try another way"))
        context["by_factor"] = second_factor.is_asked_of(reader)
        return form_page(request, PAGE, form, context, status=REFUSED)
    second_factor.note_shown(request, passkey)
    return _on(to)


@require_POST
@for_readers
@takes_a_form
def ask_code(request: HttpRequest) -> HttpResponse:
    """Have six digits sent to the account's own address."""
    reader = request.user
    assert isinstance(reader, Reader)
    to = own_path(request.POST.get("next"))
    asked = ask_for_code(request, Purpose.PROOF, reader.email, subject=reader.subject.hex, to=to)
    response = HttpResponseRedirect(reverse("prove-code"), status=303)
    one_time_codes.remember(response, asked)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
@takes_a_form
def enter_code(request: HttpRequest) -> HttpResponse:
    """Write them in."""
    reader = request.user
    assert isinstance(reader, Reader)
    asked = asked_here(request, Purpose.PROOF, subject=reader.subject.hex)
    if asked is None or asked.address != reader.email:
        return HttpResponseRedirect(reverse("prove"), status=303)
    context = {"email": asked.address, "action": reverse("prove-code"), "again": reverse("prove"), "proof": True}
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
    record_authentication(request, reader, "code", reauthenticated=True)
    response = _on(asked.to)
    one_time_codes.forget(response)
    return response


def _on(to: str) -> HttpResponse:
    return HttpResponseRedirect(to or reverse("security"), status=303)


def _password_is(request: HttpRequest, reader: Reader, password: str) -> bool:
    found = authenticate(request, email=reader.email, password=password)
    return found is not None and found.pk == reader.pk
