"""The HTML of comments as our plain text: paragraphs, quotes after ``>``, links with their addresses."""

import re
from urllib.parse import parse_qs, urlsplit

from markdown_it import MarkdownIt

from standfirst.discussion.moderating.tidying import tidied
from standfirst.importers.cleaning import cleaned
from standfirst.importers.tree import Node, tree_of
from standfirst.importers.words import scrubbed

_SPACES = re.compile(r"[ \t\n\r\f]+")
_ON_A_LINE = {
    "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "header", "main", "section", "summary", "table", "tr",
}  # fmt: skip
_WITH_A_GAP = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "blockquote", "hr", "table"}
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})


def text_of_html(html: str, *, keep_lines: bool = False) -> str:
    """
    The words of ``html``. ``keep_lines``: an end of a line is one, as WordPress has it; else it is a space.

    Raises cleaning.Unreadable for what is too long or too deep to be taken in.
    """
    if keep_lines:
        html = re.sub(r"\r\n?|\n", "<br>", html.strip())
    writer = _Writer()
    writer.node(tree_of(cleaned(html)))
    return tidied("\n".join(writer.done()))


def text_of_markdown(text: str) -> str:
    """The words of Markdown, by way of its HTML. Raises cleaning.Unreadable."""
    return text_of_html(_markdown.render(scrubbed(text)))


class _Writer:
    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""
        self._quoted = self._quoted_before = 0
        self._gap_before = False

    def done(self) -> list[str]:
        self._break()
        return self._lines

    def node(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, str):
                self._words(child)
            elif child.tag == "br":
                self._break(always=True)
            elif child.tag == "a":
                self._link(child)
            elif child.tag == "img":
                self._words(" ".join(filter(None, (child.attributes.get("alt", ""), child.attributes.get("src", "")))))
            elif child.tag == "pre":
                self._verbatim(child)
            elif not child.tag.startswith("#"):
                self._element(child)

    def _element(self, node: Node) -> None:
        if node.tag in _WITH_A_GAP:
            self._gap()
        elif node.tag in _ON_A_LINE or node.tag == "li":
            self._break()
        if node.tag == "li":
            self._line = "- "
        self._quoted += node.tag == "blockquote"
        self.node(node)
        if node.tag in _WITH_A_GAP:
            self._break()
        self._quoted -= node.tag == "blockquote"
        if node.tag in _WITH_A_GAP:
            self._gap()
        elif node.tag in _ON_A_LINE or node.tag == "li":
            self._break()

    def _words(self, words: str) -> None:
        words = _SPACES.sub(" ", words)
        self._line += words.lstrip(" ") if not self._line or self._line.endswith(" ") else words

    def _link(self, node: Node) -> None:
        address = _unwrapped(node.attributes.get("href", ""))
        words = " ".join(node.text().split())
        if not address.startswith(("http://", "https://")) or words == address:
            self._words(words)
        elif not words or _is_short_for(words, address):
            self._words(address)
        else:
            self._words(f"{words} ({address})")

    def _verbatim(self, node: Node) -> None:
        self._gap()
        for line in "".join(_raw(node)).strip("\n").split("\n"):
            self._line = line
            self._break(always=True)
        self._gap()

    def _break(self, *, always: bool = False) -> None:
        if self._line.strip() or always:
            if self._gap_before and self._lines:
                self._lines.append(_marked("", min(self._quoted, self._quoted_before)))
            self._lines.append(_marked(self._line, self._quoted))
            self._gap_before, self._quoted_before = False, self._quoted
        self._line = ""

    def _gap(self) -> None:
        self._break()
        self._gap_before = True


def _marked(line: str, quoted: int) -> str:
    return (">" * quoted + " " + line if quoted else line).rstrip()


def _raw(node: Node) -> list[str]:
    return [part for child in node.children for part in ([child] if isinstance(child, str) else _raw(child))]


def _unwrapped(address: str) -> str:
    """Where a link leads that Disqus counts on the way: ``disq.us/url?url=<address>:<signature>``."""
    parts = urlsplit(address) if address.startswith(("http://disq.us/", "https://disq.us/")) else None
    if parts is None or parts.path != "/url":
        return address
    return parse_qs(parts.query).get("url", [address])[0].rpartition(":")[0] or address


def _is_short_for(words: str, address: str) -> bool:
    """``example.com/a-long…`` says nothing that the address does not."""
    short = words.removesuffix("…").removesuffix("...")
    return (
        address.removeprefix("https://")
        .removeprefix("http://")
        .startswith(short.removeprefix("https://").removeprefix("http://"))
    )
