"""Whether the writer has said the same before."""

from datetime import timedelta

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.folding import fold
from standfirst.discussion.moderating.similarity import likeness
from standfirst.discussion.moderating.verdicts import Say, Word


def judge(draft: Draft) -> Word | None:
    """
    Rejects the same text, however it is spelt or spaced, and holds one that is nearly the same.

    Short ones are let through: people agree more than once.
    """
    rules = draft.rules
    since = draft.now - timedelta(hours=rules.repeat_hours)
    before = [one for one in draft.recent if one.written_at > since]
    if not before or len(draft.text) < rules.repeat_from_characters:
        return None
    nearest = 0.0
    for one in before:
        # What is much longer or shorter is not nearly the same, and need not be read.
        if not 0.5 <= len(one.text) / len(draft.text) <= 2.0:
            continue
        like = likeness(draft.folded, fold(one.text, draft.language))
        if like == 1.0:
            return Word("repeat", Say.REJECT, "repeated")
        nearest = max(nearest, like)
    if rules.repeat_share and nearest >= rules.repeat_share:
        return Word("repeat", Say.HOLD, "nearly_repeated", {"percent": round(nearest * 100)})
    return None
