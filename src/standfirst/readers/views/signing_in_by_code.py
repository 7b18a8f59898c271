"""Signing in with six digits by mail: asking for them, and writing them in."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from standfirst.access.paths import own_place
from standfirst.readers import one_time_codes, signing_in
from standfirst.readers.asking_for_codes import ask_for_code
from standfirst.readers.clients import source_of
from standfirst.readers.forms import AddressForm, CodeForm
from standfirst.readers.models import Reader
from standfirst.readers.one_time_codes import Purpose, Verdict, asked_here, try_code
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import REFUSED, form_page, refused_in_form
from standfirst.refusals import TooManyTries

ASK_PAGE = "readers/sign_in_code.html"
ENTER_PAGE = "readers/enter_code.html"


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def ask(request: HttpRequest) -> HttpResponse:
    """Have the digits sent. The answer is the same for every address."""
    to = own_place((request.POST if request.method == "POST" else request.GET).get("next"))
    if request.method != "POST":
        return form_page(request, ASK_PAGE, AddressForm(initial={"next": to}), {"next_path": to})
    form = AddressForm(request.POST)
    if not form.is_valid():
        return form_page(request, ASK_PAGE, form, {"next_path": to}, status=REFUSED)
    try:
        asked = ask_for_code(request, Purpose.SIGN_IN, form.cleaned_data["email"], to=to)
    except TooManyTries as refusal:
        return refused_in_form(request, ASK_PAGE, form, refusal, {"next_path": to})
    response = HttpResponseRedirect(reverse("sign-in-code-enter"), status=303)
    one_time_codes.remember(response, asked)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def enter(request: HttpRequest) -> HttpResponse:
    """Write them in, in the browser that asked."""
    asked = asked_here(request, Purpose.SIGN_IN)
    if asked is None:
        return HttpResponseRedirect(reverse("sign-in-code"), status=303)
    context = {"email": asked.address, "action": reverse("sign-in-code-enter"), "again": reverse("sign-in-code")}
    if request.method != "POST":
        return form_page(request, ENTER_PAGE, CodeForm(), context)
    form = CodeForm(request.POST)
    form.is_valid()
    try:
        verdict = try_code(asked, request.POST.get("code", ""), source=source_of(request))
    except TooManyTries as refusal:
        return refused_in_form(request, ENTER_PAGE, form, refusal, context)
    reader = Reader.objects.filter(email=asked.address, is_active=True).first()
    if verdict is Verdict.RIGHT and reader is not None:
        response = signing_in.sign_in(request, reader, asked.to or reverse("account"), method="code")
        one_time_codes.forget(response)
        return response
    form.refuse("code", words_of(verdict))
    return form_page(request, ENTER_PAGE, form, context, status=REFUSED)


def words_of(verdict: Verdict) -> str:
    """What a reader is told of a code that did not do."""
    if verdict is Verdict.RUN_OUT:
        return _("That code has run out. Send a new one")
    return _("That code does not match. Check the latest email")
