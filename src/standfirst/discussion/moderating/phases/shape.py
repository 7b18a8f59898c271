"""Whether characters are used to break the page or to hide what is written: what ``tidied`` would have taken out."""

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.tidying import oddities
from standfirst.discussion.moderating.verdicts import Say, Word


def judge(draft: Draft) -> Word | None:
    """Holds a text that turns its direction around, piles up marks, or carries controls."""
    found = oddities(draft.text)
    return Word("shape", Say.HOLD, "odd_characters", {"found": found}) if found else None
