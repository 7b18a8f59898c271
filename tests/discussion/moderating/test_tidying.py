"""What is kept of a typed text: everything that somebody writes, and nothing that breaks the page."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.discussion.moderating.tidying import oddities, tidied


@pytest.mark.parametrize(
    "text",
    [
        "Two\n\nparagraphs, and a > quote.",
        "Việt Nam, naïve, Ångström",
        "שָׁלוֹם עֲלֵיכֶם",
        "السَّلامُ عليكُم",
        "می\u200cروم",
        "हिन्दी में क्\u200dष",
        "👩\u200d👩\u200d👧\u200d👦 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "བསྒྲུབས",
        "a\u200eb\u200fc",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert tidied(text) == unicodedata.normalize("NFC", text)
    assert oddities(text) == []


@pytest.mark.parametrize(
    ("typed", "kept", "odd"),
    [
        ("a\u202egpj.exe", "agpj.exe", ["direction"]),
        ("a\u2066b\u2069", "ab", ["direction"]),
        ("i\u200bd\u00adi\ufeffot", "idiot", ["hidden"]),
        ("hi\U000e0041\U000e0042", "hi", ["hidden"]),
        ("a\x00b\x1b[31m\x7f", "ab[31m", ["controls"]),
        ("a\ud800b\uffff", "ab", ["controls"]),
        ("Z" + "\u0335\u0322" * 40, "Z" + "\u0335\u0322" * 2, ["marks"]),
    ],
)
def test_what_nobody_types_is_taken_out_and_would_be_held(typed: str, kept: str, odd: list[str]) -> None:
    assert unicodedata.normalize("NFC", tidied(typed)) == unicodedata.normalize("NFC", kept)
    assert oddities(typed) == odd


def test_lines_end_alike_and_no_more_than_two_are_empty() -> None:
    assert tidied("  a \r\nb\rc\u2028d\n\n\n\n\ne\n") == "a\nb\nc\nd\n\ne"


@given(st.text(st.characters(codec=None, categories=None), max_size=200))
def test_what_is_tidy_stays_so_and_can_be_stored(typed: str) -> None:
    once = tidied(typed)
    once.encode()
    assert "\x00" not in once
    assert tidied(once) == once
    assert set(oddities(once)) <= {"marks"}
