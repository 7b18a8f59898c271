"""A comment that is to be decided about, with everything that the phases may know of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from standfirst.discussion.moderating.folding import Folded, fold
from standfirst.discussion.moderating.rules import Rules


@dataclass(frozen=True, slots=True)
class AuthorRecord:
    """
    The writer so far, in every conversation.

    ``published``: comments that stand. ``decided`` and ``rejected``: what moderators decided within the days that the
    rules look back, and how much of it they rejected. ``reported``: own comments with a report that waits for an
    answer. ``held_always``: by a moderator's sanction. ``trusted``: has earned it. ``staff``: writes for the newsroom.
    """

    published: int = 0
    decided: int = 0
    rejected: int = 0
    reported: int = 0
    held_always: bool = False
    trusted: bool = False
    staff: bool = False


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """
    The story and its conversation. ``state`` is a value of ``State``: open, premoderated, slow, read_only or closed.

    ``unattended``: the story is a risky one and no moderator is on duty.
    """

    state: str = "open"
    unattended: bool = False


@dataclass(frozen=True, slots=True)
class Recent:
    """One of the writer's last comments, whatever became of it. ``here``: in the same conversation."""

    text: str
    written_at: datetime
    here: bool = False


@dataclass(frozen=True)
class Draft:
    """
    ``text`` as it would be shown; ``language`` of the conversation, as in ``lang``; ``recent``: in any order.

    ``reports``: by how many readers this very comment is reported; it is decided about again when that grows.
    ``now`` is an aware time: no phase asks the clock.
    """

    text: str
    language: str
    author: AuthorRecord
    story: StoryRecord
    recent: tuple[Recent, ...]
    now: datetime
    rules: Rules
    reports: int = 0

    @cached_property
    def folded(self) -> Folded:
        """The text without its disguises; several phases read it, and it is made once."""
        return fold(self.text, self.language)
