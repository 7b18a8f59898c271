"""Whether this is one of the writer's first comments."""

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Say, Word


def judge(draft: Draft) -> Word | None:
    """Holds until so many stand. Who is trusted already has been read often enough."""
    first = draft.rules.newcomers_first
    if draft.author.trusted or draft.author.published >= first:
        return None
    return Word("newcomers", Say.HOLD, "newcomer", {"published": draft.author.published, "first": first})
