"""Whether much of what the writer wrote lately was rejected."""

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Say, Word


def judge(draft: Draft) -> Word | None:
    """Holds from a share on, where enough was decided to speak of a share."""
    author, rules = draft.author, draft.rules
    if not rules.rejected_share or author.decided < max(1, rules.rejected_least):
        return None
    if author.rejected / author.decided < rules.rejected_share:
        return None
    details = {"rejected": author.rejected, "decided": author.decided, "days": rules.rejected_days}
    return Word("rejections", Say.HOLD, "often_rejected", details)
