"""Changing one's name, password and address."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.readers import changing, one_time_codes, rules, telling
from standfirst.readers.asking_for_codes import ask_for_code
from standfirst.readers.clients import source_of
from standfirst.readers.forms import CodeForm, NameForm, NewAddressForm, NewPasswordForm
from standfirst.readers.models import Reader
from standfirst.readers.one_time_codes import Purpose, Verdict, asked_here, try_code
from standfirst.readers.proving import for_proven_readers, for_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import REFUSED, form_page, refused_in_form
from standfirst.readers.views.signing_in_by_code import words_of
from standfirst.refusals import Busy, TooManyTries

NAME_PAGE = "readers/change_name.html"
PASSWORD_PAGE = "readers/change_password.html"  # a template
ADDRESS_PAGE = "readers/change_address.html"
CODE_PAGE = "readers/enter_code.html"


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
@takes_a_form
def name(request: HttpRequest) -> HttpResponse:
    """First and last name."""
    reader = request.user
    assert isinstance(reader, Reader)
    if request.method != "POST":
        said = {"first_name": reader.first_name, "last_name": reader.last_name}
        return form_page(request, NAME_PAGE, NameForm(initial=said), {"room": "account"})
    form = NameForm(request.POST)
    if not form.is_valid():
        return form_page(request, NAME_PAGE, form, {"room": "account"}, status=REFUSED)
    changing.rename(reader, form.cleaned_data["first_name"], form.cleaned_data["last_name"])
    return HttpResponseRedirect(f"{reverse('account')}?saved=name", status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@for_proven_readers()
@takes_a_form
def password(request: HttpRequest) -> HttpResponse:
    """A new one, or the first one of a reader who has come by another door."""
    reader = request.user
    assert isinstance(reader, Reader)
    owner = rules.Owner(reader.email, reader.first_name, reader.last_name)
    context = {"room": "security", "email": reader.email, "has_password": reader.has_usable_password()}
    if request.method != "POST":
        return form_page(request, PASSWORD_PAGE, NewPasswordForm(owner=owner), context)
    form = NewPasswordForm(request.POST, owner=owner)
    if not form.is_valid():
        return form_page(request, PASSWORD_PAGE, form, context, status=REFUSED)
    try:
        changing.change_password(request, reader, form.cleaned_data["password"])
    except Busy as refusal:
        return refused_in_form(request, PASSWORD_PAGE, form, refusal, context)
    return HttpResponseRedirect(f"{reverse('security')}?saved=password", status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@for_proven_readers()
@takes_a_form
def address(request: HttpRequest) -> HttpResponse:
    """Ask for another address: the new one gets a code, the old one is told."""
    reader = request.user
    assert isinstance(reader, Reader)
    context = {"room": "account", "email": reader.email}
    if request.method != "POST":
        return form_page(request, ADDRESS_PAGE, NewAddressForm(current=reader.email), context)
    form = NewAddressForm(request.POST, current=reader.email)
    if not form.is_valid():
        return form_page(request, ADDRESS_PAGE, form, context, status=REFUSED)
    try:
        asked = ask_for_code(request, Purpose.ADDRESS, form.cleaned_data["email"], subject=reader.subject.hex)
    except TooManyTries as refusal:
        return refused_in_form(request, ADDRESS_PAGE, form, refusal, context)
    telling.tell(reader, telling.ADDRESS_ASKED)
    response = HttpResponseRedirect(reverse("address-code"), status=303)
    one_time_codes.remember(response, asked)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_proven_readers("address")
@takes_a_form
def address_code(request: HttpRequest) -> HttpResponse:
    """The code that was sent to the new address makes it the account's."""
    reader = request.user
    assert isinstance(reader, Reader)
    asked = asked_here(request, Purpose.ADDRESS, subject=reader.subject.hex)
    if asked is None:
        return HttpResponseRedirect(reverse("address"), status=303)
    context = {"email": asked.address, "action": reverse("address-code"), "again": reverse("address"), "address": True}
    if request.method != "POST":
        return form_page(request, CODE_PAGE, CodeForm(), context)
    form = CodeForm(request.POST)
    form.is_valid()
    try:
        verdict = try_code(asked, request.POST.get("code", ""), source=source_of(request))
    except TooManyTries as refusal:
        return refused_in_form(request, CODE_PAGE, form, refusal, context)
    if verdict is Verdict.RIGHT and changing.take_address(reader, asked.address):
        response = HttpResponseRedirect(f"{reverse('account')}?saved=address", status=303)
        one_time_codes.forget(response)
        return response
    form.refuse("code", words_of(Verdict.WRONG if verdict is Verdict.RIGHT else verdict))
    return form_page(request, CODE_PAGE, form, context, status=REFUSED)
