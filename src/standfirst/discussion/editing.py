"""Changing one's own comment: for a few minutes, or after it was not published, so that it can be."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from standfirst.discussion import limiting, moving, signals
from standfirst.discussion.judging import judge_edit
from standfirst.discussion.models import Comment, CommentState, Version
from standfirst.discussion.moderating.gathering import draft_of
from standfirst.discussion.moderating.recording import record
from standfirst.discussion.moderating.tidying import tidied
from standfirst.discussion.moderating.verdicts import Say
from standfirst.discussion.refusing import CommentsClosed, NotThatText, NotYours, TooLate, refusal_of
from standfirst.discussion.sanctioning import may_write
from standfirst.generations.raising import raise_for
from standfirst.readers.models import Reader


def can_edit(reader: Reader, comment: Comment, now: datetime | None = None) -> bool:
    """Whether ``reader`` may change ``comment`` now."""
    if comment.author_id != reader.pk:
        return False
    if comment.state == CommentState.REJECTED:
        return True
    mine = comment.state in (CommentState.PUBLISHED, CommentState.HELD)
    return mine and (now or timezone.now()) - comment.written_at < window()


def window() -> timedelta:
    """For how long after it was written a comment can be changed."""
    return timedelta(minutes=settings.STANDFIRST_COMMENT_EDIT_MINUTES)


def edit(reader: Reader, comment: Comment, text: str, *, now: datetime | None = None) -> Comment:
    """
    Let ``text`` be what the comment says; what it said before is kept for moderators. The comment as it is now.

    The new text goes through the pipeline as a new one does: it may be held, and what would not be published is refused
    here, so that what stands is not lost by it. A rejected comment waits for a moderator when one rejected it. Raises a
    refusal; then nothing is changed.
    """
    moment = now or timezone.now()
    may_write(reader, moment)
    with transaction.atomic():
        if not reader.is_colleague:
            limiting.take(limiting.EDITS, reader)
        there = Comment.objects.locked().select_related("conversation").get(pk=comment.pk)
        if there.author_id != reader.pk:
            raise NotYours
        if not can_edit(reader, there, moment):
            raise TooLate
        if not there.conversation.takes_comments:
            raise CommentsClosed
        typed = tidied(text)
        if typed == there.text:
            return there
        _change(reader, there, typed, moment)
    return there


def _change(reader: Reader, comment: Comment, text: str, now: datetime) -> None:
    decision = judge_edit(draft_of(reader, comment.conversation, text, now=now, comment=comment))
    if decision.refusal is not None:
        raise refusal_of(decision.refusal)
    if decision.say is Say.REJECT:
        raise NotThatText(decision.deciding.told_as if decision.deciding else "")
    Version.objects.create(comment=comment, text=comment.text, until=now)
    comment.text, comment.edited_at = text, now
    comment.save(update_fields=["text", "edited_at"])
    signals.comment_rewritten.send(Comment, comment=comment)
    record(comment, decision, now, again=True)
    if decision.say is Say.HOLD and comment.state != CommentState.HELD:
        comment.reason, comment.reason_note = decision.deciding.told_as if decision.deciding else "", ""
        moving.move(comment, CommentState.HELD)
    elif comment.state == CommentState.REJECTED:
        _try_again(comment)
    elif comment.state == CommentState.PUBLISHED:
        raise_for(comment.conversation.tag)
        signals.comment_edited.send(Comment, comment=comment)


def _try_again(comment: Comment) -> None:
    """Whatever rejected the text before, a person looks at the new one: words alone are easily written around."""
    moving.move(comment, CommentState.HELD)
