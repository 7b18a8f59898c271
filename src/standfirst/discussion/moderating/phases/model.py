"""What the model has learned from this newsroom's own decisions."""

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Detail, Say, Word


def judge(draft: Draft) -> Word | None:
    """
    Holds what it would expect a moderator to reject, and tells which words spoke.

    In the shadow it says "publish", and what it would have done.
    """
    model = draft.rules.model
    if model is None:
        return None
    judged = model.judge(draft.folded.tokens)
    if judged.likelihood < model.threshold:
        return None
    say, reason = (Say.HOLD, "model") if draft.rules.model_decides else (Say.PUBLISH, "model_in_the_shadow")
    details: dict[str, Detail] = {
        "percent": round(judged.likelihood * 100),
        "words": list(judged.spoke),
        "version": model.version,
    }
    return Word("model", say, reason, details)
