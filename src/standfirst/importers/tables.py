"""A table in an imported body. Ours has no table block: a row becomes a line of a list, the head a line in bold."""

from collections.abc import Callable

from standfirst.importers.pieces import BREAK, Block, Piece, Rich, trimmed, visible
from standfirst.importers.tree import Node

BETWEEN_CELLS = " · "


def pieces_of(table: Node, inside: Callable[[Node], list[Piece]]) -> list[Piece]:
    """The rows of ``table`` as lists; pictures in it follow it; a table inside it is read as its words."""
    pieces: list[Piece] = [BREAK]
    held: list[Piece] = []
    rows: list[str] = []

    def close() -> None:
        if rows:
            pieces.append(Rich("<ul>" + "".join(f"<li>{row}</li>" for row in rows) + "</ul>"))
            rows.clear()

    for caption in table.find("caption"):
        pieces.extend([*inside(caption), BREAK])
    for row in table.find("tr"):
        cells = [child for child in row.children if isinstance(child, Node) and child.tag in {"td", "th"}]
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


def _inline(pieces: list[Piece], held: list[Piece]) -> str:
    words: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            words.append(piece)
        elif isinstance(piece, Rich):
            words.append(visible_line(piece))
        elif isinstance(piece, Block):
            held.append(piece)
        else:
            words.append(" ")
    inline = trimmed("".join(words))
    return inline if visible(inline) else ""


def visible_line(piece: Rich) -> str:
    """A list inside a cell, as one line."""
    return (
        piece.html.replace("</li>", "; ")
        .replace("<ul>", "")
        .replace("<ol>", "")
        .replace("<li>", "")
        .replace("</ul>", "")
        .replace("</ol>", "")
        .replace("<blockquote>", "")
        .replace("</blockquote>", "")
    )
