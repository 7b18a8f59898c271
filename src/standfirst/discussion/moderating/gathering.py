"""Everything that the phases may know of a comment, in a handful of small questions to the database."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from standfirst import rows
from standfirst.discussion.models import Comment, CommentState, Conversation, Profile
from standfirst.discussion.moderating.draft import AuthorRecord, Draft, Recent, StoryRecord
from standfirst.discussion.moderating.in_force import rules_in_force
from standfirst.discussion.moderating.rules import Rules
from standfirst.discussion.on_duty import unattended
from standfirst.discussion.standings import record_of, standing_of
from standfirst.discussion.writers import Writer
from standfirst.readers.models import Reader
from standfirst.statements import ask

COMPARED = 10
"""Of the writer's last comments, so many are looked at for a repeat."""

_SOME = "SELECT text, written_at, conversation_id, state FROM discussion_comment WHERE author_id = %s"
_NEWEST = f" ORDER BY written_at DESC, id DESC LIMIT {COMPARED}"
_LAST, _LAST_BEFORE = _SOME + _NEWEST, _SOME + " AND written_at < %s" + _NEWEST


def draft_of(
    reader: Reader | None,
    conversation: Conversation,
    text: str,
    *,
    now: datetime,
    comment: Comment | None = None,
    reports: int = 0,
    rules: Rules | None = None,
    writer: Writer | None = None,
) -> Draft:
    """
    What is to be decided about. ``comment``: the one that is judged again, which is no repeat of itself, and not too
    soon after itself. ``rules``, and ``writer``, who is the reader: where they are at hand.
    """
    rules = rules or rules_in_force()
    return Draft(
        text=text,
        language=conversation.language,
        author=_author(reader, rules.rejected_days, now, writer) if reader is not None else AuthorRecord(),
        story=StoryRecord(conversation.state, unattended(conversation, now)),
        recent=_recent(reader, conversation, comment, rules.most_in_an_hour, now) if reader is not None else (),
        now=now,
        rules=rules,
        reports=reports,
    )


def _author(reader: Reader, days: int, now: datetime, writer: Writer | None) -> AuthorRecord:
    if writer is not None:
        known: Profile | None = writer.profile
        staff, standing = writer.colleague, writer.standing
    else:
        known = Profile.objects.filter(reader=reader).first()
        staff, standing = reader.is_colleague, standing_of(reader)
    published = known.comments if known is not None else 0
    return record_of(reader, published=published, staff=staff, days=days, now=now, standing=standing)


def _recent(
    reader: Reader, conversation: Conversation, comment: Comment | None, most: int, now: datetime
) -> tuple[Recent, ...]:
    last = _last(reader, comment)
    recent = [Recent(text, at, story == conversation.pk) for text, at, story in last]
    if most > COMPARED and len(last) == COMPARED and now - last[-1][1] < timedelta(hours=1):
        # Only who writes that much is asked about the rest of the hour, and then for the times alone.
        written = Comment.objects.filter(author=reader).order_by("-written_at", "-pk")
        if comment is not None:
            written = written.filter(written_at__lt=comment.written_at)
        more = written.values_list("written_at", "conversation_id")[COMPARED:most]
        recent += [Recent("", at, story == conversation.pk) for at, story in more]
    return tuple(recent)


def _last(reader: Reader, comment: Comment | None) -> list[tuple[str, datetime, int]]:
    """Text, time and conversation of the last ones, before ``comment`` if that is given. Whoever posts waits for it."""
    values: list[Any] = [reader.pk]
    statement = _LAST
    if comment is not None:
        statement = _LAST_BEFORE
        values.append(connection.ops.adapt_datetimefield_value(comment.written_at))
    found = ask(statement, values)
    # What its writer took back may be said again; the time at which it was said counts all the same.
    return [
        ("" if state == CommentState.DELETED else text, moment, story)
        for text, at, story, state in found
        if (moment := rows.as_moment(at))
    ]
