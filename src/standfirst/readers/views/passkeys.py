"""Passkeys: signing in with one, as the second step or the proof too; adding one and taking it away."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from standfirst.access.paths import own_place
from standfirst.readers import limits, passkeys, second_factor, signing_in, telling
from standfirst.readers.browser_names import name_of
from standfirst.readers.clients import source_of
from standfirst.readers.forms import PasskeyForm, SignInForm
from standfirst.readers.models import Reader
from standfirst.readers.passkeys import NotAPasskey
from standfirst.readers.proving import for_proven_readers, for_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import REFUSED, form_page
from standfirst.readers.views.second_step import waiting_at
from standfirst.readers.views.signing_in import PAGE as SIGN_IN_PAGE
from standfirst.readers.views.signing_in import ways_in

ADD_PAGE = "readers/add_passkey.html"


@require_POST
@takes_a_form
def options(request: HttpRequest) -> HttpResponse:
    """What the browser's window is to ask for: of anybody; of who is at the second step; of who is signed in."""
    limits.count(limits.PASSKEYS_FROM_A_SOURCE, source_of(request))
    stage = waiting_at(request)
    reader = request.user if request.user.is_authenticated else stage.login.user if stage is not None else None
    return JsonResponse(passkeys.ask_to_sign_in(reader if isinstance(reader, Reader) else None))


@require_POST
@takes_a_form
def sign_in(request: HttpRequest) -> HttpResponse:
    """By passkey alone: the answer says whose it is."""
    limits.count(limits.PASSKEYS_FROM_A_SOURCE, source_of(request))
    to = own_place(request.POST.get("next"))
    stage = waiting_at(request)
    first = stage.login.user if stage is not None and isinstance(stage.login.user, Reader) else None
    try:
        reader, passkey = passkeys.whose(request.POST.get("credential", ""), first)
    except NotAPasskey:
        form = SignInForm(request.POST)
        form.full_clean()
        form.errors.clear()
        form.refuse(None, _("That passkey does not open an account here. Try another way"))
        return form_page(request, SIGN_IN_PAGE, form, {"next_path": to, **ways_in(request)}, status=REFUSED)
    if stage is not None:
        second_factor.note_shown(request, passkey)
        return signing_in.seen_other(stage.exit())
    return signing_in.sign_in_by_passkey(request, reader, passkey, to or reverse("account"))


@require_POST
@for_proven_readers("add-passkey")
@takes_a_form
def new_options(request: HttpRequest) -> HttpResponse:
    """What the browser's window is to make."""
    assert isinstance(request.user, Reader)
    return JsonResponse(passkeys.ask_to_make(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@for_proven_readers()
@takes_a_form
def add(request: HttpRequest) -> HttpResponse:
    """Make one in this browser."""
    reader = request.user
    assert isinstance(reader, Reader)
    if request.method != "POST":
        return form_page(
            request, ADD_PAGE, PasskeyForm(initial={"name": name_of(request.headers.get("User-Agent", ""))})
        )
    form = PasskeyForm(request.POST)
    form.is_valid()
    codes_before = second_factor.codes_left(reader)
    try:
        passkey = passkeys.add(reader, request.POST.get("credential", ""), request.POST.get("name", "") or _("Passkey"))
    except NotAPasskey:
        form.refuse(None, _("Your browser did not make a passkey. Press the button once more"))
        return form_page(request, ADD_PAGE, form, status=REFUSED)
    second_factor.note_shown(request, passkey)
    telling.tell(reader, telling.PASSKEY_ON)
    new_codes = not codes_before and second_factor.codes_left(reader)
    return HttpResponseRedirect(reverse("recovery-codes" if new_codes else "security"), status=303)


@require_POST
@for_proven_readers()
@takes_a_form
def remove(request: HttpRequest) -> HttpResponse:
    """Take one away."""
    reader = request.user
    assert isinstance(reader, Reader)
    asked = request.POST.get("passkey", "")
    named = asked.isascii() and asked.isdecimal() and len(asked) < 19
    if named and second_factor.take_away(reader, second_factor.PASSKEY, int(asked)):
        telling.tell(reader, telling.PASSKEY_OFF)
    return HttpResponseRedirect(reverse("security"), status=303)


@require_POST
@for_readers
@takes_a_form
def no_thanks(request: HttpRequest) -> HttpResponse:
    """Offer none again; they can be added under Sign-in and security all the same."""
    assert isinstance(request.user, Reader)
    Reader.objects.filter(pk=request.user.pk).update(no_passkey=True)
    return HttpResponseRedirect(reverse("account"), status=303)
