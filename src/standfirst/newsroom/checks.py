"""What an editor should look at before an article goes out."""

from collections.abc import Iterator
from typing import Any

from standfirst.newsroom.models import ArticlePage

LONGEST_HEADLINE = 90
LONGEST_STANDFIRST = 300


def checks_of(article: ArticlePage) -> list[str]:
    """Every point about ``article``, in the order of the page, each a sentence that says what to do."""
    return [*_head_points(article), *_hero_points(article), *_body_points(article)]


def _head_points(article: ArticlePage) -> Iterator[str]:
    if len(article.title) > LONGEST_HEADLINE:
        yield f"The headline has {len(article.title)} characters. Lists cut it after {LONGEST_HEADLINE}."
    if not article.standfirst.strip():
        yield "There is no standfirst. Lists, feeds and search engines show it."
    elif len(article.standfirst) > LONGEST_STANDFIRST:
        yield f"The standfirst has {len(article.standfirst)} characters. Aim for {LONGEST_STANDFIRST} or fewer."
    if not article.bylines.all():
        yield "No author is named."


def _hero_points(article: ArticlePage) -> Iterator[str]:
    if article.hero is None:
        return
    if not (article.hero_alt or article.hero.description):
        yield "The picture at the top has no alt text."
    if not article.hero.credit:
        yield "The picture at the top has no credit."


def _body_points(article: ArticlePage) -> Iterator[str]:
    for number, picture in enumerate(_pictures(article.body), start=1):
        if picture["image"] is None:
            yield f"Picture {number} in the body is missing."
            continue
        if not (picture["alt"] or picture["image"].description):
            yield f"Picture {number} in the body (“{picture['image'].title}”) has no alt text."
        if not picture["image"].credit:
            yield f"Picture {number} in the body (“{picture['image'].title}”) has no credit."


def _pictures(body: Any) -> Iterator[Any]:
    for block in body:
        if block.block_type == "picture":
            yield block.value
        elif block.block_type == "gallery":
            yield from block.value["pictures"]
