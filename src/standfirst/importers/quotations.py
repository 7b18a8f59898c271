"""Quotations in an imported body: in the text, or pulled out of it."""

from collections.abc import Callable

from standfirst.importers.pieces import BREAK, WHO_LIMIT, Block, Piece, Rich, trimmed, visible
from standfirst.importers.tree import Node
from standfirst.importers.words import one_line


def pieces_of(node: Node, inside: Callable[[Node, bool], list[Piece]]) -> list[Piece]:
    """A ``blockquote`` as a pull quote where its class says so, else as quotations in the text."""
    if ("pullquote" in node.classes or "is-style-large" in node.classes) and (pulled := pull_quote(node)):
        return [BREAK, pulled]
    pieces: list[Piece] = [BREAK]
    run: list[str] = []

    def close() -> None:
        inline = trimmed("".join(run))
        if visible(inline):
            pieces.append(Rich(f"<blockquote>{inline}</blockquote>"))
        run.clear()

    _set_off_sources(node)
    for piece in inside(node, True):
        if isinstance(piece, str):
            run.append(piece)
        elif piece is not BREAK:
            close()
            pieces.append(piece)
        elif visible("".join(run)):
            run.append("<br/>")
    close()
    return pieces


def pull_quote(node: Node) -> Block | None:
    """A pull quote and who said it, or None when there are no words in it, or more than these two can hold."""
    who = one_line(" ".join(cite.text() for cite in node.find("cite")))
    parts = [one_line(_without_cite(part)) for part in node.find("p")] or [one_line(_without_cite(node))]
    quote = " ".join(part for part in parts if part)
    if not quote or len(who) > WHO_LIMIT or node.holds_more_than(quote, who):
        return None
    return Block("pull_quote", {"quote": quote, "who": who})


def _set_off_sources(node: Node) -> None:
    """A source at the end of a quotation gets a line of its own and a dash."""
    for child in node.children:
        if isinstance(child, Node) and child.tag == "cite" and child.text().strip():
            child.tag = "p"
            child.children.insert(0, "— ")


def _without_cite(node: Node) -> str:
    return "".join(
        c if isinstance(c, str) else "" if c.tag == "cite" else "\n" if c.tag == "br" else _without_cite(c)
        for c in node.children
    )
