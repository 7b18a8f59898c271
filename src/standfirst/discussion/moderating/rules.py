"""The numbers that the phases go by. A newsroom sets them in the admin; these are the defaults of the house."""

from dataclasses import dataclass

from standfirst.discussion.moderating.matching import NO_WORDS, Words
from standfirst.discussion.moderating.scoring import TextModel


@dataclass(frozen=True)
class Rules:
    """
    0 turns a rule off, except where a comment on the field says otherwise.

    Times are seconds where the name does not say; shares are from 0 to 1.
    """

    most_characters: int = 5_000  # always on
    most_lines: int = 200
    most_mentions: int = 10

    seconds_between: int = 3
    slow_seconds: int = 60
    most_in_an_hour: int = 60

    repeat_hours: int = 24
    repeat_share: float = 0.8
    repeat_from_characters: int = 20

    links_held_from: int = 2
    own_hosts: tuple[str, ...] = ()

    newcomers_first: int = 0

    rejected_share: float = 0.3
    rejected_days: int = 7
    rejected_least: int = 3

    reports_held_from: int = 3
    reported_author_from: int = 3

    words: Words = NO_WORDS
    model: TextModel | None = None
    model_decides: bool = False
    """False: in the shadow. The model's word is kept and changes nothing."""

    outside: bool = False
    """Whether a program of the publisher's is asked after the comment is written."""
