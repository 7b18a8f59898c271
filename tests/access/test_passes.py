import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.levels import Tier
from standfirst.access.passes import LIFETIME, PassKeys, ReaderPass
from standfirst.access.policy import Visitor

SITE = "https://news.example"
KEYS = PassKeys(["a secret of this site only"], site=SITE)
NOW = 1_800_000_000

passes = st.builds(
    ReaderPass,
    visitor=st.builds(
        Visitor,
        tier=st.sampled_from(Tier),
        provisional=st.booleans(),
        grants=st.frozensets(st.integers(min_value=1, max_value=2**64 - 1), max_size=60),
        used=st.integers(min_value=0, max_value=65_535),
        institution=st.one_of(st.just(0), st.integers(min_value=1, max_value=2**63)),
    ),
    subject=st.binary(min_size=16, max_size=16),
    expires=st.integers(min_value=NOW + 1, max_value=NOW + LIFETIME),
)
A_PASS = ReaderPass(Visitor(Tier.SUBSCRIBER, grants=frozenset({4, 9})), b"s" * 16, NOW + LIFETIME)


@given(passes)
def test_what_was_sealed_is_what_opens(reader_pass: ReaderPass) -> None:
    assert KEYS.open(KEYS.seal(reader_pass).encode(), NOW) == reader_pass


@given(passes)
def test_a_pass_that_has_run_out_opens_nothing(reader_pass: ReaderPass) -> None:
    assert KEYS.open(KEYS.seal(reader_pass).encode(), reader_pass.expires) is None


def test_a_pass_altered_in_any_byte_opens_nothing() -> None:
    sealed = KEYS.seal(A_PASS).encode()
    for place in range(len(sealed)):
        for other in (b"A", b"z", b".", b"\x00"):
            altered = sealed[:place] + other + sealed[place + 1 :]
            if altered != sealed:
                assert KEYS.open(altered, NOW) is None, (place, other)


@given(st.binary(max_size=4000))
def test_junk_opens_nothing_and_breaks_nothing(junk: bytes) -> None:
    assert KEYS.open(junk, NOW) is None


def test_a_pass_cut_short_or_made_longer_opens_nothing() -> None:
    sealed = KEYS.seal(A_PASS).encode()
    assert all(KEYS.open(sealed[:length], NOW) is None for length in range(len(sealed)))
    assert KEYS.open(sealed + b"A", NOW) is None


def test_a_pass_from_another_site_or_another_secret_opens_nothing() -> None:
    sealed = KEYS.seal(A_PASS).encode()
    assert PassKeys(["a secret of this site only"], site="https://other.example").open(sealed, NOW) is None
    assert PassKeys(["another secret"], site=SITE).open(sealed, NOW) is None


def test_keys_rotate_without_signing_anybody_out() -> None:
    sealed = KEYS.seal(A_PASS).encode()
    rotated = PassKeys(["the new secret", "a secret of this site only"], site=SITE)
    assert rotated.open(sealed, NOW) == A_PASS
    assert KEYS.open(rotated.seal(A_PASS).encode(), NOW) is None
    assert PassKeys(["the new secret"], site=SITE).open(sealed, NOW) is None


def test_a_pass_that_would_not_fit_into_a_cookie_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        KEYS.seal(ReaderPass(Visitor(Tier.REGISTERED, grants=frozenset(range(1, 400))), b"s" * 16, NOW + 1))


def test_keys_need_a_secret() -> None:
    with pytest.raises(ValueError, match="secret"):
        PassKeys([""], site=SITE)
