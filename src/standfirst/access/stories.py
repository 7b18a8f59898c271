"""The seam to the room that keeps articles: access is below the newsroom and may not import it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.dispatch import Signal

from standfirst.access.levels import Level
from standfirst.access.models import rules_in_force


@dataclass(frozen=True, slots=True)
class Story:
    """
    What everybody may know of a public article. ``article``: the id under which opening it counts; ``path``: where it
    stands; ``image``: a picture for a preview elsewhere, as a URL, or ""; ``section`` and ``topics``: their names;
    ``published_at``: in UTC.
    """

    article: int
    headline: str
    standfirst: str
    path: str
    level: Level
    lang: str = "en"
    dir: str = "ltr"
    image: str = ""
    section: str = ""
    topics: tuple[str, ...] = ()
    published_at: datetime | None = None


stories_changed = Signal()
"""
Sent in the transaction of the change, with ``articles``: the ids under which those count that came, went, moved or are
called something else now; None when it was a whole part of the site.
"""

stories_published = Signal()
"""Sent with ``articles`` when an editor has published them, for the first time or again."""


_premium_at: Callable[[str], int] | None = None
_story_at: Callable[[str], Story | None] | None = None
_stories_of: Callable[[Collection[int]], dict[int, Story]] | None = None


def find_with(premium_at: Callable[[str], int]) -> None:
    """Register who tells the id of the public Premium article at a path; 0 where there is none."""
    global _premium_at
    _premium_at = premium_at


def tell_with(at: Callable[[str], Story | None], of: Callable[[Collection[int]], dict[int, Story]]) -> None:
    """Register who tells of the public article at a path, and of those with some ids; others are left out."""
    global _story_at, _stories_of
    _story_at, _stories_of = at, of


def premium_article_at(path: str) -> int:
    """
    The id of the Premium article at ``path`` that a new reader may open with their allowance; 0 where there is none,
    and where the publication gives no allowance.
    """
    if _premium_at is None or not path or not rules_in_force().registered_allowance:
        return 0
    return _premium_at(path)


def story_at(path: str) -> Story | None:
    """The public article at ``path``, or None."""
    return _story_at(path) if _story_at is not None and path else None


def stories_of(articles: Collection[int]) -> dict[int, Story]:
    """Those of ``articles`` that are public, by their ids."""
    return _stories_of(articles) if _stories_of is not None and articles else {}
