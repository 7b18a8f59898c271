"""Cleaned HTML as a shallow tree of nodes."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

DEEPEST = 60
"""Levels kept. What is deeper hangs on the last level, so that walking the tree never runs out of stack."""

_VOID = {"br", "hr", "img", "source"}


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
        """All words inside."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

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
