"""A table in an imported body. Ours has no table block: a row becomes a line of a list, the head a line in bold."""

import re
from collections.abc import Callable, Iterator

from standfirst.importers.pieces import BREAK, Block, Piece, Rich, trimmed, visible
from standfirst.importers.tree import Node

BETWEEN_CELLS = " · "
_LIST_TAGS = re.compile(r"</?(?:ul|ol|li|blockquote)>")


def pieces_of(table: Node, inside: Callable[[Node], list[Piece]]) -> list[Piece]:
    """The rows of ``table`` as lists; pictures in it follow it; a table inside a cell is read as its words."""
    pieces: list[Piece] = [BREAK]
    held: list[Piece] = []
    rows: list[str] = []

    def close() -> None:
        if rows:
            pieces.append(Rich("<ul>" + "".join(f"<li>{row}</li>" for row in rows) + "</ul>"))
            rows.clear()

    for part in _parts(table):
        if part.tag != "tr":
            close()
            pieces.extend([BREAK, *inside(part), BREAK])
            continue
        cells = [child if isinstance(child, Node) else Node("td", {}, [child]) for child in part.children]
        texts = [_inline(inside(cell), held) for cell in cells]
        line = BETWEEN_CELLS.join(text for text in texts if text)
        if not line:
            continue
        if all(cell.tag == "th" for cell in cells):
            close()
            pieces.extend([f"<b>{line}</b>", BREAK])
        else:
            rows.append(line)
    close()
    return [*pieces, *held]


def _parts(table: Node) -> Iterator[Node]:
    """The rows, and whatever else stands in the table itself, such as its caption."""
    for child in table.children:
        if isinstance(child, str):
            if child.strip():
                yield Node("p", {}, [child])
        elif child.tag in {"tbody", "thead", "tfoot"}:
            yield from _parts(child)
        else:
            yield child


def _inline(pieces: list[Piece], held: list[Piece]) -> str:
    words: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            words.append(piece)
        elif isinstance(piece, Rich):
            words.append(_one_line(piece))
        elif isinstance(piece, Block):
            held.append(piece)
        else:
            words.append(" ")
    inline = trimmed("".join(words))
    return inline if visible(inline) else ""


def _one_line(piece: Rich) -> str:
    """A list or quotation inside a cell, as one line."""
    return _LIST_TAGS.sub("", piece.html.replace("</li>", "; ")).removesuffix("; ")
