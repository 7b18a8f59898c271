"""What moderation begins with when the room starts: it listens, and says what it holds and how long."""

from standfirst.discussion import cases, story_rules
from standfirst.discussion.moderation_holdings import declare_holdings
from standfirst.discussion.moderation_kept import declare_kept


def begin() -> None:
    """Called once, when the room starts."""
    cases.listen()
    story_rules.listen()
    declare_holdings()
    declare_kept()
