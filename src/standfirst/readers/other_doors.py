"""
Signing in with an account elsewhere. Somebody new finishes their registration here; an account of ours with the same
address is connected only when its owner shows a code that went to that address: what another site says is no proof.
"""

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from standfirst.access.paths import own_place
from standfirst.readers import one_time_codes, proving, rules, telling
from standfirst.readers.asking_for_codes import ask_for_code
from standfirst.readers.models import Reader
from standfirst.readers.one_time_codes import Purpose
from standfirst.sign_in_providers import title

_KEY = "standfirst_other_door"


@dataclass(frozen=True, slots=True)
class Door:
    """``name`` stands in its address; ``title`` on its button."""

    name: str
    title: str


@dataclass(slots=True)
class Waiting:
    """
    Somebody who has come through another door and is nobody here yet. ``proven``: that ``address`` is theirs.
    ``to``: a place of ours.
    """

    login: dict[str, Any]
    door: str
    address: str
    first_name: str
    last_name: str
    proven: bool
    to: str


def doors() -> list[Door]:
    """Those that the publisher has set up, in order."""
    return [Door(name, title(name)) for name in settings.STANDFIRST_SIGN_IN_WITH]


def waiting_in(request: HttpRequest) -> Waiting | None:
    """Who waits in this browser to be somebody here."""
    kept = request.session.get(_KEY)
    return Waiting(**kept) if isinstance(kept, dict) else None


def prove(request: HttpRequest, waiting: Waiting) -> None:
    """The address has been shown to be theirs."""
    waiting.proven = True
    _keep(request, waiting)


def connect(request: HttpRequest, reader: Reader, waiting: Waiting) -> bool:
    """Let the other account open ``reader``'s from now on; False when it opens another one already."""
    request.session.pop(_KEY, None)
    request.session.set_expiry(None)
    return _connect(reader, SocialLogin.deserialize(waiting.login).account)


def connected(reader: Reader) -> list[tuple[int, Door]]:
    """What opens this account from elsewhere: the number of each, and its door."""
    kept = SocialAccount.objects.filter(user_id=reader.pk).order_by("pk")
    return [(one.pk, Door(one.provider, title(one.provider))) for one in kept]


def disconnect(reader: Reader, pk: int) -> None:
    """It opens this account no more. A code by mail still does."""
    with transaction.atomic():
        if SocialAccount.objects.filter(user_id=reader.pk, pk=pk).delete()[0]:
            telling.tell(reader, telling.UNLINKED)


class OtherDoors(DefaultSocialAccountAdapter):
    """allauth speaks with the other site; who comes in is decided here."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Goes on only for an account that is connected and open; everybody else is led on from here."""
        # Nothing of what the other site says of its people is kept, but by which number it knows this one.
        sociallogin.account.extra_data = {}
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(self._connected(request, sociallogin))
        if sociallogin.is_existing:
            SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})
            if not sociallogin.user.is_active:
                self.on_authentication_error(request, sociallogin.provider)
            return
        raise ImmediateHttpResponse(self._led_on(request, sociallogin))

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        """Whatever went wrong there: back to the sign-in page, which says so."""
        raise ImmediateHttpResponse(HttpResponseRedirect(f"{reverse('sign-in')}?door=closed", status=303))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """None of allauth's: ours go through the queue, in our words."""

    def _connected(self, request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
        reader = request.user
        if not isinstance(reader, Reader) or not proving.is_proven(request):
            return HttpResponseRedirect(reverse("prove"), status=303)
        known = sociallogin.is_existing
        mine = sociallogin.user.pk == reader.pk if known else _connect(reader, sociallogin.account)
        return HttpResponseRedirect(f"{reverse('security')}?saved={'door' if mine else 'taken'}", status=303)

    def _led_on(self, request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
        claimed = next(iter(sociallogin.email_addresses), None)
        address = _kept(claimed.email) if claimed is not None else ""
        to = own_place(sociallogin.state.get("next"))
        trusted = claimed is not None and bool(claimed.verified)
        proven = trusted and not Reader.objects.filter(email=address).exists()
        waiting = Waiting(
            login=sociallogin.serialize(),
            door=sociallogin.account.provider,
            address=address,
            first_name=str(getattr(sociallogin.user, "first_name", ""))[:150],
            last_name=str(getattr(sociallogin.user, "last_name", ""))[:150],
            proven=proven,
            to=to,
        )
        asked = None if proven or not address else ask_for_code(request, Purpose.SOCIAL, address, to=to)
        if request.user.is_authenticated:
            account_adapter().logout(request)
        _keep(request, waiting)
        response = HttpResponseRedirect(reverse("finish"), status=303)
        if asked is not None:
            one_time_codes.remember(response, asked)
        return response


def _keep(request: HttpRequest, waiting: Waiting) -> None:
    # Somebody who is nobody here yet: what they brought along is forgotten with the hour.
    request.session.set_expiry(3_600)
    request.session[_KEY] = {name: getattr(waiting, name) for name in Waiting.__slots__}


def _connect(reader: Reader, account: SocialAccount) -> bool:
    try:
        with transaction.atomic():
            kept, is_new = SocialAccount.objects.get_or_create(
                provider=account.provider, uid=account.uid, defaults={"user": reader}
            )
            if is_new:
                telling.tell(reader, telling.LINKED)
    except IntegrityError:
        return False
    return bool(kept.user_id == reader.pk)


def _kept(address: str) -> str:
    try:
        return rules.email(address)
    except rules.Broken:
        return ""
