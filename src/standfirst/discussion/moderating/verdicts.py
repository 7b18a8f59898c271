"""What a phase says, and what all of them together decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Say(Enum):
    """Ordered by how much it withholds."""

    PUBLISH = "publish"
    HOLD = "hold"
    REJECT = "reject"

    @property
    def weight(self) -> int:
        return _WEIGHTS[self]


_WEIGHTS = {Say.PUBLISH: 0, Say.HOLD: 1, Say.REJECT: 2}

Detail = str | int | float | bool | list[str]

REFUSED = frozenset(
    {
        "empty",
        "too_long",
        "too_many_lines",
        "too_many_mentions",
        "closed",
        "read_only",
        "too_fast",
        "slow_story",
        "too_many_in_an_hour",
        "repeated",
    }
)
"""Reasons that are an answer at the form: the writer can mend it at once, so nothing is kept and no moderator asked."""


@dataclass(frozen=True)
class Word:
    """
    What one phase says. ``reason`` is a code of ``sentences``; ``details`` hold what JSON knows, for its sentence.

    A phase that only watches says "publish": its word is kept and changes nothing.
    """

    phase: str
    say: Say
    reason: str
    details: Mapping[str, Detail] = field(default_factory=dict)


@dataclass(frozen=True)
class Decision:
    """The strongest word counts; ``words`` are all that were said, in the order of the phases."""

    say: Say
    words: tuple[Word, ...] = ()

    @property
    def deciding(self) -> Word | None:
        """The first word that asked for what was decided; None for a comment that nobody objected to."""
        return next((word for word in self.words if word.say is self.say), None) if self.say is not Say.PUBLISH else None

    @property
    def refusal(self) -> Word | None:
        """The word to answer the writer with at the form, where nothing is to be kept."""
        word = self.deciding
        return word if word is not None and word.say is Say.REJECT and word.reason in REFUSED else None


def strongest(words: tuple[Word, ...]) -> Say:
    """Publish, where nothing was said."""
    return max((word.say for word in words), key=lambda say: say.weight, default=Say.PUBLISH)
