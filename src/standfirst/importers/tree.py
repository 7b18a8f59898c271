"""Cleaned HTML as a shallow tree of nodes."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

DEEPEST = 60
"""Levels kept. What is deeper hangs on the last level, so that walking the tree never runs out of stack."""

_VOID = {"br", "hr", "img", "source"}
# Tags whose words run on from what stands before. All others begin a line.
_RUNS_ON = {
    "a", "abbr", "acronym", "b", "big", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
}  # fmt: skip


@dataclass(slots=True)
class Node:
    """An element; ``children`` are nodes and strings. A comment is tagged ``#comment``, its text is an attribute."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    @property
    def classes(self) -> str:
        """The class attribute, "" when there is none."""
        return self.attributes.get("class", "")

    def text(self) -> str:
        """All words inside, those of a paragraph or after a ``br`` on a line of their own."""
        words = "".join(child if isinstance(child, str) else child.text() for child in self.children)
        return words if self.tag in _RUNS_ON or self.tag.startswith("#") else f"\n{words}\n"

    def holds_more_than(self, *words: str) -> bool:
        """Are there letters inside that are not in ``words``, or are there twice?"""
        return Counter("".join(self.text().split())) != Counter("".join("".join(words).split()))

    def find(self, *tags: str) -> list["Node"]:
        """Every node inside with one of ``tags``, in order."""
        found: list[Node] = []
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    found.append(child)
                found.extend(child.find(*tags))
        return found


def tree_of(cleaned_html: str) -> Node:
    """The root of ``cleaned_html``, which must be what ``cleaning.cleaned`` returned: well-formed."""
    builder = _Builder()
    builder.feed(cleaned_html)
    builder.close()
    return builder.open[0]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("#root")]
        self._too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID and len(self.open) > DEEPEST:
            self._too_deep += 1
            return
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._too_deep:
            self._too_deep -= 1
        elif len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        self.open[-1].children.append(Node("#comment", {"text": data.strip()}))
