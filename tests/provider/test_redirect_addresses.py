"""Where readers may be sent back to: whole addresses of one place, over https, that nothing reads in two ways."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.provider.redirect_addresses import HERE, NotARedirectAddress, redirect_address

PARTS = st.sampled_from(
    ["https", "http", "javascript", ":", "//", "/", "\\", "@", "#", "*", "?", "evil.example", "127.0.0.1", "[::1]"]
    + ["localhost", "forum.example", ":443", ":x", " ", "\t", "\n", "\x00", "é", "%2F", "..", "cb", "user", "[", "]"]
)


@pytest.mark.parametrize(
    "line",
    [
        "https://forum.example/auth/oidc/callback",
        "https://a.example:8443/x?y=1",
        "http://127.0.0.1:9/cb",
        "http://[::1]/",
    ],
)
def test_an_address_that_may_be_is_left_to_the_letter(line: str) -> None:
    assert redirect_address(line) == line


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("http://forum.example/cb", "must be https"),
        ("https://*.forum.example/cb", "no wildcard"),
        ("https://ann:x@forum.example/cb", "name and password"),
        ("https://forum.example/cb#x", "the #"),
        ("forum.example/cb", "must begin with https"),
        ("javascript:alert(1)", "must begin with https"),
        ("org.app://cb", "must begin with https"),
        ("https:///cb", "a host"),
        ("https://forum.example:x/", "no address"),
        ("https://forum.example/a b", "without spaces"),
        ("https://forum.example\\@evil.example/", "without spaces"),
        ("https://forum.example/" + "x" * 2_000, "longer than"),
    ],
)
def test_another_is_refused_and_says_why(line: str, why: str) -> None:
    with pytest.raises(NotARedirectAddress, match=why):
        redirect_address(line)


@given(st.lists(PARTS, max_size=9).map("".join) | st.text(max_size=60))
def test_whatever_is_taken_leads_to_one_host_and_not_in_the_open(line: str) -> None:
    try:
        taken = redirect_address(line)
    except NotARedirectAddress:
        return
    parts = urlsplit(taken)
    assert taken == line
    assert parts.hostname
    assert parts.scheme == "https" or parts.hostname in HERE
    assert not set(taken) & set("\\#*@ \t\r\n\x00") or "@" in parts.path + parts.query
    assert parts.username is None
