"""Which blocks the HTML of a body becomes."""

from typing import Any

import pytest

from standfirst.importers.conversion import body_from
from tests.importers.support import no_pictures


def blocks(source: str, *, lines: bool = False) -> list[tuple[str, Any]]:
    """The blocks of ``source``; every picture in it is no. 7."""
    body = body_from(source, lambda _: 7, blank_lines_are_paragraphs=lines)
    return [(block.kind, block.value) for block in body.blocks]


def text(source: str, *, lines: bool = False) -> str:
    """For a body that is one text block."""
    ((kind, value),) = blocks(source, lines=lines)
    assert kind == "text"
    return str(value)


def notes(source: str) -> list[str]:
    return [note.reason for note in body_from(source, no_pictures).notes]


def a_picture(**changes: object) -> dict[str, object]:
    return {"image": 7, "caption": "", "alt": "", "size": "column", **changes}


TEXTS = {
    "<p>One</p><p>Two</p>": "<p>One</p><p>Two</p>",
    "<div>One<div>Two</div>Three</div>": "<p>One</p><p>Two</p><p>Three</p>",
    "One<br>Two<br><br>": "<p>One<br/>Two</p>",
    "<strong>a</strong><b>b</b><em>c</em><cite>d</cite>": "<p><b>a</b><b>b</b><i>c</i><i>d</i></p>",
    "<p>5 &lt; 6 &amp; 7</p>": "<p>5 &lt; 6 &amp; 7</p>",
    "<p>a\n\n  b</p>": "<p>a b</p>",
    "<q>Now</q> and <span lang=cy>wedyn</span>": "<p>“Now” and wedyn</p>",
    "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>": "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>",
    "<ul>stray<li><p>a</p><p>b</p></li></ul>": "<ul><li>stray</li><li>a<br/>b</li></ul>",
    "<blockquote><p>a</p><p>b</p><cite>Ada</cite></blockquote>": "<blockquote>a<br/><br/>b<br/><br/>— Ada</blockquote>",
    "<dl><dt>Tide</dt><dd>High</dd></dl>": "<p><b>Tide</b></p><p>High</p>",
    "<pre>a\n  b</pre>": "<p>a<br/>  b</p>",
    "<details><summary>More</summary>Words</details>": "<p><b>More</b></p><p>Words</p>",
    "<p> </p><p>&nbsp;</p><div></div><p>x</p>": "<p>x</p>",
}  # fmt: skip


@pytest.mark.parametrize(("source", "made"), TEXTS.items())
def test_text_is_written_anew_with_few_tags(source: str, made: str) -> None:
    assert text(source) == made


TABLES = {
    "<table><tr><th>Boat</th><th>Time</th></tr><tr><td>Kea</td><td>9</td></tr><tr><td>Tern</td><td></td></tr></table>":
        "<p><b>Boat · Time</b></p><ul><li>Kea · 9</li><li>Tern</li></ul>",
    "<table><caption>Boats</caption><tbody><tr><td>a</td></tr></tbody></table>": "<p>Boats</p><ul><li>a</li></ul>",
    "<table><tr><td>a<ul><li>b</li><li>c &amp;</li></ul></td></tr></table>": "<ul><li>a b; c &amp;</li></ul>",
    "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>": "<ul><li>a b</li></ul>",
}  # fmt: skip


@pytest.mark.parametrize(("source", "made"), TABLES.items())
def test_a_table_becomes_lines_with_its_head_in_bold(source: str, made: str) -> None:
    assert text(source) == made


def test_a_heading_becomes_a_crosshead_and_a_long_one_a_bold_line() -> None:
    assert blocks("<h2>Then <em>came</em><br>rain</h2><p>x</p>") == [
        ("crosshead", "Then came rain"),
        ("text", "<p>x</p>"),
    ]
    assert text(f"<h3>{'x' * 121}</h3>") == f"<p><b>{'x' * 121}</b></p>"
    assert text("<h2> </h2><p>x</p>") == "<p>x</p>"


def test_the_marks_of_wordpress_end_the_teaser_once_and_part_paragraphs() -> None:
    source = "<p>a</p><!--more Read on--><p>b<!--nextpage-->c</p><!--more--><!-- wp:p --><p>d</p>"
    assert blocks(source) == [
        ("text", "<p>a</p>"),
        ("teaser_end", None),
        ("text", "<p>b</p><p>c</p><p>d</p>"),
    ]


def test_where_editors_write_no_paragraphs_a_blank_line_ends_one_and_a_line_end_stays() -> None:
    assert text("One\nTwo\n \nThree <b>four\n\nfive</b>", lines=True) == (
        "<p>One<br/>Two</p><p>Three <b>four</b></p><p><b>five</b></p>"
    )
    assert text("One\n\nTwo") == "<p>One Two</p>"


def test_pictures_become_blocks_with_caption_and_alt() -> None:
    source = (
        '<figure class="alignwide"><a href="x"><img src="a" alt="A boat"></a><figcaption>At sea</figcaption></figure>'
    )
    assert blocks(source) == [("picture", a_picture(caption="At sea", alt="A boat", size="wide"))]
    assert blocks('<p>a<img src="x">b</p>') == [("text", "<p>a</p>"), ("picture", a_picture()), ("text", "<p>b</p>")]
    assert blocks('<div class="wp-caption"><img src="x"><p>At sea</p></div>') == [
        ("picture", a_picture(caption="At sea"))
    ]


def test_several_pictures_in_a_figure_become_a_gallery() -> None:
    first = "<figure><img src=a><figcaption>A</figcaption></figure>"
    source = f"<figure>{first}<img src=b><figcaption>Both</figcaption></figure>"
    gallery = {"title": "Both", "pictures": [a_picture(caption="A"), a_picture()]}
    assert blocks(source) == [("gallery", gallery)]


def test_words_beside_a_picture_stay_words() -> None:
    source = "<figure><img src=a><p>Words</p><figcaption>At sea</figcaption></figure>"
    assert blocks(source) == [("picture", a_picture()), ("text", "<p>Words</p><p>At sea</p>")]


def test_the_caption_of_a_missing_picture_stays_as_words_and_the_picture_is_noted_once() -> None:
    for source in (
        "<figure><img src=a><figcaption>At sea</figcaption></figure>",
        "<figure><img src=a><img src=b><figcaption>At sea</figcaption></figure>",
        '<div class="gallery"><figure><img src=a><figcaption>At sea</figcaption></figure></div>',
    ):
        body = body_from(source, no_pictures)
        assert [block.value for block in body.blocks] == ["<p><i>At sea</i></p>"]
        assert len(body.notes) == source.count("<img")


def test_a_caption_too_long_to_be_one_is_cut_and_counted() -> None:
    body = body_from(f"<figure><img src=a><figcaption>{'word ' * 100}</figcaption></figure>", lambda _: 7)
    value = body.blocks[0].value
    assert isinstance(value, dict)
    assert len(value["caption"]) <= 400
    assert [note.reason for note in body.notes] == ["caption cut to 400 characters"]


def test_a_pull_quote_holds_quote_and_source_and_nothing_else() -> None:
    pulled = '<figure class="wp-block-pullquote"><blockquote><p>Never.</p><cite>Ada</cite></blockquote></figure>'
    assert blocks(pulled) == [("pull_quote", {"quote": "Never.", "who": "Ada"})]
    more = '<blockquote class="pullquote"><p>Never.</p><ul><li>More</li></ul></blockquote>'
    assert text(more) == "<blockquote>Never.</blockquote><ul><li>More</li></ul>"


@pytest.mark.parametrize(
    "source",
    [
        "<p>https://youtu.be/abc123</p>",
        '<p><a href="https://youtu.be/abc123">https://youtu.be/abc123</a></p>',
        '<iframe src="//www.youtube.com/embed/abc123?feature=oembed"></iframe>',
        '<figure class="wp-block-embed"><div>\nhttps://www.youtube.com/watch?v=abc123\n</div></figure>',
    ],
)
def test_the_address_of_a_video_on_its_own_becomes_a_video(source: str) -> None:
    ((kind, value),) = blocks(source)
    assert (kind, value["url"]) == ("video", "https://www.youtube.com/watch?v=abc123")


def test_the_address_of_a_video_in_a_sentence_stays_a_link() -> None:
    assert text('<p>See <a href="https://youtu.be/abc123">it</a>.</p>').startswith("<p>See <a ")


def test_struck_out_text_and_unknown_players_are_counted() -> None:
    assert text("<p>a <del>b</del>c</p>") == "<p>a c</p>"
    assert notes("<p><s>b</s></p>") == ["struck-out text left out"]
    assert notes('<audio src="https://a.example/x.mp3"></audio>') == ["player of a host we do not know, kept as a link"]
    assert text('<audio src="https://a.example/x.mp3"></audio>').startswith('<p><a href="https://a.example/x.mp3">')
