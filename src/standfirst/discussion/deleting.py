"""Taking one's own comment back."""

from django.db import transaction
from django.utils import timezone

from standfirst.discussion import moving, signals
from standfirst.discussion.models import Comment, CommentState
from standfirst.discussion.refusing import NotYours
from standfirst.readers.models import Reader


def delete(reader: Reader, comment: Comment) -> bool:
    """
    Nobody but moderators sees the text from now on, and these for some days (``kept``); answers to it stay. Whether
    there was something to take back: of what a moderator removed the gap says so, and stays. Raises NotYours.
    """
    with transaction.atomic():
        there = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
        if there.author_id != reader.pk:
            raise NotYours
        if there.state in (CommentState.DELETED, CommentState.REMOVED):
            return False
        there.reason, there.reason_note = "", ""
        Comment.objects.filter(pk=there.pk).update(deleted_at=timezone.now())
        moving.move(there, CommentState.DELETED)
        signals.comment_deleted.send(Comment, comment=there)
    return True
