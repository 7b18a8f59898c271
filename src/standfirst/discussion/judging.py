"""The pipeline as posting, editing and reporting ask it: its rules, its decision, and what is written down of it."""

from standfirst.discussion.models import Comment
from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.pipeline import PHASES, decide
from standfirst.discussion.moderating.rules import Rules
from standfirst.discussion.moderating.verdicts import Decision

_OF_EDITS = tuple(phase for phase in PHASES if phase.name != "rate")
_OF_REPORTS = tuple(phase for phase in PHASES if phase.name == "reports")


def rules() -> Rules:
    """Those in force."""
    return Rules()


def judge(draft: Draft) -> Decision:
    """What becomes of a text."""
    return decide(draft)


def judge_edit(draft: Draft) -> Decision:
    """What becomes of the new text of a comment: how fast its author writes has been judged with the first."""
    return decide(draft, _OF_EDITS)


def judge_reports(draft: Draft) -> Decision:
    """What becomes of a published comment that one more reader has reported."""
    return decide(draft, _OF_REPORTS)


def record(comment: Comment, decision: Decision) -> None:
    """Write down what each phase said, for those who moderate."""
