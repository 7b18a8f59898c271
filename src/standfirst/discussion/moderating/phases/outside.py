"""Whether a program of the publisher's has a say. It is asked after the comment is written; until then that is held."""

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Say, Word


def judge(draft: Draft) -> Word | None:
    """Holds for as long as the answer takes."""
    return Word("outside", Say.HOLD, "asked_outside") if draft.rules.outside else None
