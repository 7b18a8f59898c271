"""A comment changes its state by a rule: nobody of the newsroom has decided."""

from django.db import transaction

from standfirst.discussion.models import Comment, CommentState
from standfirst.discussion.moving import move


def change(comment: int, before: str, after: CommentState, reason: str) -> bool:
    """
    Bring the comment with that number from ``before`` to ``after``; whether it was still there.

    ``reason`` is a code of ``discussion.reasons``. A moderator who decided meanwhile has the last word.
    """
    with transaction.atomic():
        there = Comment.objects.locked().select_related("conversation")
        found = there.filter(pk=comment, state=before).first()
        if found is None:
            return False
        found.reason, found.reason_note = reason, ""
        move(found, after)
    return True
