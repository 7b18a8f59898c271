"""Signing in and out."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from standfirst.access.paths import own_path, own_place
from standfirst.readers import other_doors, signing_in
from standfirst.readers.forms import SignInForm
from standfirst.readers.models import Reader
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import REFUSED, form_page, refused_in_form
from standfirst.refusals import Busy, TooManyTries

PAGE = "readers/sign_in.html"


def ways_in(request: HttpRequest) -> dict[str, Any]:
    """What else the sign-in page offers: the doors that the publisher has set up, and this browser's own."""
    closed = request.method == "GET" and request.GET.get("door") == "closed"
    return {"doors": other_doors.doors(), "door_closed": closed}


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def sign_in(request: HttpRequest) -> HttpResponse:
    """Address and password. A wrong password and an unknown address get the same answer, for the same work."""
    asked = own_place((request.POST if request.method == "POST" else request.GET).get("next"))
    if request.method != "POST":
        if request.user.is_authenticated:
            return HttpResponseRedirect(asked or reverse("account"), status=303)
        return form_page(request, PAGE, SignInForm(initial={"next": asked}), {"next_path": asked, **ways_in(request)})
    form = SignInForm(request.POST)
    context = {"next_path": asked, **ways_in(request)}
    if not form.is_valid():
        return form_page(request, PAGE, form, context, status=REFUSED)
    try:
        reader = authenticate(request, email=form.cleaned_data["email"], password=form.cleaned_data["password"])
    except (TooManyTries, Busy) as refusal:
        return refused_in_form(request, PAGE, form, refusal, context)
    if not isinstance(reader, Reader):
        form.refuse(None, _("The email address and password do not match. You can also sign in with a code by email"))
        return form_page(request, PAGE, form, context, status=REFUSED)
    return signing_in.sign_in(request, reader, asked or reverse("account"), method="password")


@require_POST
@takes_a_form
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here and on the server; a provisional pass too."""
    response = HttpResponseRedirect(own_path(request.POST.get("next")) or "/", status=303)
    signing_in.sign_out(request, response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def staff_sign_in(request: HttpRequest) -> HttpResponse:
    """The admin's own sign-in page is ours: there is one way to show a password, and one second step."""
    to = own_path(request.GET.get("next")) or reverse("wagtailadmin_home")
    return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': to})}", status=303)
