"""Which phases judge what is posted and what is edited."""

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.pipeline import PHASES, decide
from standfirst.discussion.moderating.verdicts import Decision

_OF_EDITS = tuple(phase for phase in PHASES if phase.name != "rate")


def judge(draft: Draft) -> Decision:
    """What becomes of a new text."""
    return decide(draft)


def judge_edit(draft: Draft) -> Decision:
    """What becomes of the new text of a comment: how fast its author writes has been judged with the first."""
    return decide(draft, _OF_EDITS)
