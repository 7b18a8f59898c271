"""Whom a text mentions: few, in order, and in time that grows with its length alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.discussion.mentioning import MOST, handles_in


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@ann and @bob-smith, as @Ann said.", ("ann", "bob-smith")),
        ("(@ann) “@bob”: @中村-花子", ("ann", "bob", "中村-花子")),
        ("Write to ann@example.com or a.@b, see /@ann and @@ann", ()),
        ("https://example.com/?by=@ann and @bob", ("bob",)),
        ("@ann-", ("ann",)),
        ("@", ()),
        ("@-_-", ()),
    ],
)
def test_a_mention_is_an_at_and_a_handle(text: str, handles: tuple[str, ...]) -> None:
    assert handles_in(text) == handles


def test_of_a_thousand_mentions_ten_count() -> None:
    assert handles_in(" ".join(f"@reader-{n}" for n in range(1000))) == tuple(f"reader-{n}" for n in range(MOST))


@given(st.text(alphabet="@ab-_. \n/é", max_size=300))
def test_it_finds_only_what_is_there(text: str) -> None:
    assert all(f"@{handle}" in text.lower() for handle in handles_in(text))


@pytest.mark.parametrize("piece", ["@", "@a-", "@-", "a@", "@" + "a" * 81, "@ a"])
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 200_000)[:200_000]
    begun = time.process_time()
    handles_in(text)
    assert time.process_time() - begun < 1, "seconds for ten times what anybody can send"
