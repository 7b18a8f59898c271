"""allauth's seams to the rest of the house."""

from functools import cache
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from standfirst.access.paths import own_place


class ReaderAccountAdapter(DefaultAccountAdapter):
    """Accounts come by our own registration; what is left to allauth is the sign-in itself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never by allauth's own form."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        return bool(own_place(url))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Nobody's: allauth would keep it with the session, and a list of sessions is to name no place."""
        return "0.0.0.0"  # an address to keep, not one to listen at

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Never by allauth: ``proving`` asks, before anything of a change is looked at."""
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """None of allauth's: ours go through the queue, in our words."""

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """By whichever door, and after whichever step: the cookies of somebody who is signed in."""
        from standfirst.readers.signing_in import settle

        response: HttpResponse = super().post_login(request, user, **kwargs)
        settle(request, response, user)
        return response

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: our pages say what happened, and a message would need a cookie of its own."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Who is asked for a second factor is ours to say; its secrets are kept encrypted."""

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        from standfirst.readers import second_factor

        if types is not None and len(types) == 1:
            return bool(super().is_mfa_enabled(user, types=types))
        return not user.is_anonymous and second_factor.is_asked_of(user)

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Black on white in any scheme: telephones read nothing else."""
        import qrcode  # type: ignore[import-untyped]  # it ships no types
        from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

        picture: str = qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")
        return picture

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the host of the site; where that is an address, to the one that was asked for."""
        host = str(settings.STANDFIRST_SITE.hostname)
        if _is_number(host):
            host = context.request.get_host().rpartition(":")[0] or context.request.get_host()
        return {"id": host, "name": self._get_site_name()}

    def _get_site_name(self) -> str:
        return str(settings.STANDFIRST_SITE.hostname)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@cache
def _keys() -> MultiFernet:
    """Of the secret that signs, then of the older ones that still open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_of(secret)) for secret in secrets])


def _key_of(secret: str) -> bytes:
    from base64 import urlsafe_b64encode

    return urlsafe_b64encode(
        salted_hmac("standfirst.readers.authenticators", "key", secret=secret, algorithm="sha256").digest()
    )
