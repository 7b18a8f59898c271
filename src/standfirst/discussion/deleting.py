"""Taking one's own comment back."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from standfirst.discussion import moving, signals
from standfirst.discussion.models import Comment, CommentState
from standfirst.discussion.refusing import NotYours
from standfirst.readers.models import Reader


class Deleted(NamedTuple):
    """A comment as it was: what ``restoring`` needs. ``at`` is when it was deleted."""

    state: str
    reason: str
    note: str
    at: datetime


def delete(reader: Reader, comment: Comment, now: datetime | None = None) -> Deleted | None:
    """
    Nobody but moderators sees the text from now on, and these for some days (``kept``); answers to it stay. None where
    there was nothing to take back: of what a moderator removed the gap says so, and stays. Raises NotYours.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        there = Comment.objects.locked().get(pk=comment.pk)
        if there.author_id != reader.pk:
            raise NotYours
        if there.state in (CommentState.DELETED, CommentState.REMOVED):
            return None
        was = Deleted(there.state, there.reason, there.reason_note, moment)
        there.reason, there.reason_note = "", ""
        Comment.objects.filter(pk=there.pk).update(deleted_at=moment)
        moving.move(there, CommentState.DELETED)
        signals.comment_deleted.send(Comment, comment=there)
    return was
