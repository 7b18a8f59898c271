"""A page as a reader's browser and screen reader find it: its ids, its links, its fields and what describes them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


@dataclass(frozen=True)
class Tag:
    """One start tag. An attribute without a value has the value ""."""

    name: str
    attrs: dict[str, str]


@dataclass
class Markup(HTMLParser):
    """``Markup.of(response)`` reads a whole page or a fragment."""

    tags: list[Tag] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[int] = []

    @classmethod
    def of(cls, page: Any) -> "Markup":
        """What ``page``, an answer or the text of one, is made of."""
        markup = cls()
        markup.feed(page if isinstance(page, str) else page.content.decode())
        markup.close()
        return markup

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))
        if tag not in {"input", "meta", "link", "br", "img", "hr"}:
            self._open.append(len(self.tags) - 1)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self.tags[self._open.pop()].name != tag:
            pass

    def handle_data(self, data: str) -> None:
        for place in self._open:
            self.texts[place] = self.texts.get(place, "") + data

    def all(self, name: str, /, **attrs: str) -> list[Tag]:
        """The tags of that name and with those attributes, in the order of the page."""
        return [tag for tag in self.tags if tag.name == name and attrs.items() <= tag.attrs.items()]

    def one(self, name: str, /, **attrs: str) -> Tag:
        """The only such tag."""
        (found,) = self.all(name, **attrs)
        return found

    def text(self, tag: Tag) -> str:
        """The words in ``tag``, with single spaces."""
        place = next(place for place, other in enumerate(self.tags) if other is tag)
        return " ".join(self.texts.get(place, "").split())

    def with_id(self, ident: str) -> Tag:
        """The only element of that id."""
        (found,) = [tag for tag in self.tags if tag.attrs.get("id") == ident]
        return found

    @property
    def title(self) -> str:
        return self.text(self.one("title"))
