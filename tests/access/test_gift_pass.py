"""The gift pass: what was sealed opens, nothing else does, and it is no other cookie of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.gift_pass import MOST, GiftKeys, GiftPass, HeldGift
from standfirst.access.levels import Tier
from standfirst.access.passes import PassKeys, ReaderPass
from standfirst.access.policy import Visitor

SITE = "https://news.example"
SECRET = "a secret of this site only"
KEYS = PassKeys([SECRET], site=SITE)
NOW = 1_800_000_000
numbers = st.integers(min_value=0, max_value=2**64 - 1)
gifts = st.builds(HeldGift, st.binary(min_size=16, max_size=16), numbers, numbers)
A_GIFT = HeldGift(b"h" * 16, 7, NOW + 600)
A_PASS = GiftPass(NOW, (A_GIFT,))


@given(numbers, st.lists(gifts, max_size=MOST).map(tuple))
def test_what_was_sealed_is_what_opens(asked: int, held: tuple[HeldGift, ...]) -> None:
    assert KEYS.gifts.open(KEYS.gifts.seal(GiftPass(asked, held)).encode()) == GiftPass(asked, held)


def test_the_first_gifts_are_forgotten_for_the_newest_so_that_the_cookie_stays_small() -> None:
    held = tuple(HeldGift(bytes(16), number, NOW) for number in range(3 * MOST))
    sealed = KEYS.gifts.seal(GiftPass(NOW, held))
    opened = KEYS.gifts.open(sealed.encode())
    assert opened is not None
    assert opened.gifts == held[-MOST:]
    assert len(sealed) < 1_000


def test_altered_in_any_byte_or_cut_it_opens_nothing() -> None:
    sealed = KEYS.gifts.seal(A_PASS).encode()
    for place in range(len(sealed)):
        assert KEYS.gifts.open(sealed[:place]) is None
        for other in (b"A", b"z", b".", b"\x00"):
            altered = sealed[:place] + other + sealed[place + 1 :]
            assert altered == sealed or KEYS.gifts.open(altered) is None, (place, other)


@given(st.binary(max_size=4_000))
def test_junk_opens_nothing_and_breaks_nothing(junk: bytes) -> None:
    assert KEYS.gifts.open(junk) is None


@pytest.mark.parametrize("keys", [GiftKeys([SECRET], site="https://other.example"), GiftKeys(["another"], site=SITE)])
def test_another_site_or_another_secret_opens_nothing(keys: GiftKeys) -> None:
    assert keys.open(KEYS.gifts.seal(A_PASS).encode()) is None


def test_keys_can_be_rotated() -> None:
    rotated = GiftKeys(["a newer secret", SECRET], site=SITE)
    assert rotated.open(KEYS.gifts.seal(A_PASS).encode()) == A_PASS
    assert KEYS.gifts.open(rotated.seal(A_PASS).encode()) is None


def test_a_gift_pass_is_no_reader_pass_and_a_reader_pass_no_gift_pass() -> None:
    reader_pass = KEYS.seal(ReaderPass(Visitor(Tier.SUBSCRIBER, grants=frozenset({7})), bytes(16), NOW + 600, NOW))
    assert KEYS.gifts.open(reader_pass.encode()) is None
    assert KEYS.open(KEYS.gifts.seal(A_PASS).encode(), NOW) is None
