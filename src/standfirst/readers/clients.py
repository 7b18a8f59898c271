"""Where a request comes from, for counting: a household or a machine, not each of its addresses."""

from ipaddress import ip_network

from django.http import HttpRequest

from standfirst.access.clients import household_of
from standfirst.access.proxies import trusted_proxies


def source_of(request: HttpRequest) -> str:
    """
    The client's address for counting: the connection's own, and what a configured proxy says about it.
    """
    meta = request.META
    return household_of(trusted_proxies().source(meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", "")))


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
