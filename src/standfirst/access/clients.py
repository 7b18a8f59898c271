"""Where a request comes from, as far as it can be believed. Pure: no request, no setting, no name server."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address


@lru_cache(4_096)
def address_of(text: str) -> Address | None:
    """The address that ``text`` writes, None when it writes none. An IPv4 address in IPv6 clothes is the IPv4 one."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def household_of(source: str) -> str:
    """
    ``source`` for counting: a household or a machine, not each of its addresses. An IPv6 client counts by its /64,
    which is what one of them is given; what is no address by its first 64 characters.
    """
    address = address_of(source)
    if address is None:
        return source[:64]
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 64), strict=False))
    return str(address)


class Proxies:
    """
    The reverse proxies of the operator, as addresses or networks. Raises ValueError for one that is neither.

    X-Forwarded-For is read from the right, past the proxies; what stands left of that is anybody's to write, and so is
    every other header.
    """

    def __init__(self, networks: Iterable[str]) -> None:
        self.networks = tuple(ip_network(network, strict=False) for network in networks)

    def __contains__(self, address: Address | None) -> bool:
        return address is not None and any(address in network for network in self.networks)

    def source(self, peer: str, forwarded: str) -> str:
        """Whom the connection from ``peer`` speaks for, as it is written; ``peer`` where nobody else is named."""
        source = peer
        if self.networks and address_of(peer) in self:
            for hop in reversed(forwarded.split(",")):
                hop = hop.strip()
                if address_of(hop) is None:
                    break
                source = hop
                if address_of(hop) not in self:
                    break
        return source

    def client(self, peer: str, forwarded: str) -> Address | None:
        """The address of the client; None where only a proxy is known, or nothing that is an address."""
        address = address_of(self.source(peer, forwarded))
        return None if address is None or address in self else address
