"""The seam to the room that keeps articles: access is below the newsroom and may not import it."""

from collections.abc import Callable

from standfirst.access.models import rules_in_force

_premium_at: Callable[[str], int] | None = None


def find_with(premium_at: Callable[[str], int]) -> None:
    """Register who tells the id of the public Premium article at a path; 0 where there is none."""
    global _premium_at
    _premium_at = premium_at


def premium_article_at(path: str) -> int:
    """
    The id of the Premium article at ``path`` that a new reader may open with their allowance; 0 where there is none,
    and where the publication gives no allowance.
    """
    if _premium_at is None or not path or not rules_in_force().registered_allowance:
        return 0
    return _premium_at(path)
