"""
The body of a demo article: plain paragraphs with a few marks become the blocks that editors work with.

``## crosshead`` · ``> quote`` with ``> -- who`` · ``@wall`` · ``@picture name [wide]`` · ``@gallery one, two`` ·
``@video address | title`` · ``@key-points title`` and ``@related title`` with ``- lines`` · ``@fact-box title`` with
text. Everything else is Markdown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt

Block = tuple[str, Any]
_markdown = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Known:
    """What a body may name: ``picture`` gives a picture block's value, ``article`` an article's page id."""

    picture: Callable[[str], dict[str, Any]]
    article: Callable[[str], int]


def html_of(words: str) -> str:
    """Markdown as HTML; tags in it are text."""
    return _markdown.render(words).strip()


def body_of(words: str, known: Known) -> list[dict[str, Any]]:
    """``words`` as raw data for a StreamField. Raises KeyError for a picture or an article that is not there."""
    return [{"type": kind, "value": value} for kind, value in _blocks(words, known)]


def _blocks(words: str, known: Known) -> Iterator[Block]:
    paragraphs: list[str] = []
    for chunk in words.split("\n\n"):
        block = _marked(chunk.strip(), known)
        if block is None:
            paragraphs.append(chunk)
            continue
        if paragraphs:
            yield "text", html_of("\n\n".join(paragraphs))
            paragraphs = []
        yield block
    if paragraphs:
        yield "text", html_of("\n\n".join(paragraphs))


def _marked(chunk: str, known: Known) -> Block | None:
    if chunk.startswith("## "):
        return "crosshead", chunk[3:]
    if chunk.startswith("> "):
        return "pull_quote", _quote(chunk)
    if not chunk.startswith("@"):
        return None
    first, _, rest = chunk.partition("\n")
    mark, _, told = first[1:].partition(" ")
    lines = [line.removeprefix("- ") for line in rest.splitlines() if line]
    makers: dict[str, Callable[[], Block]] = {
        "wall": lambda: ("teaser_end", None),
        "picture": lambda: ("picture", _picture(told, known)),
        "gallery": lambda: ("gallery", _gallery(told, known)),
        "video": lambda: ("video", _video(told)),
        "key-points": lambda: ("key_points", {"title": told, "points": lines}),
        "fact-box": lambda: ("fact_box", {"title": told, "text": html_of(rest)}),
        "related": lambda: ("related", {"title": told, "articles": [known.article(path) for path in lines]}),
    }
    return makers[mark]()


def _quote(chunk: str) -> dict[str, str]:
    lines = [line.removeprefix("> ") for line in chunk.splitlines()]
    who = lines.pop().removeprefix("-- ") if lines[-1].startswith("-- ") else ""
    return {"quote": " ".join(lines), "who": who}


def _picture(told: str, known: Known) -> dict[str, Any]:
    name, _, size = told.partition(" ")
    return {**known.picture(name), "size": size or "column"}


def _gallery(told: str, known: Known) -> dict[str, Any]:
    names = [name.strip() for name in told.split(",")]
    return {"title": "", "pictures": [{**known.picture(name), "size": "column"} for name in names]}


def _video(told: str) -> dict[str, Any]:
    address, _, title = told.partition(" | ")
    return {"url": address, "title": title, "poster": None}
