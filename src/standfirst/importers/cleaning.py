"""
HTML from outside, made safe.

nh3 parses as browsers do and keeps what is on the lists below; ``conversion`` then writes every tag of the body anew
from a still shorter list, so what reaches a reader was let through twice.
"""

import re

import nh3

from standfirst.importers.nesting import depth_of
from standfirst.importers.words import scrubbed

LONGEST = 1_000_000
"""Characters. A body beyond is no article, and parsing it would hold up the rest."""

DEEPEST = 500
"""Tags open at once."""

MOST_TAGS = 20_000
"""Tags in one body: whatever their order, they are parsed in seconds."""

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
_OPENING = re.compile(r"<[a-zA-Z]")
# What stands inside a frame is raw text to browsers and to nh3, and would be tags to the parser that reads on.
_FRAME = re.compile(r"""(<iframe(?:[^>"]|"[^"]*")*>).*?</iframe>""", re.DOTALL)
# Parsers do not agree on where a comment ends. What says nothing to us goes, whatever is in it.
_COMMENT = re.compile(r"<!--(?!\s*(?:more\b[^<>]*|nextpage\s*)-->).*?-->", re.DOTALL)


class Unreadable(ValueError):
    """The HTML cannot be taken in; the message is for the person who imports."""


def cleaned(html: str) -> str:
    """
    ``html`` well-formed, with known tags and attributes only; of comments the marks of WordPress stay.

    Raises Unreadable when it is longer than LONGEST, nested deeper than DEEPEST or has more than MOST_TAGS tags.
    """
    if len(html) > LONGEST:
        raise Unreadable(f"body is longer than {LONGEST:,} characters")
    if html.count("<") > MOST_TAGS and len(_OPENING.findall(html)) > MOST_TAGS:
        raise Unreadable(f"body has more than {MOST_TAGS:,} tags")
    if depth_of(html, DEEPEST) > DEEPEST:
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
    return _COMMENT.sub("", _FRAME.sub(r"\1</iframe>", safe))
