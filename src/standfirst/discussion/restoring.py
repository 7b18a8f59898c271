"""Undoing that one's own comment was deleted, for a few minutes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.discussion import moving, signals
from standfirst.discussion.deleting import Deleted
from standfirst.discussion.models import Act, Comment, CommentState
from standfirst.discussion.refusing import NotYours
from standfirst.discussion.sanctioning import may_write
from standfirst.readers.models import Reader
from standfirst.refusals import Refusal

OPEN_FOR = timedelta(minutes=5)
"""Nothing that was sent has to be taken back by it; without script a page is read before a button is pressed."""


class StaysDeleted(Refusal):
    """The time has passed, or a moderator has decided about it since."""

    status = 409
    title = _("Your comment stays deleted")
    message = _("You can undo it for five minutes, and not once a moderator has decided about it. You can write anew.")


def restore(reader: Reader, comment: Comment, was: Deleted, now: datetime | None = None) -> Comment:
    """
    Let ``comment`` be what it ``was`` before its author deleted it; the comment as it is now.

    Raises StaysDeleted, NotYours, and what ``may_write`` raises of who may write no more.
    """
    moment = now or timezone.now()
    may_write(reader, moment)
    with transaction.atomic():
        there = Comment.objects.locked().select_related("conversation").get(pk=comment.pk)
        if there.author_id != reader.pk:
            raise NotYours
        if not _is_open(there, was, moment):
            raise StaysDeleted
        there.reason, there.reason_note = was.reason, was.note
        Comment.objects.filter(pk=there.pk).update(deleted_at=None)
        moving.move(there, was.state)
        signals.comment_restored.send(Comment, comment=there)
    return there


def _is_open(comment: Comment, was: Deleted, now: datetime) -> bool:
    if comment.state != CommentState.DELETED or comment.deleted_at != was.at or now - was.at > OPEN_FOR:
        return False
    return not Act.objects.filter(comment=comment, at__gte=was.at).exists()
