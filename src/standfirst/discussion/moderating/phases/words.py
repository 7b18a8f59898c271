"""Whether words stand in a comment that the newsroom has banned, or suspects."""

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Say, Word


def judge(draft: Draft) -> Word | None:
    """Rejects for a banned word and holds for a suspect one, and tells how it was spelt."""
    found = draft.rules.words.found_in(draft.folded, draft.language, draft.text)
    if not found:
        return None
    banned = [one for one in found if one.banned]
    counted = banned or found
    details: dict[str, list[str]] = {
        "words": [one.entry for one in counted],
        "spelt": [one.spelt for one in counted],
    }
    if banned:
        return Word("words", Say.REJECT, "banned_words", details)
    return Word("words", Say.HOLD, "suspect_words", details)
