"""Which institution an address belongs to, from memory. Pure."""

from collections.abc import Iterable
from ipaddress import ip_network
from typing import NamedTuple

from standfirst.access.clients import Address


class Range(NamedTuple):
    """
    ``network``, written as address/length, is ``institution``'s from ``begins`` until ``ends``, in seconds since 1970.
    """

    network: str
    institution: int
    begins: float
    ends: float


def institution_of(ranges: Iterable[Range], now: float) -> int:
    """The id of the institution whose of ``ranges`` counts at ``now``; 0 when none does."""
    for one in ranges:
        if one.begins <= now < one.ends:
            return one.institution
    return 0


class Ranges:
    """
    Many ranges, so that looking one address up takes a step for each length of network, however many there are.

    Raises ValueError for a range that is none.
    """

    def __init__(self, ranges: Iterable[Range] = ()) -> None:
        self._by_length: dict[tuple[int, int], dict[int, list[Range]]] = {}
        for one in ranges:
            network = ip_network(one.network)
            shift = network.max_prefixlen - network.prefixlen
            numbers = self._by_length.setdefault((network.version, shift), {})
            numbers.setdefault(int(network.network_address) >> shift, []).append(one)

    def __bool__(self) -> bool:
        return bool(self._by_length)

    def around(self, address: Address) -> list[Range]:
        """Those that ``address`` lies in, at whatever time."""
        version, number = address.version, int(address)
        return [
            one
            for (kind, shift), numbers in self._by_length.items()
            if kind == version
            for one in numbers.get(number >> shift, ())
        ]

    def institution_at(self, address: Address, now: float) -> int:
        """The id of the institution that ``address`` belongs to at ``now``; 0 when there is none."""
        return institution_of(self.around(address), now)
