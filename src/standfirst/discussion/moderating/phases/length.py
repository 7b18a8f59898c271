"""Whether a comment is of a size that others can read."""

from standfirst.discussion.mentioning import mentions_in
from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Say, Word


def judge(draft: Draft) -> Word | None:
    """Rejects what is empty, and more characters, lines or mentions than the rules allow."""
    text, rules = draft.text, draft.rules
    if not text.strip():
        return Word("length", Say.REJECT, "empty")
    if len(text) > rules.most_characters:
        over = len(text) - rules.most_characters
        return Word("length", Say.REJECT, "too_long", {"over": over, "most": rules.most_characters})
    lines = text.count("\n") + 1
    if rules.most_lines and lines > rules.most_lines:
        return Word("length", Say.REJECT, "too_many_lines", {"lines": lines, "most": rules.most_lines})
    if rules.most_mentions and text.count("@") > rules.most_mentions:
        mentions = sum(1 for _ in mentions_in(text))
        if mentions > rules.most_mentions:
            details = {"mentions": mentions, "most": rules.most_mentions}
            return Word("length", Say.REJECT, "too_many_mentions", details)
    return None
