"""Signing in and out, and what that does to the cookies of a browser."""

from allauth.account.adapter import get_adapter
from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from standfirst.access import gate
from standfirst.access.revoking import call_back
from standfirst.readers import devices
from standfirst.readers.models import Reader
from standfirst.readers.provisional import let_go
from standfirst.readers.second_factor import note_shown


def sign_in(request: HttpRequest, reader: Reader, to: str, *, method: str) -> HttpResponse:
    """
    Sign ``reader`` in through allauth's stages and send the browser ``to`` a place of ours; first to the second step
    where one is asked for.

    The session gets a new identifier. ``method`` says how they proved who they are ("password", "code", "email"). The
    address needs no check by allauth: there is no account without a confirmed one.
    """
    if request.user.is_authenticated:
        # Django gives a new identifier to who was nobody or somebody else before, not to who signs in once more.
        request.session.cycle_key()
    record_authentication(request, reader, method)
    return _through_the_stages(request, reader, to)


def sign_in_by_passkey(request: HttpRequest, reader: Reader, passkey: Authenticator, to: str) -> HttpResponse:
    """A passkey asks its owner for a finger, a face or a number, so it is both factors in one."""
    if request.user.is_authenticated:
        request.session.cycle_key()
    note_shown(request, passkey, passwordless=True)
    return _through_the_stages(request, reader, to)


def _through_the_stages(request: HttpRequest, reader: Reader, to: str) -> HttpResponse:
    reader.backend = "standfirst.readers.backend.LimitedBackend"
    if reader.leaves_at is not None:
        # First of all they are told, and can stay.
        to = reverse("account")
    login = Login(user=reader, email=reader.email, redirect_url=to, email_verification=EmailVerificationMethod.NONE)
    # One commit for all that a sign-in writes: each waits for the disk.
    with transaction.atomic():
        return seen_other(perform_login(request, login))


def seen_other(response: HttpResponse) -> HttpResponse:
    """After a post a redirect is one to GET (RFC 9110 §15.4.4)."""
    if isinstance(response, HttpResponseRedirect):
        response.status_code = 303
    return response


def settle(request: HttpRequest, response: HttpResponse, reader: Reader) -> None:
    """Once signed in: the account's pass instead of the provisional one, and a browser that is known from now on."""
    if request.user.is_authenticated and request.user.pk == reader.pk:
        gate.delete_cookie(response, gate.names().provisional)
        gate.delete_cookie(response, gate.names().welcome)
        gate.hint_signed_in(response)
        devices.know_this_device(request, response, reader)
        Reader.objects.filter(pk=reader.pk).update(sign_ins=F("sign_ins") + 1)
        # An account that was brought in unconfirmed has no password: whoever is in it was sent a code or a link.
        EmailAddress.objects.filter(user=reader, email=reader.email, verified=False).update(verified=True)


def sign_out(request: HttpRequest, response: HttpResponse) -> None:
    """End the session on the server and take every pass out of the browser; the known device stays known."""
    let_go(request)
    if request.user.is_authenticated:
        # A pass that was copied out of this browser opens nothing more; the reader's other browsers get a new one.
        call_back(request.user.subject)
    get_adapter().logout(request)
    gate.take_passes_away(response)
