"""Which address a request is believed to come from, and whose network that lies in."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.clients import Proxies, address_of
from standfirst.access.ranges import Range, Ranges

PROXIES = Proxies(["10.0.0.0/8", "2001:db8:ffff::1"])
addresses = st.ip_addresses()
networks = st.builds(
    lambda address, length: ip_network((address, length * address.max_prefixlen // 32), strict=False),
    addresses,
    st.integers(4, 32),
)


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.5", "198.51.100.9", "203.0.113.5"),
        ("10.0.0.1", "198.51.100.9", "198.51.100.9"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
        ("::ffff:10.0.0.1", "::ffff:198.51.100.9", "198.51.100.9"),
        ("2001:db8:ffff::1", "2001:db8::5", "2001:db8::5"),
        ("fe80::1%eth0", "", "fe80::1"),
        ("10.0.0.1", "", None),
        ("10.0.0.1", "10.0.0.2", None),
        ("10.0.0.1", "198.51.100.9, unknown", None),
        ("10.0.0.1", "198.51.100.9:443", None),
        ("", "198.51.100.9", None),
    ],
)
def test_a_client_is_who_our_proxies_say_and_a_proxy_is_nobody(peer: str, forwarded: str, client: str | None) -> None:
    assert PROXIES.client(peer, forwarded) == (ip_address(client) if client else None)


@given(addresses, st.text(max_size=60))
def test_whatever_a_stranger_forwards_they_are_where_they_come_from(peer: object, forwarded: str) -> None:
    assert Proxies(["192.0.2.1"]).client(str(peer), forwarded) in (address_of(str(peer)), None)


@given(st.lists(networks, max_size=8), addresses)
def test_an_address_belongs_to_a_network_as_the_standard_library_says(told: list[object], asked: object) -> None:
    ranges = Ranges(Range(str(network), 7, 0, 10) for network in told)
    address = address_of(str(asked))
    assert address is not None
    inside = any(address in ip_network(str(network)) for network in told)
    assert (ranges.institution_at(address, 5) == 7) == inside
    assert not ranges.institution_at(address, 10), "it has ended"
    assert not ranges.institution_at(address, -1), "it has not begun"


def test_one_network_belongs_to_one_institution_after_another() -> None:
    ranges = Ranges([Range("192.0.2.0/24", 1, 0, 10), Range("192.0.2.0/24", 2, 10, 20)])
    address = ip_address("192.0.2.9")
    assert [ranges.institution_at(address, now) for now in (9, 10, 20)] == [1, 2, 0]
