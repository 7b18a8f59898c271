"""A comment on its way in: read, checked and turned into our terms, nothing of it written yet."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

LONGEST = 20_000
"""Characters of a comment's text; more is refused."""
NAME_LIMIT = 100


class Standing(Enum):
    """What became of a comment in the system it comes from."""

    PUBLISHED = "published"
    HELD = "held"
    GONE = "gone"  # nobody saw it there: its words do not come over, only its place, where others answered it


@dataclass(frozen=True, slots=True)
class Place:
    """
    The story that a comment is about: where it stood, its title there, and its ``source_id`` where an article was
    brought in under that one ("" where that cannot be known).
    """

    address: str
    title: str = ""
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class IncomingComment:
    """
    ``source`` names the system and its site, ``source_id`` the comment there, ``parent`` the comment that this one
    answers ("" for none). ``address`` is the author's mail address where the other system had it confirmed; it is
    looked at and never kept.
    """

    source: str
    source_id: str
    parent: str
    place: Place
    author: str
    text: str
    written_at: datetime
    standing: Standing = Standing.PUBLISHED
    edited_at: datetime | None = None
    address: str = ""
