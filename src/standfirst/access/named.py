"""The seam to the room that keeps authors and topics, for rooms beside it: who is called what, and where they stand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Sort = Literal["author", "topic"]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who writes, or what is written about. ``slug`` names it for ever; ``path``: its page here."""

    sort: Sort
    slug: str
    name: str
    path: str


_called: Callable[[Sort, str], Named | None] | None = None
_named_by: Callable[[int], tuple[Named, ...]] | None = None


def tell_with(called: Callable[[Sort, str], Named | None], named_by: Callable[[int], tuple[Named, ...]]) -> None:
    """Register who tells of the author or topic with a slug, and of all that the article with some id names."""
    global _called, _named_by
    _called, _named_by = called, named_by


def called(sort: Sort, slug: str) -> Named | None:
    """The author or topic with ``slug``, or None."""
    return _called(sort, slug) if _called is not None and slug else None


def named_by(article: int) -> tuple[Named, ...]:
    """The authors of the public article with that id, then its topics; nothing where there is none."""
    return _named_by(article) if _named_by is not None else ()
