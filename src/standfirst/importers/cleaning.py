"""
HTML from outside, made safe.

nh3 parses as browsers do and keeps what is on the lists below; ``conversion`` then writes every tag of the body anew
from a still shorter list, so what reaches a reader was let through twice.
"""

import re

import nh3

from standfirst.importers.words import scrubbed

LONGEST = 1_000_000
"""Characters. A body beyond is no article, and parsing it would hold up the rest."""

DEEPEST = 500
"""Tags open at once. The parser's time grows with the square of the depth."""

SCHEMES = {"http", "https", "mailto", "tel"}

_TAGS = {
    "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "big", "blockquote", "br", "caption",
    "center", "cite", "code", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "iframe", "img", "ins", "kbd", "li",
    "main", "mark", "ol", "p", "picture", "pre", "q", "s", "samp", "section", "small", "source", "span",
    "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
    "tt", "u", "ul", "var", "video",
}  # fmt: skip
_CONTENT_GOES_TOO = {
    "applet", "button", "canvas", "datalist", "embed", "form", "frameset", "head", "map", "math", "noembed",
    "noframes", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title",
    "xmp",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "audio": {"src"},
    "blockquote": {"class"},
    "div": {"class"},
    "dl": {"class"},
    "figure": {"class"},
    "iframe": {"src", "title"},
    "img": {"src", "alt", "class"},
    "ol": {"class"},
    "source": {"src"},
    "ul": {"class"},
    "video": {"src", "title"},
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# What stands inside a frame is raw text to browsers and to nh3, and would be tags to the parser that reads on.
_FRAME = re.compile(r"""(<iframe(?:[^>"]|"[^"]*")*>).*?</iframe>""", re.DOTALL)
# Tags that close themselves or each other: their count says nothing about depth.
_SHALLOW = {
    "area",
    "br",
    "col",
    "dd",
    "dt",
    "hr",
    "img",
    "input",
    "li",
    "link",
    "meta",
    "p",
    "source",
    "td",
    "th",
    "tr",
    "wbr",
}


class Unreadable(ValueError):
    """The HTML cannot be taken in; the message is for the person who imports."""


def cleaned(html: str) -> str:
    """
    ``html`` well-formed, with known tags and attributes only; comments stay, for the marks they carry.

    Raises Unreadable when it is longer than LONGEST or nested deeper than DEEPEST.
    """
    if len(html) > LONGEST:
        raise Unreadable(f"body is longer than {LONGEST:,} characters")
    if _depth(html) > DEEPEST:
        raise Unreadable(f"body has more than {DEEPEST} tags inside each other")
    safe = nh3.clean(
        scrubbed(html),
        tags=_TAGS,
        clean_content_tags=_CONTENT_GOES_TOO,
        attributes=_ATTRIBUTES,
        url_schemes=SCHEMES,
        strip_comments=False,
        link_rel=None,
    )
    return _FRAME.sub(r"\1</iframe>", safe)


def _depth(html: str) -> int:
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        if name.lower() in _SHALLOW:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest
