"""A comment changes its state by a rule: nobody of the newsroom has decided, so nothing stands in their log."""

from django.db import transaction

from standfirst.discussion import counting, signals
from standfirst.discussion.models import Comment, CommentState, Conversation


def change(comment: int, before: str, after: CommentState, reason: str) -> bool:
    """
    Bring the comment with that number from ``before`` to ``after``; whether it was still there.

    ``reason`` is a code of ``discussion.reasons``. A moderator who decided meanwhile has the last word.
    """
    with transaction.atomic():
        there = Comment.objects.filter(pk=comment).values_list("conversation_id", flat=True).first()
        if there is None:
            return False
        # First the conversation, as whoever posts does: two who wait for each other would wait for ever.
        Conversation.objects.select_for_update().get(pk=there)
        found = Comment.objects.select_for_update().filter(pk=comment, state=before).first()
        if found is None:
            return False
        found.state, found.reason, found.reason_note = after, reason, ""
        found.save(update_fields=["state", "reason", "reason_note"])
        counting.moved(found, before, after)
        if after == CommentState.PUBLISHED:
            signals.comment_published.send(Comment, comment=found)
        elif before == CommentState.PUBLISHED:
            signals.comment_withdrawn.send(Comment, comment=found)
        if after == CommentState.HELD:
            signals.comment_held.send(Comment, comment=found)
    return True
