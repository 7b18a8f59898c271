import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.gift_pass import GiftPass, HeldGift
from standfirst.access.levels import Tier
from standfirst.access.passes import LIFETIME, PassKeys, ReaderPass
from standfirst.access.policy import ANONYMOUS, Visitor
from standfirst.frontdoor.revocations import Revocations
from standfirst.frontdoor.visitors import Visitors
from tests.frontdoor.stage import COOKIES, KEYS, a_pass, pass_cookie

VISITORS = Visitors(KEYS, COOKIES, Revocations())
SESSION = f"{COOKIES.session}=abc"


def who(cookie: str) -> Visitor | None:
    return VISITORS.who(cookie.encode(), time.time())


@given(st.binary(max_size=200))
def test_cookies_that_are_not_ours_make_nobody(cookie: bytes) -> None:
    assert VISITORS.who(cookie, time.time()) in (ANONYMOUS, None)
    assert b"sf_" in cookie or VISITORS.who(cookie, time.time()) == ANONYMOUS


def test_a_pass_says_who_carries_it_wherever_it_stands() -> None:
    assert who(f"a=b; {pass_cookie(Tier.SUBSCRIBER)};c=d") == Visitor(Tier.SUBSCRIBER)
    assert who(f"{SESSION}; {pass_cookie()}") == Visitor(Tier.REGISTERED)


@pytest.mark.parametrize(
    "value",
    ["", "x", "junk.junk.junk", a_pass(lasts=-1), a_pass()[:-1], a_pass().swapcase(), "a" * 8_000],
    ids=["empty", "short", "junk", "run out", "cut", "other case", "long"],
)
def test_a_pass_that_does_not_open_is_none(value: str) -> None:
    assert who(f"{COOKIES.reader_pass}={value}") == ANONYMOUS


def test_a_pass_that_was_opened_before_runs_out_and_is_called_back_like_another() -> None:
    now, revocations = time.time(), Revocations()
    visitors = Visitors(KEYS, COOKIES, revocations)
    told = a_pass(Tier.SUBSCRIBER, lasts=60, subject=HANDLE)
    cookie = f"{COOKIES.reader_pass}={told}".encode()
    for _ in range(2):
        assert visitors.who(cookie, now) == Visitor(Tier.SUBSCRIBER)
    assert visitors.who(cookie, now + 61) == ANONYMOUS
    assert visitors.who(cookie[:-1] + (b"A" if cookie[-1:] != b"A" else b"E"), now) == ANONYMOUS
    assert visitors.carrier_of(cookie)[0] == HANDLE
    revocations.note(frozenset({f"reader:{HANDLE.hex()}"}), now + 1)
    assert visitors.who(cookie, now) is None


def test_only_so_many_passes_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standfirst.frontdoor.visitors._MOST_REMEMBERED", 3)
    visitors, now = Visitors(KEYS, COOKIES, Revocations()), time.time()
    passes = [a_pass(Tier.SUBSCRIBER, subject=bytes([number] * 16)) for number in range(10)]
    for _ in range(2):
        for told in passes:
            assert visitors.who(f"{COOKIES.reader_pass}={told}".encode(), now) == Visitor(Tier.SUBSCRIBER)
    assert len(visitors._remembered) <= 3


@pytest.mark.parametrize("other", [SESSION, f"{COOKIES.provisional}=abc"])
def test_somebody_without_a_good_pass_who_may_have_one_is_asked_about(other: str) -> None:
    assert who(other) is None
    assert who(f"{other}; {COOKIES.reader_pass}={a_pass(lasts=-1)}") is None


def test_a_welcome_is_djangos_to_show_even_to_a_pass() -> None:
    assert who(f"{pass_cookie()}; {COOKIES.welcome}=x") is None


def test_two_different_passes_are_nobody_we_know_and_the_same_one_twice_is_one() -> None:
    one = a_pass(Tier.SUBSCRIBER)
    assert who(f"{COOKIES.reader_pass}={one}; {COOKIES.reader_pass}=other") is None
    assert who(f"{COOKIES.reader_pass}={one}; {COOKIES.reader_pass}={one}") == Visitor(Tier.SUBSCRIBER)


def test_a_name_in_another_case_or_with_a_prefix_is_another_cookie() -> None:
    assert who(f"SF_PASS={a_pass()}") == ANONYMOUS
    assert who(f"__Host-sf_pass={a_pass()}") == ANONYMOUS
    assert who(f"xsf_pass={a_pass()}") == ANONYMOUS


def test_a_pass_of_another_site_opens_nothing_here() -> None:
    elsewhere = Visitors(
        PassKeys(["a secret that only this stage knows"], site="http://other.example"), COOKIES, Revocations()
    )
    assert elsewhere.who(pass_cookie().encode(), time.time()) == ANONYMOUS


HANDLE = b"h" * 16


def gift_cookie(*articles: int, ago: int = 0, lasts: int = 600) -> str:
    """A gift pass for which the database was asked ``ago`` seconds ago; its links end in ``lasts`` seconds."""
    now = int(time.time())
    held = tuple(HeldGift(HANDLE, article, now + lasts) for article in articles)
    return f"{COOKIES.gift}={KEYS.gifts.seal(GiftPass(now - ago, held))}"


def test_who_holds_gifts_is_who_they_are_and_reads_those_too() -> None:
    assert who(gift_cookie(7, 8)) == Visitor(gifts=frozenset({7, 8}))
    assert who(f"{gift_cookie(7)}; {pass_cookie()}") == Visitor(Tier.REGISTERED, gifts=frozenset({7}))
    metered = KEYS.seal(ReaderPass(Visitor(grants=frozenset({3}), used=1), bytes(16), int(time.time()) + 60))
    both = Visitor(grants=frozenset({3}), used=1, gifts=frozenset({7}))
    assert who(f"{COOKIES.meter}={metered}; {gift_cookie(7)}") == both


def test_a_gift_whose_link_has_ended_is_none() -> None:
    assert who(gift_cookie(7, lasts=-1)) == ANONYMOUS


def test_gifts_are_asked_about_again_after_the_life_of_a_pass() -> None:
    assert who(gift_cookie(7, ago=LIFETIME - 5)) == Visitor(gifts=frozenset({7}))
    assert who(gift_cookie(7, ago=LIFETIME + 1)) is None


def test_gifts_of_which_one_was_called_back_are_asked_about_again() -> None:
    now, revocations = time.time(), Revocations()
    revocations.note(frozenset({f"gift:{HANDLE.hex()}"}), now)
    visitors = Visitors(KEYS, COOKIES, revocations)
    assert visitors.who(gift_cookie(7).encode(), now) is None
    assert visitors.who(gift_cookie(7, ago=-2).encode(), now) == Visitor(gifts=frozenset({7}))


@pytest.mark.parametrize(
    "value",
    ["", "x", "junk.junk.junk", a_pass(Tier.SUBSCRIBER), "a" * 8_000],
    ids=["nothing", "a letter", "junk", "a reader pass", "long"],
)
def test_a_gift_pass_that_does_not_open_gives_nothing_and_takes_nothing(value: str) -> None:
    assert who(f"{COOKIES.gift}={value}") == ANONYMOUS
    assert who(f"{COOKIES.gift}={value}; {pass_cookie(Tier.SUBSCRIBER)}") == Visitor(Tier.SUBSCRIBER)


def test_a_gift_pass_under_another_name_is_nothing() -> None:
    sealed = gift_cookie(7).partition("=")[2]
    assert who(f"{COOKIES.reader_pass}={sealed}; {COOKIES.meter}={sealed}") == ANONYMOUS
    assert who(f"x{COOKIES.gift}={sealed}") == ANONYMOUS
