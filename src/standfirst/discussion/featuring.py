"""A comment that stands above the others: featured by the newsroom, or a journalist's answer that is pinned."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from standfirst.discussion import counting
from standfirst.discussion.models import Act, Comment, CommentState, What
from standfirst.generations.raising import raise_for
from standfirst.readers.models import Reader


class NotPublished(ValueError):
    """Only what everybody sees can stand above."""


class NotOfStaff(ValueError):
    """Only a colleague's comment is pinned."""


class PinnedMeanwhile(ValueError):
    """A colleague has just pinned another comment of this conversation."""


def feature(comment: Comment, by: Reader, *, on: bool = True, now: datetime | None = None) -> bool:
    """Feature it, or no longer; whether that changed anything. Raises NotPublished."""
    return _mark(comment, by, What.FEATURE if on else What.UNFEATURE, now or timezone.now())


def pin(comment: Comment, by: Reader, *, on: bool = True, now: datetime | None = None) -> bool:
    """
    Pin it to the head of its conversation, or no longer; whether that changed anything. One is pinned at a time.

    Raises NotPublished, NotOfStaff and PinnedMeanwhile.
    """
    if on and not comment.from_staff:
        raise NotOfStaff
    try:
        return _mark(comment, by, What.PIN if on else What.UNPIN, now or timezone.now())
    except IntegrityError:
        raise PinnedMeanwhile from None


def _mark(comment: Comment, by: Reader, what: What, now: datetime) -> bool:
    field = "featured_at" if what in (What.FEATURE, What.UNFEATURE) else "pinned_at"
    on = what in (What.FEATURE, What.PIN)
    with transaction.atomic():
        there = Comment.objects.locked().select_related("conversation").get(pk=comment.pk)
        if on and there.state != CommentState.PUBLISHED:
            raise NotPublished
        if (getattr(there, field) is not None) == on:
            return False
        if what is What.PIN:
            for other in Comment.objects.filter(conversation=there.conversation_id).exclude(pinned_at=None):
                _set(other, field, None)
        _set(there, field, now if on else None)
        Act.objects.create(
            comment=there,
            author_id=there.author_id,
            conversation_id=there.conversation_id,
            by=by,
            what=what,
            before=there.state,
            after=there.state,
            at=now,
        )
        raise_for(there.conversation.tag)
    return True


def _set(comment: Comment, field: str, value: datetime | None) -> None:
    Comment.objects.filter(pk=comment.pk).update(**{field: value})
    counting.rank(comment)
