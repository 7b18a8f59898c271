"""
The text of a comment as HTML: paragraphs, quotes, links and mentions, and nothing else whatever was typed.

Everything is escaped first and built up from a handful of tags; ``nh3`` then parses it as browsers do and lets only
those through, so that a mistake here is no hole. Each paragraph finds its own direction (``dir=auto``), so that none
can turn its neighbours around. Linear in the length. Source: OWASP Cross Site Scripting Prevention Cheat Sheet.
"""

import re
from collections.abc import Mapping
from itertools import groupby
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from standfirst.discussion.mentioning import PIECE, handle_of

LONGEST_SHOWN = 60
"""Characters of an address that are shown; it leads to all of it."""
_QUOTED = re.compile(r"> ?")
_TRAILING = ".,;:!?'’…»”*_"
_SCHEMES = {"http", "https"}
# The schemes are nh3's to check once more. Its links get no target: a reader decides where a page opens.
_TAGS = {"p", "br", "blockquote", "a"}
_ATTRIBUTES = {"a": {"href"}, "p": {"dir"}, "blockquote": {"dir"}}
_REL = "nofollow ugc noopener"
_OURS = re.compile(r'(<a href="/readers/[^"]*") rel="[^"]*"')


def as_html(text: str, names: Mapping[str, str] | None = None) -> SafeString:
    """
    ``text`` as it is kept (``moderating.tidying``) as HTML. ``names``: of readers who can be mentioned, by handle;
    other words behind an @ stay as they are.

    Lines that begin with ``>`` are a quote, an empty line begins a new paragraph.
    """
    known = names or {}
    parts: list[str] = []
    for is_quote, lines in groupby(text.split("\n"), key=lambda line: line.startswith(">")):
        block = "\n".join(_QUOTED.sub("", line, count=1) if is_quote else line for line in lines)
        inside = "".join(
            f'<p dir="auto">{_lines(paragraph, known)}</p>' for paragraph in _paragraphs(block) if paragraph.strip()
        )
        if inside:
            parts.append(f"<blockquote>{inside}</blockquote>" if is_quote else inside)
    return mark_safe(sanitised("".join(parts)))


def sanitised(html: str) -> str:
    """``html`` with nothing in it but what a comment may hold. Idempotent."""
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=_REL)
    # Readers of ours are no strangers' advertising.
    return _OURS.sub(r"\1", clean) if '"/readers/' in clean else clean


def _paragraphs(block: str) -> list[str]:
    return re.split(r"\n\n+", block.strip("\n"))


def _lines(paragraph: str, names: Mapping[str, str]) -> str:
    return "<br>".join(_line(line, names) for line in paragraph.split("\n"))


def _line(line: str, names: Mapping[str, str]) -> str:
    made, at = [], 0
    for found in PIECE.finditer(line):
        if found["link"]:
            end = found.start() + len(_address(found["link"]))
            piece = _link(line[found.start() : end])
        else:
            handle = handle_of(found["handle"])
            end = found.start() + 1 + len(found["handle"].rstrip("-_"))
            piece = _mention(handle, names[handle]) if handle in names else escape(line[found.start() : end])
        made += [escape(line[at : found.start()]), piece]
        at = end
    return "".join([*made, escape(line[at:])])


def _address(found: str) -> str:
    """``found`` without what closes the sentence around it; a bracket stays where its partner is in the address."""
    cut = found.rstrip(_TRAILING)
    while cut.endswith((")", "]")) and cut.count(cut[-1]) > cut.count({")": "(", "]": "["}[cut[-1]]):
        cut = cut[:-1].rstrip(_TRAILING)
    return cut


def _link(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        host = None
    # Before the @ of an address stands a name that looks like the host and is not.
    if not host or "@" in parts.netloc:
        return escape(address)
    shown = address.partition("://")[2].removesuffix("/")
    if len(shown) > LONGEST_SHOWN:
        shown = f"{shown[:LONGEST_SHOWN]}…"
    return f'<a href="{escape(address)}">{escape(shown)}</a>'


def _mention(handle: str, name: str) -> str:
    return f'<a href="/readers/{escape(handle)}/">{escape(name)}</a>'
