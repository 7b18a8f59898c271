"""Counts what happens behind the front door: unlocks, and the steps of a registration."""

from typing import Any

from standfirst.access import announcing as access
from standfirst.audience import kinds
from standfirst.audience.counting import counts
from standfirst.frontdoor.counts import Counted
from standfirst.newsroom.paths import article_at, counted_as
from standfirst.readers import announcing as readers


def listen() -> None:
    """Connect what is below to the counts of this process."""
    access.unlocked.connect(_unlocked)
    access.metered.connect(_metered)
    readers.begun.connect(_begun)
    readers.accepted.connect(_accepted)
    readers.completed.connect(_completed)


def _unlocked(articles: list[int], used_up: list[int], **kwargs: Any) -> None:
    for article in articles:
        counts.add(Counted(kinds.UNLOCKED, article))
    for article in used_up:
        counts.add(Counted(kinds.USED_UP, article))


def _metered(article: int, **kwargs: Any) -> None:
    counts.add(Counted(kinds.METERED, article))


def _begun(path: str, **kwargs: Any) -> None:
    _count_at(path, kinds.BEGUN)


def _accepted(path: str, **kwargs: Any) -> None:
    _count_at(path, kinds.ACCEPTED)


def _completed(path: str, **kwargs: Any) -> None:
    _count_at(path, kinds.COMPLETED)


def _count_at(path: str, kind: str) -> None:
    article = article_at(path) if path else None
    if article is None:
        counts.add(Counted(kind))
    else:
        counts.add(Counted(kind, counted_as(article), article.section_id or 0))
