"""The seam to the room that keeps articles: who of the staff may publish all of it, and so may read all of it."""

import uuid
from collections.abc import Callable

_may_publish_all: Callable[[uuid.UUID], bool] | None = None


def told_by(may_publish_all: Callable[[uuid.UUID], bool]) -> None:
    """Register who tells whether a reader may publish every article there is."""
    global _may_publish_all
    _may_publish_all = may_publish_all


def reads_all(subject: uuid.UUID) -> bool:
    """
    Whether the reader may publish every article, and so has nothing to spend.

    Who may publish in some sections only, or only write, reads what readers read: a pass knows tiers and no sections.
    """
    return _may_publish_all is not None and _may_publish_all(subject)
