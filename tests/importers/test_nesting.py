"""How deep HTML goes, counted without a parser: never too little, or a hostile body gets past."""

from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.importers.nesting import depth_of


@pytest.mark.parametrize(
    ("html", "depth"),
    [
        ("words", 0),
        ("<div><b>x</b></div><div>y</div>", 2),
        ("<p>One<p>Two<p>Three", 0),
        ("<ul><li>a<li>b<li>c</ul>", 1),
        ("<div><span>never closed</div>" * 3, 4),
        ("<b><i>crossed</b></i>" * 9, 2),
        ("<!-- <div><div> --><div></div>", 1),
        ("<script>if (a<div && b<i) {}</script>", 1),
        ('<div title="<div><div>">x</div>', 1),
        ("<svg>" + "<path d='x'/>" * 900 + "</svg>", 1),
    ],
)
def test_tags_that_are_open_at_once_are_counted(html: str, depth: int) -> None:
    assert depth_of(html, 1000) == depth


FALSE_ENDS = [
    "<div></i>",
    '<b id=1 a="</b>">',
    "<b a='</b>'>",
    '<b a = "</b>">',
    '<b a=x"</b>">',
    "<b><!-- </b> -->",
    "<b><!x </b>>",
    "<b></ </b>>",
    "<b><iframe></b></iframe>",
    "<b><script><!-- </b></script>",
    "<b><noscript></b></noscript>",
    "<svg><title><b></title>",
    "<div><table><tr><td></div>",
]


@pytest.mark.parametrize("html", FALSE_ENDS)
def test_what_only_looks_like_an_end_closes_nothing(html: str) -> None:
    assert depth_of(html * 100, 1000) >= 100


def test_counting_stops_beyond_the_limit() -> None:
    assert depth_of("<div>" * 100_000, 500) == 501


TAGS = ["div", "b", "i", "a", "span", "section", "blockquote", "ul", "table", "code", "q", "h2", "font"]


class RealDepth(HTMLParser):
    """The depth of HTML that a real parser wrote, of the tags that can nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth = self.deepest = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.depth += tag in TAGS
        self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in TAGS


soup = st.lists(
    st.one_of(
        st.sampled_from([*TAGS, "p", "li", "td", "tr"]).flatmap(
            lambda tag: st.sampled_from([f"<{tag}>", f"</{tag}>", f'<div title="</{tag}>">', f"<!-- </{tag}> -->"])
        ),
        st.sampled_from(["<script></div></script>", "<br>", "x", "<", "<!x </b>>"]),
    ),
    max_size=60,
).map("".join)


@settings(deadline=None)
@given(soup)
def test_the_count_is_never_below_the_depth_that_a_parser_finds(html: str) -> None:
    parsed = nh3.clean(html, tags={*TAGS, "p", "li", "td", "tr", "tbody"}, link_rel=None)
    assert depth_of(html, 1000) >= RealDepth(parsed).deepest
