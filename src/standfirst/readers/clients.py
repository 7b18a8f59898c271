"""Where a request comes from, for counting: a household or a machine, not each of its addresses."""

from ipaddress import IPv6Address, IPv6Network, ip_network

from django.http import HttpRequest

from standfirst.access.clients import address_of
from standfirst.access.proxies import trusted_proxies


def source_of(request: HttpRequest) -> str:
    """
    The client's address for counting: the connection's own, and what a configured proxy says about it.

    An IPv6 client counts by its /64, which is what one household or machine is given.
    """
    meta = request.META
    source = trusted_proxies().source(meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""))
    address = address_of(source)
    if address is None:
        return source[:64]
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 64), strict=False))
    return str(address)


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
