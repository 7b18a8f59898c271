"""Where a request comes from: the connection, and what a proxy of our own says about it."""

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

from standfirst.readers.clients import source_of

PROXY = "10.0.0.1"


@pytest.mark.parametrize(
    ("connection", "forwarded", "source"),
    [
        ("203.0.113.5", "198.51.100.9", "203.0.113.5"),
        (PROXY, "198.51.100.9", "198.51.100.9"),
        (PROXY, "6.6.6.6, 198.51.100.9", "198.51.100.9"),
        (PROXY, "6.6.6.6, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
        (PROXY, "10.0.0.2, 10.0.0.3", "10.0.0.2"),
        (PROXY, "", PROXY),
        (PROXY, "not an address", PROXY),
        (PROXY, "198.51.100.9, junk", PROXY),
        (PROXY, "198.51.100.9,", PROXY),
        (PROXY, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::77", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.5", "", "203.0.113.5"),
        ("", "198.51.100.9", ""),
        ("a name" * 50, "", ("a name" * 50)[:64]),
    ],
)
def test_a_client_is_who_our_own_proxies_say_and_nobody_else(
    connection: str, forwarded: str, source: str, settings: LazySettings
) -> None:
    settings.STANDFIRST_TRUSTED_PROXIES = ["10.0.0.0/8"]
    request = RequestFactory().get("/", REMOTE_ADDR=connection, HTTP_X_FORWARDED_FOR=forwarded)
    assert source_of(request) == source


def test_without_a_proxy_nobody_is_believed() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.5", HTTP_X_FORWARDED_FOR="198.51.100.9")
    assert source_of(request) == "203.0.113.5"


def test_a_proxy_that_is_no_address_is_said_by_the_name_of_the_setting(settings: LazySettings) -> None:
    settings.STANDFIRST_TRUSTED_PROXIES = ["my-proxy"]
    with pytest.raises(ImproperlyConfigured, match="STANDFIRST_TRUSTED_PROXIES"):
        source_of(RequestFactory().get("/"))
