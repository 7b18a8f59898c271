"""Where the teaser of an article ends: at the editor's marker, else after the second paragraph."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Tag
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText, get_text_for_indexing

from standfirst.access.levels import Level

if TYPE_CHECKING:
    from standfirst.newsroom.models import ArticlePage

MARKER = "teaser_end"
PARAGRAPHS = 2


@dataclass(frozen=True)
class Split:
    """Blocks ready to be rendered, in order: those that everybody sees, and those behind the wall."""

    teaser: list[Any]
    rest: list[Any]


def split(body: StreamValue) -> Split:
    """
    The blocks of ``body`` before and after the end of the teaser. The marker itself is in neither.

    Without a marker the teaser ends after the second paragraph that has words; the text block that holds it is cut.
    When nothing would be left behind the wall it ends one paragraph earlier, so that a short gated article keeps
    something back; a single paragraph is kept back whole.
    """
    blocks = list(body)
    for place, block in enumerate(blocks):
        if block.block_type == MARKER:
            return Split(blocks[:place], [later for later in blocks[place + 1 :] if later.block_type != MARKER])
    for paragraphs in range(PARAGRAPHS, 0, -1):
        found = _after_paragraph(blocks, paragraphs)
        if found.rest:
            return found
    return Split([], blocks)


def words_before_the_wall(article: "ArticlePage") -> str:
    """The searchable words of what everybody sees of ``article``; of a free one, all of it."""
    blocks = [block for block in article.body if block.block_type != MARKER]
    # Who leaves it to the rules may be gated tomorrow, when nobody indexes the article anew.
    if article.access_level != Level.FREE:
        blocks = split(article.body).teaser
    return "\n".join(text for block in blocks for text in block.block.get_searchable_content(block.value))


def _after_paragraph(blocks: list[Any], wanted: int) -> Split:
    seen = 0
    for place, block in enumerate(blocks):
        if block.block_type != "text":
            continue
        before, after, seen = _cut(block.value.source, wanted, seen)
        if seen == wanted:
            make: Callable[[str], Any] = _text_like(block)
            teaser = [*blocks[:place], make(before)]
            rest = [make(after), *blocks[place + 1 :]] if after.strip() else blocks[place + 1 :]
            return Split(teaser, rest)
    return Split(blocks, [])


def _cut(html: str, wanted: int, seen: int) -> tuple[str, str, int]:
    """``html`` before and after its paragraph no. ``wanted``, counting on from ``seen``; and how many were counted."""
    soup = BeautifulSoup(html, "html.parser")
    parts = list(soup.contents)
    for place, part in enumerate(parts):
        if isinstance(part, Tag) and part.name == "p" and get_text_for_indexing(str(part)).strip():
            seen += 1
            if seen == wanted:
                return "".join(map(str, parts[: place + 1])), "".join(map(str, parts[place + 1 :])), seen
    return html, "", seen


def _text_like(block: Any) -> Callable[[str], Any]:
    def make(html: str) -> Any:
        return StreamValue.StreamChild(block.block, RichText(html), id=None)

    return make
