"""Sign-in and security: what opens this account, the authenticator app and the recovery codes."""

from base64 import b64encode

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst.readers import browsers, other_doors, passkeys, second_factor, telling
from standfirst.readers.forms import SecondStepForm
from standfirst.readers.models import Reader
from standfirst.readers.proving import for_proven_readers, for_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import REFUSED, form_page, refused_in_form
from standfirst.refusals import TooManyTries

APP_PAGE = "readers/set_up_app.html"


@require_safe
@for_readers
def security(request: HttpRequest) -> HttpResponse:
    """Everything that opens this account, at a glance."""
    reader = request.user
    assert isinstance(reader, Reader)
    return render(
        request,
        "readers/security.html",
        {
            "reader": reader,
            "room": "security",
            "has_app": _has_app(reader),
            "passkeys": passkeys.list_of(reader),
            "codes_left": len(second_factor.codes_left(reader)),
            "asked": second_factor.is_asked_of(reader),
            "doors": other_doors.doors(),
            "connected": other_doors.connected(reader),
            "must": second_factor.must_have_one(reader),
        },
    )


@require_safe
@for_readers
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Where staff come who have no second factor yet: why, and which ones there are."""
    reader = request.user
    assert isinstance(reader, Reader)
    if second_factor.has_one(reader):
        return HttpResponseRedirect(reverse("security"), status=303)
    return render(request, "readers/second_factor_needed.html", {"room": "security"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_proven_readers()
@takes_a_form
def set_up_app(request: HttpRequest) -> HttpResponse:
    """Show the secret to an authenticator app, and take the app when it knows it."""
    reader = request.user
    assert isinstance(reader, Reader)
    if _has_app(reader):
        return HttpResponseRedirect(reverse("security"), status=303)
    secret = get_totp_secret()
    picture = get_adapter().build_totp_svg(get_adapter().build_totp_url(reader, secret))
    context = {
        "room": "security",
        "picture": f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}",
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
    }
    if request.method != "POST":
        return form_page(request, APP_PAGE, SecondStepForm(), context)
    form = SecondStepForm(request.POST)
    form.is_valid()
    try:
        done = second_factor.set_up_app(request, reader, secret, request.POST.get("code", ""))
    except TooManyTries as refusal:
        return refused_in_form(request, APP_PAGE, form, refusal, context)
    if not done:
        form.refuse("code", _("That is not what the app should show. Check that the telephone’s clock is right"))
        return form_page(request, APP_PAGE, form, context, status=REFUSED)
    clear_totp_secret(request)
    # A browser that somebody else is signed in with has not shown it.
    browsers.end_others(request, reader)
    telling.tell(reader, telling.APP_ON)
    return HttpResponseRedirect(f"{reverse('recovery-codes')}?new", status=303)


@require_POST
@for_proven_readers()
@takes_a_form
def remove_app(request: HttpRequest) -> HttpResponse:
    """Sign in without the app from now on."""
    reader = request.user
    assert isinstance(reader, Reader)
    if second_factor.take_away(reader, second_factor.APP):
        telling.tell(reader, telling.APP_OFF)
    return HttpResponseRedirect(reverse("security"), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@for_proven_readers()
@takes_a_form
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """GET shows those that are left, POST makes new ones in their place."""
    reader = request.user
    assert isinstance(reader, Reader)
    if not second_factor.is_asked_of(reader):
        return HttpResponseRedirect(reverse("security"), status=303)
    if request.method == "POST":
        second_factor.new_codes(reader)
        telling.tell(reader, telling.CODES)
        return HttpResponseRedirect(reverse("recovery-codes"), status=303)
    codes = [f"{code[:4]} {code[4:]}" for code in second_factor.codes_left(reader)]
    return render(
        request, "readers/recovery_codes.html", {"room": "security", "codes": codes, "new": "new" in request.GET}
    )


def _has_app(reader: Reader) -> bool:
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.filter(user_id=reader.pk, type=second_factor.APP).exists()
