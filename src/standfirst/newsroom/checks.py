"""What an editor should look at before an article goes out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from math import inf
from typing import Any

from bs4 import BeautifulSoup
from django.utils.timezone import localtime

from standfirst.access.levels import Level
from standfirst.access.spent import day_and_month
from standfirst.newsroom.levels import BY_THE_RULES, level_of
from standfirst.newsroom.models import ArticlePage
from standfirst.newsroom.teaser import split

_FROM_THEN_ON = {
    Level.FREE: "From {day} it is free.",
    Level.REGISTERED: "From {day} it is for registered readers.",
    Level.PREMIUM: "From {day} it is Premium.",
}
LONGEST_HEADLINE = 90
LONGEST_STANDFIRST = 300


def checks_of(article: ArticlePage) -> list[str]:
    """Every point about ``article``, in the order of the page, each a sentence that says what to do. Stops nobody."""
    return [*_head_points(article), *_hero_points(article), *_body_points(article), *_wall_points(article)]


def what_the_wall_leaves(article: ArticlePage) -> str:
    """What readers without access see of ``article``, as a sentence, and whether the access rules have it so."""
    placed = level_of(article)
    leaves = _left_by(placed.level, article)
    if article.access_level != BY_THE_RULES:
        return leaves
    leaves = f"By the access rules: {leaves[0].lower()}{leaves[1:]}"
    if placed.until == inf:
        return leaves
    comes = datetime.fromtimestamp(placed.until, UTC)
    then = level_of(article, comes).level
    if then is placed.level:
        return leaves
    day = f"{day_and_month(comes)} {localtime(comes).year}"
    return f"{leaves} {_FROM_THEN_ON[then].format(day=day)}"


def _left_by(level: Level, article: ArticlePage) -> str:
    if level is Level.FREE:
        return "Everybody reads all of it."
    who = (
        "Readers without an account"
        if level is Level.REGISTERED
        else "Readers who neither subscribe nor have one of their allowance left"
    )
    count = sum(_paragraphs(block) for block in split(article.body).teaser)
    paragraphs = {0: "no paragraph", 1: "1 paragraph"}.get(count, f"{count} paragraphs")
    return f"{who} see {paragraphs}, then the wall."


def _head_points(article: ArticlePage) -> Iterator[str]:
    if len(article.title) > LONGEST_HEADLINE:
        yield f"The headline has {len(article.title)} characters. Keep it to {LONGEST_HEADLINE}, or it fills the phone."
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
    if not article.hero.credit.strip():
        yield "The picture at the top has no credit."


def _body_points(article: ArticlePage) -> Iterator[str]:
    if not article.body:
        yield "There is no text yet."
    for number, picture in enumerate(_pictures(article.body), start=1):
        image = picture["image"]
        if image is None:
            yield f"Picture {number} in the body is missing."
            continue
        if not (picture["alt"] or image.description):
            yield f"Picture {number} in the body (“{image.title}”) has no alt text."
        if not image.credit.strip():
            yield f"Picture {number} in the body (“{image.title}”) has no credit."


def _wall_points(article: ArticlePage) -> Iterator[str]:
    if article.body and article.level is not Level.FREE and not split(article.body).rest:
        yield "Nothing stands behind the wall: the mark “Teaser ends here” is at the end. Everybody reads all of it."


def _pictures(body: Any) -> Iterator[Any]:
    for block in body:
        if block.block_type == "picture":
            yield block.value
        elif block.block_type == "gallery":
            yield from block.value["pictures"]


def _paragraphs(block: Any) -> int:
    if block.block_type != "text":
        return 0
    return sum(
        1 for part in BeautifulSoup(block.value.source, "html.parser").find_all("p") if part.get_text(strip=True)
    )
