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

TOLD_AS = {
    "empty": "length",
    "too_long": "length",
    "too_many_lines": "length",
    "too_many_mentions": "length",
    "odd_characters": "odd-characters",
    "premoderated": "premoderated",
    "unattended": "nobody-on-duty",
    "read_only": "closed",
    "closed": "closed",
    "held_always": "sanction",
    "too_fast": "rate",
    "slow_story": "rate",
    "too_many_in_an_hour": "rate",
    "repeated": "repeat",
    "nearly_repeated": "repeat",
    "links": "links",
    "banned_words": "banned-word",
    "suspect_words": "suspect-word",
    "newcomer": "newcomer",
    "often_rejected": "record",
    "reported": "reported",
    "reported_author": "record",
    "model": "model",
    "model_in_the_shadow": "model",
    "asked_outside": "hook",
    "outside_says": "hook",
    "outside_failed": "hook",
    "phase_failed": "failed",
}
"""What is told to the writer, as a code of ``discussion.reasons``: less than to a moderator."""


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

    @property
    def told_as(self) -> str:
        """The code of ``discussion.reasons`` for the writer."""
        return TOLD_AS.get(self.reason, "other")


@dataclass(frozen=True)
class Decision:
    """The strongest word counts; ``words`` are all that were said, in the order of the phases."""

    say: Say
    words: tuple[Word, ...] = ()

    @property
    def deciding(self) -> Word | None:
        """The first word that asked for what was decided; None for a comment that nobody objected to."""
        return (
            next((word for word in self.words if word.say is self.say), None) if self.say is not Say.PUBLISH else None
        )

    @property
    def refusal(self) -> Word | None:
        """The word to answer the writer with at the form, where nothing is to be kept."""
        word = self.deciding
        return word if word is not None and word.say is Say.REJECT and word.reason in REFUSED else None


def strongest(words: tuple[Word, ...]) -> Say:
    """Publish, where nothing was said."""
    return max((word.say for word in words), key=lambda say: say.weight, default=Say.PUBLISH)
