"""Where the teaser ends."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from standfirst.newsroom.blocks import BodyBlock
from standfirst.newsroom.teaser import split


def a_body(*blocks: tuple[str, Any]) -> Any:
    return BodyBlock().to_python([{"type": kind, "value": value} for kind, value in blocks])


def texts(blocks: list[Any]) -> str:
    return "".join(block.value.source if block.block_type == "text" else f"[{block.block_type}]" for block in blocks)


def test_the_teaser_ends_after_the_second_paragraph() -> None:
    parts = split(a_body(("text", "<p>One</p><p>Two</p><p>Three</p>"), ("crosshead", "Later")))
    assert texts(parts.teaser) == "<p>One</p><p>Two</p>"
    assert texts(parts.rest) == "<p>Three</p>[crosshead]"


def test_the_editors_mark_decides_where_the_teaser_ends() -> None:
    parts = split(a_body(("text", "<p>One</p>"), ("teaser_end", None), ("text", "<p>Two</p><p>Three</p>")))
    assert texts(parts.teaser) == "<p>One</p>"
    assert texts(parts.rest) == "<p>Two</p><p>Three</p>"


def test_paragraphs_of_several_text_blocks_are_counted_together() -> None:
    parts = split(a_body(("text", "<p>One</p>"), ("crosshead", "C"), ("text", "<p>Two</p><p>Three</p>")))
    assert texts(parts.teaser) == "<p>One</p>[crosshead]<p>Two</p>"
    assert texts(parts.rest) == "<p>Three</p>"


def test_a_paragraph_without_words_does_not_count() -> None:
    parts = split(a_body(("text", "<p>One</p><p> </p><p></p><p>Two</p><p>Three</p>")))
    assert "Two" in texts(parts.teaser)
    assert texts(parts.rest) == "<p>Three</p>"


def test_an_article_of_two_paragraphs_keeps_the_second_back() -> None:
    parts = split(a_body(("text", "<p>One</p><p>Two</p>")))
    assert (texts(parts.teaser), texts(parts.rest)) == ("<p>One</p>", "<p>Two</p>")


def test_an_article_of_one_paragraph_keeps_all_of_it_back() -> None:
    parts = split(a_body(("text", "<p>One</p>")))
    assert (texts(parts.teaser), texts(parts.rest)) == ("", "<p>One</p>")


def test_an_empty_body_has_no_parts() -> None:
    parts = split(a_body())
    assert (parts.teaser, parts.rest) == ([], [])


paragraphs = st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=0, max_size=8)
bodies = st.lists(st.one_of(paragraphs, st.just("crosshead"), st.just("teaser_end")), max_size=8)


@given(bodies)
def test_nothing_is_lost_or_doubled_and_the_teaser_is_never_longer_than_two_paragraphs(body: list[Any]) -> None:
    blocks: list[tuple[str, Any]] = []
    for part in body:
        if isinstance(part, str):
            blocks.append((part, "Cross" if part == "crosshead" else None))
        else:
            blocks.append(("text", "".join(f"<p>{word}</p>" for word in part)))
    parts = split(a_body(*blocks))
    whole = texts([block for block in a_body(*blocks) if block.block_type != "teaser_end"])
    assert texts(parts.teaser) + texts(parts.rest) == whole
    if ("teaser_end", None) not in blocks:
        assert texts(parts.teaser).count("<p>") <= 2
