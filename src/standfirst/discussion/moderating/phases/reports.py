"""Whether readers have complained: of this comment, or of others by its writer."""

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Say, Word


def judge(draft: Draft) -> Word | None:
    """Holds from so many on. Who is trusted is not held for what was said of other comments."""
    rules, author = draft.rules, draft.author
    if rules.reports_held_from and draft.reports >= rules.reports_held_from:
        return Word("reports", Say.HOLD, "reported", {"reports": draft.reports})
    if author.trusted or not rules.reported_author_from or author.reported < rules.reported_author_from:
        return None
    return Word("reports", Say.HOLD, "reported_author", {"comments": author.reported})
