"""Whether a moderator has decided to see everything of this writer first."""

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Say, Word


def judge(draft: Draft) -> Word | None:
    """Holds whatever is written under such a sanction."""
    return Word("standing", Say.HOLD, "held_always") if draft.author.held_always else None
