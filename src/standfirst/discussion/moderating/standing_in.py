"""A comment changes its state by a rule: nobody of the newsroom has decided, so nothing stands in their log."""

from django.db import transaction

from standfirst.discussion.deciding import move
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
        found = (
            Comment.objects.select_for_update().select_related("conversation").filter(pk=comment, state=before).first()
        )
        if found is None:
            return False
        found.reason, found.reason_note = reason, ""
        move(found, after)
    return True
