"""Where a request comes from, as far as it can be believed."""

from functools import cache
from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest


def source_of(request: HttpRequest) -> str:
    """
    The client's address for counting: the connection's own, and what a configured proxy says about it.

    X-Forwarded-For is read from the right, past the proxies we trust; every other header is anybody's to write. An IPv6
    client counts by its /64, which is what one household or machine is given.
    """
    trusted = _trusted(tuple(settings.STANDFIRST_TRUSTED_PROXIES))
    source = request.META.get("REMOTE_ADDR", "")
    if trusted and _is_in(source, trusted):
        for hop in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
            hop = hop.strip()
            if not _is_address(hop):
                break
            source = hop
            if not _is_in(hop, trusted):
                break
    return _counted(source)


def truncated(source: str) -> str:
    """
    The network of a client as it may be kept: the /24 of an IPv4 address, the /48 of an IPv6 one, of which ``source``
    may be a network itself; "" for what is no address.
    """
    try:
        network = ip_network(source, strict=False)
    except ValueError:
        return ""
    longest = 24 if network.version == 4 else 48
    return str(network.supernet(new_prefix=longest) if network.prefixlen > longest else network)


@cache
def _trusted(proxies: tuple[str, ...]) -> tuple[Any, ...]:
    try:
        return tuple(ip_network(proxy, strict=False) for proxy in proxies)
    except ValueError as error:
        raise ImproperlyConfigured(f"STANDFIRST_TRUSTED_PROXIES: {error}.") from None


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_in(text: str, networks: tuple[Any, ...]) -> bool:
    return _is_address(text) and any(ip_address(text) in network for network in networks)


def _counted(source: str) -> str:
    if not _is_address(source):
        return source[:64]
    address = ip_address(source)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Network((address, 64), strict=False))
    return str(address)
