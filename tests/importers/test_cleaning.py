"""HTML from outside: nothing dangerous of it reaches a page, and no word of the text is lost."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.importers.cleaning import LONGEST, MOST_TAGS, Unreadable
from standfirst.importers.conversion import Body, body_from
from standfirst.newsroom.blocks import BodyBlock
from tests.importers.support import no_pictures

HARMLESS = {"p", "b", "i", "a", "br", "ul", "ol", "li", "blockquote"}


class Tags(HTMLParser):
    """Every tag of some HTML with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def body_of(source: str) -> Body:
    return body_from(source, lambda _: 1)


def kept(source: str) -> str:
    """The text blocks made of ``source``, one after the other, as they are stored."""
    return "".join(str(block.value) for block in body_of(source).blocks if block.kind == "text")


def rendered(body: Body) -> str:
    """The blocks as a reader gets them, pictures left out."""
    raw = [
        {"type": block.kind, "value": block.value} for block in body.blocks if block.kind not in {"picture", "gallery"}
    ]
    return "".join(child.render() for child in BodyBlock().to_python(raw))


def assert_harmless(html: str) -> None:
    for tag, attributes in Tags(html).found:
        assert tag in HARMLESS, html
        assert set(attributes) <= ({"href"} if tag == "a" else set()), html
        address = re.sub(r"[\x00-\x20]", "", attributes.get("href") or "").lower()
        assert not re.match(r"(?:javascript|vbscript|data)", address), html


def assert_nothing_runs(html: str) -> None:
    for tag, attributes in Tags(html).found:
        assert tag not in {"script", "style", "iframe", "object", "embed", "form", "svg", "base", "meta", "link"}, html
        assert not [name for name in attributes if name.startswith("on") or name in {"style", "srcdoc"}], html
        assert "javascript:" not in (attributes.get("href") or "").lower(), html


HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script><!--</script>-->alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<p onclick="alert(1)" style="position:fixed">word</p>',
    '<a href="javascript:alert(1)">word</a>',
    '<a href="JaVa\tScRiPt:alert(1)">word</a>',
    '<a href="&#106;avascript&colon;alert(1)">word</a>',
    '<a href="\x01javascript:alert(1)">word</a>',
    '<a href="data:text/html,<script>alert(1)</script>">word</a>',
    '<a href="vbscript:msgbox(1)">word</a>',
    '<a href="https://a.example/&quot; onmouseover=&quot;alert(1)">word</a>',
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<iframe srcdoc='<script>alert(1)</script>' src='javascript:alert(1)'></iframe>",
    "<iframe><img src=x onerror=alert(1)></iframe>",
    "<object data='javascript:alert(1)'><embed src='javascript:alert(1)'></object>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button></form>",
    "<!--><script>alert(1)</script>-->",
    "<!-- a -- ><script>alert(1)</script> -->",
    "<!--more--!><script>alert(1)</script>-->",
    "<style>@import 'javascript:alert(1)';</style><link rel=stylesheet href=//evil.example/x.css>",
    "<base href='javascript:alert(1)//'><meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>word</details>",
    "<table background='javascript:alert(1)'><tr><td onmouseover=alert(1)>word</td></tr></table>",
    "<textarea></textarea><title><script>alert(1)</script></title>",
    "<x><y onclick=alert(1)>word</z>",
    "<p>word</p" + " onclick=alert(1)" * 9,
]  # fmt: skip


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_that_runs_gets_through(source: str) -> None:
    assert_harmless(kept(source))
    assert_nothing_runs(rendered(body_of(source)))


@pytest.mark.parametrize(
    "address", ["https://a.example/b", "http://a.example/", "mailto:a@a.example", "tel:+44", "/b/"]
)
def test_links_for_readers_stay(address: str) -> None:
    assert kept(f'<a href="{address}">word</a>') == f'<p><a href="{address}">word</a></p>'


def test_the_words_of_a_dangerous_link_stay_without_it() -> None:
    assert kept('<p>See <a href="javascript:alert(1)">this</a>.</p>') == "<p>See this.</p>"


def test_an_address_longer_than_any_browser_takes_is_no_link() -> None:
    assert kept(f'<a href="https://a.example/{"x" * 2000}">word</a>') == "<p>word</p>"


def test_a_frame_of_a_known_player_is_a_video_and_of_any_other_host_a_link() -> None:
    body = body_of(
        '<iframe src="https://www.youtube.com/embed/abc123" title="Tide"></iframe>'
        '<iframe src="https://player.example/1" title="Storm"></iframe>'
    )
    video, text = body.blocks
    assert video.value == {"url": "https://www.youtube.com/watch?v=abc123", "title": "Tide", "poster": None}
    assert text.value == '<p><a href="https://player.example/1">Storm</a></p>'


def test_a_body_longer_than_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="longer than 1,000,000 characters"):
        body_of("x" * (LONGEST + 1))


def test_a_body_of_too_many_tags_is_refused() -> None:
    with pytest.raises(Unreadable, match="more than 20,000 tags"):
        body_of("<p>" * (MOST_TAGS + 1))


def test_marks_repeated_until_they_would_fill_the_memory_are_refused() -> None:
    with pytest.raises(Unreadable, match="comes out longer than 5,000,000 characters"):
        body_of(f'<a href="/{"x" * 1_900}">' + "word<hr>" * 15_000)


def test_500_tags_inside_each_other_keep_their_words() -> None:
    assert kept("<div>" * 500 + "deep") == "<p>deep</p>"


# --- The same for whatever HTML there is. Each word is there once, so that none can be lost or doubled unseen. -----

PASS_ON = [
    "p", "div", "section", "article", "aside", "header", "footer", "main", "center", "address", "details", "summary",
    "b", "strong", "i", "em", "span", "u", "small", "mark", "code", "q", "cite", "abbr", "sub", "time", "font", "blink",
    "a", "h1", "h2", "h4", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "caption", "thead", "tr",
    "td", "th", "figure", "figcaption", "img", "br", "hr", "x-thing",
]  # fmt: skip
ATTRIBUTES = [
    "", ' class="wp-caption"', ' class="gallery"', ' class="wp-block-pullquote"', ' src="a.jpg" alt=""', ' id="x"',
    ' href="https://a.example/"', " onclick=alert(1)", ' href="javascript:alert(1)"', ' style="x:expression(alert(1))"',
]  # fmt: skip
DROPPED = ["script", "style", "svg", "iframe", "object", "noscript", "template", "textarea", "title", "form"]

trees = st.recursive(
    st.just("word"),
    lambda inside: st.tuples(st.sampled_from(PASS_ON), st.sampled_from(ATTRIBUTES), st.lists(inside, max_size=4)),
    max_leaves=25,
)
crooked = st.lists(
    st.one_of(
        st.sampled_from([*PASS_ON, *DROPPED]).flatmap(
            lambda tag: st.sampled_from(ATTRIBUTES).map(lambda attribute: f"<{tag}{attribute}>")
        ),
        st.sampled_from([*PASS_ON, *DROPPED]).map(lambda tag: f"</{tag}>"),
        st.sampled_from(
            ["word ", "<!--", "-->", "<", ">", '"', "'", "&lt;script&gt;", "<![CDATA[", "\0", "<!--more-->"]
        ),
        st.text(max_size=4),
    ),
    max_size=40,
).map("".join)


def written(tree: Any, count: list[int]) -> str:
    if isinstance(tree, str):
        count[0] += 1
        return f" word{count[0]}x "
    tag, attributes, children = tree
    inside = "".join(written(child, count) for child in children)
    return f"<{tag}{attributes}>{inside}" + ("" if tag in {"img", "br", "hr"} else f"</{tag}>")


@settings(deadline=None)
@given(trees)
def test_every_word_is_there_once_whatever_it_stands_in(tree: Any) -> None:
    count = [0]
    source = written(tree, count)
    found = re.findall(r"word\d+x", " ".join(str(block.value) for block in body_from(source, no_pictures).blocks))
    assert sorted(found) == sorted(f"word{number + 1}x" for number in range(count[0])), source


@settings(deadline=None)
@given(trees)
def test_every_word_is_there_once_when_there_are_pictures(tree: Any) -> None:
    count = [0]
    source = written(tree, count)
    found = re.findall(r"word\d+x", " ".join(str(block.value) for block in body_of(source).blocks))
    assert sorted(found) == sorted(f"word{number + 1}x" for number in range(count[0])), source


@settings(deadline=None)
@given(crooked)
def test_what_is_kept_of_any_html_is_harmless(source: str) -> None:
    assert_harmless(kept(source))


@settings(deadline=None)
@given(crooked)
def test_what_is_rendered_of_any_html_has_nothing_that_runs(source: str) -> None:
    assert_nothing_runs(rendered(body_of(source)))


@settings(deadline=None)
@given(crooked)
def test_reading_what_was_kept_changes_nothing_more(source: str) -> None:
    once = kept(source)
    assert kept(once) == once
