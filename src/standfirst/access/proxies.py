"""The proxies that the operator has named, and what they say of a request's client."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from standfirst.access.clients import Address, Proxies


def trusted_proxies() -> Proxies:
    """Those of ``STANDFIRST_TRUSTED_PROXIES``. Raises ImproperlyConfigured."""
    return _read(tuple(settings.STANDFIRST_TRUSTED_PROXIES))


def client_of(request: HttpRequest) -> Address | None:
    """The address of the client, None where only a proxy is known."""
    meta = request.META
    return trusted_proxies().client(meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""))


@cache
def _read(proxies: tuple[str, ...]) -> Proxies:
    try:
        return Proxies(proxies)
    except ValueError as error:
        raise ImproperlyConfigured(f"STANDFIRST_TRUSTED_PROXIES: {error}.") from None
