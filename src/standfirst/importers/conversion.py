"""The body of an imported article: HTML from outside turned into the blocks that editors work with."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from standfirst.importers import lists, quotations, tables
from standfirst.importers.cleaning import Unreadable, cleaned
from standfirst.importers.figures import Figures, FindPicture
from standfirst.importers.notes import Note
from standfirst.importers.pieces import (
    BREAK,
    CROSSHEAD_LIMIT,
    Block,
    Piece,
    blocks_from,
    link_to,
    runs_of,
    safe_address,
    video_block,
    visible,
    wrapped,
)
from standfirst.importers.tree import Node, tree_of
from standfirst.importers.words import one_line, shortened

LONGEST_MADE = 5_000_000
"""Characters of the blocks together: marks that cross paragraphs are repeated in each."""

_BOLD = {"b", "strong", "big"}
_ITALIC = {"i", "em", "cite", "dfn", "var"}
_STRUCK_OUT = {"del", "s", "strike"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_PARAGRAPHS = {"p", "address", "figcaption", "caption", "dd"}
_FLOWS = {
    "#root",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "center",
    "details",
    "dl",
    "picture",
}
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Body:
    """The blocks of an article, and what could not be brought over."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def body_from(source: str, find_picture: FindPicture, *, blank_lines_are_paragraphs: bool = False) -> Body:
    """
    The body that ``source``, HTML from outside, stands for.

    ``find_picture`` gives the number of a picture for the address in an ``img``, or raises NoPicture. With
    ``blank_lines_are_paragraphs`` a blank line between words ends a paragraph and a line end is kept, as in editors
    that write no ``<p>``. Raises cleaning.Unreadable.
    """
    body = Body()
    walk = _Walk(find_picture, body.notes, blank_lines_are_paragraphs)
    body.blocks = blocks_from(walk.inside(tree_of(cleaned(source)), loose=True))
    if sum(len(str(block.value)) for block in body.blocks) > LONGEST_MADE:
        raise Unreadable(f"body comes out longer than {LONGEST_MADE:,} characters")
    return body


def words_of(blocks: Sequence[Block]) -> str:
    """The words of the text blocks, for a headline where the source has none."""
    return " ".join(visible(str(block.value)) for block in blocks if block.kind in {"text", "crosshead"})


class _Walk:
    def __init__(
        self,
        find_picture: FindPicture,
        notes: list[Note],
        lines_matter: bool,
    ) -> None:
        self._notes = notes
        self._lines_matter = lines_matter
        self._figures = Figures(find_picture, notes, self.inside)

    def inside(self, node: Node, loose: bool = False) -> list[Piece]:
        """The pieces of all children. ``loose``: words stand here without a paragraph of their own."""
        pieces: list[Piece] = []
        for child in node.children:
            pieces.extend(self._words(child, loose) if isinstance(child, str) else self._element(child, loose))
        return pieces

    def _words(self, text: str, loose: bool) -> Iterator[Piece]:
        if not (loose and self._lines_matter):
            yield html.escape(_SPACES.sub(" ", text), quote=False)
            return
        for number, paragraph in enumerate(_BLANK_LINE.split(text)):
            if number:
                yield BREAK
            lines = (_SPACES.sub(" ", line) for line in paragraph.split("\n"))
            yield "<br/>".join(html.escape(line, quote=False) for line in lines)

    def _element(self, node: Node, loose: bool) -> list[Piece]:
        tag = node.tag
        if tag in _BOLD:
            return wrapped(self.inside(node, loose), "<b>", "</b>")
        if tag in _ITALIC:
            return wrapped(self.inside(node, loose), "<i>", "</i>")
        if tag == "a":
            return self._link(node, loose)
        if tag == "br":
            return ["<br/>"]
        if tag in _PARAGRAPHS:
            return [BREAK, *self.inside(node), BREAK]
        if tag in _FLOWS:
            pictures = self._figures.of_container(node)
            return [BREAK, *self.inside(node, loose=True), BREAK] if pictures is None else pictures
        if tag in _HEADINGS:
            return self._heading(node)
        if tag in {"img", "figure"}:
            return self._figures.of(node)
        if tag in {"ul", "ol"}:
            pictures = self._figures.of_container(node)
            return lists.pieces_of(node, self.inside) if pictures is None else pictures
        if tag == "blockquote":
            return quotations.pieces_of(node, self.inside)
        if tag == "table":
            return tables.pieces_of(node, self.inside)
        return self._rare(node, loose)

    def _rare(self, node: Node, loose: bool) -> list[Piece]:
        tag = node.tag
        if tag == "#comment":
            return self._mark(node.attributes["text"])
        if tag in _STRUCK_OUT:
            if visible(node.text()):
                self._notes.append(Note("struck-out text left out", shortened(one_line(node.text()), 60)))
            return []
        if tag in {"iframe", "video", "audio", "source"}:
            return self._player(node)
        if tag == "pre":
            return [BREAK, *self._lines(node), BREAK]
        if tag in {"dt", "summary"}:
            return [BREAK, *wrapped(self.inside(node), "<b>", "</b>"), BREAK]
        if tag == "q":
            return ["“", *self.inside(node, loose), "”"]
        if tag == "hr":
            return [BREAK]
        if tag == "li":
            return [BREAK, *self.inside(node, loose=True), BREAK]
        return self.inside(node, loose)

    def _mark(self, comment: str) -> list[Piece]:
        if re.match(r"more\b", comment):
            return [Block("teaser_end", None)]
        return [BREAK] if comment == "nextpage" else []

    def _link(self, node: Node, loose: bool) -> list[Piece]:
        inside = self.inside(node, loose)
        address = safe_address(node.attributes.get("href", ""))
        if not address:
            return inside
        # A link inside a link is none: the parser has parted them, so only our own pieces can be here.
        plain = [re.sub(r"</?a\b[^>]*>", "", piece) if isinstance(piece, str) else piece for piece in inside]
        return wrapped(plain, f'<a href="{html.escape(address)}">', "</a>")

    def _lines(self, node: Node) -> list[Piece]:
        if node.find("br"):
            return self.inside(node)
        return ["<br/>".join(html.escape(line, quote=False) for line in node.text().strip("\n").split("\n"))]

    def _heading(self, node: Node) -> list[Piece]:
        pieces = self.inside(node)
        held = [piece for piece in pieces if isinstance(piece, Block)]
        words = one_line(visible(" ".join(runs_of(pieces))))
        if not words:
            return [BREAK, *held]
        if len(words) > CROSSHEAD_LIMIT:
            return [BREAK, f"<b>{html.escape(words, quote=False)}</b>", BREAK, *held]
        return [BREAK, Block("crosshead", words), *held]

    def _player(self, node: Node) -> list[Piece]:
        address = node.attributes.get("src") or next((s.attributes.get("src", "") for s in node.find("source")), "")
        title = one_line(node.attributes.get("title", ""))
        if not address or node.tag == "source":
            return []
        if video := video_block(address, title):
            return [BREAK, video]
        self._notes.append(Note("player of a host we do not know, kept as a link", shortened(address, 120)))
        return [BREAK, link_to(address, title or address), BREAK]
