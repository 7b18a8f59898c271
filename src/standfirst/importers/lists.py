"""Lists in an imported body, with the lists inside them."""

import html
import re
from collections.abc import Callable

from standfirst.importers.pieces import BREAK, Block, Piece, Rich, trimmed, visible
from standfirst.importers.tree import Node

_LINE_BREAKS = re.compile(r"(?:\s*<br/>\s*)+")


def pieces_of(node: Node, inside: Callable[[Node], list[Piece]]) -> list[Piece]:
    """A ``ul`` or ``ol`` as rich text. Blocks cannot stand in a list: pictures in it follow it."""
    items: list[str] = []
    held: list[Piece] = []
    for child in node.children:
        if isinstance(child, str):
            item = html.escape(child.strip(), quote=False)
        else:
            item = _item(inside(child) if child.tag == "li" else inside(Node("li", {}, [child])), held)
        if item:
            items.append(f"<li>{item}</li>")
    return [BREAK, *([Rich(f"<{node.tag}>{''.join(items)}</{node.tag}>")] if items else []), *held]


def _item(pieces: list[Piece], held: list[Piece]) -> str:
    """The words of one item, then the lists inside it."""
    inline: list[str] = []
    nested: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            inline.append(piece)
        elif isinstance(piece, Block):
            held.append(piece)
        elif not isinstance(piece, Rich):
            inline.append("<br/>")
        elif piece.html.startswith(("<ul>", "<ol>")):
            nested.append(piece.html)
        else:
            inline.append(f"<br/>{piece.html.removeprefix('<blockquote>').removesuffix('</blockquote>')}")
    words = trimmed(_LINE_BREAKS.sub("<br/>", "".join(inline)))
    return (words if visible(words) else "") + "".join(nested)
