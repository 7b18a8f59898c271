"""The seam to the room that keeps articles: what their walls say. It is above this one, which may not import it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wall:
    """
    What stands over the registration form at the wall of an article of ``level``, and the name of its ``look``. What
    is empty is as the template and the publication's settings have it.
    """

    level: str = ""
    line: str = ""
    heading: str = ""
    look: str = ""
    benefits: tuple[str, ...] = ()


_wall_at: Callable[[str], Wall] | None = None


def word_walls_by(wall_at: Callable[[str], Wall]) -> None:
    """Register who knows the wall of the article at a path."""
    global _wall_at
    _wall_at = wall_at


def wall_at(path: str) -> Wall:
    """The wall of the article at ``path``; one without words of its own where there is none."""
    return _wall_at(path) if _wall_at is not None and path else Wall()
