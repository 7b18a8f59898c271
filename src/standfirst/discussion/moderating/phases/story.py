"""Whether the story takes comments, and whether they wait there for a moderator."""

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Say, Word

_STATES = {
    "open": None,
    "slow": None,
    "premoderated": (Say.HOLD, "premoderated"),
    "read_only": (Say.REJECT, "read_only"),
    "closed": (Say.REJECT, "closed"),
}


def judge(draft: Draft) -> Word | None:
    """Goes by the state. One that is not known raises KeyError, and so holds."""
    says = _STATES[draft.story.state]
    if says is not None:
        return Word("story", *says)
    return Word("story", Say.HOLD, "unattended") if draft.story.unattended else None
