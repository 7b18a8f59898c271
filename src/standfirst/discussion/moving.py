"""A comment goes from one state to another: the only place where that happens after it was written."""

from standfirst.discussion import counting, signals
from standfirst.discussion.models import Comment, CommentState
from standfirst.generations.raising import raise_for


def move(comment: Comment, after: str) -> None:
    """
    Give ``comment``, whose row the caller has locked, the state ``after``, with its ``reason`` and ``reason_note``.

    Counts, cached pages and signals follow. In a transaction.
    """
    before, comment.state = comment.state, after
    comment.save(update_fields=["state", "reason", "reason_note"])
    if before == after:
        return
    if CommentState.PUBLISHED in (before, after):
        raise_for(f"conversation:{comment.conversation_id}")
    tell(comment, before)
    counting.moved(comment, before, after)


def tell(comment: Comment, before: str | None) -> None:
    """Send the signals of a comment that came from ``before`` (None: it is new) into its state."""
    if comment.state == CommentState.PUBLISHED:
        signals.comment_published.send(Comment, comment=comment)
    elif before == CommentState.PUBLISHED:
        signals.comment_withdrawn.send(Comment, comment=comment)
    if comment.state == CommentState.HELD:
        signals.comment_held.send(Comment, comment=comment)
