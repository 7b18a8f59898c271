"""Everything that the phases may know of a comment, in a handful of small questions to the database."""

from datetime import datetime, timedelta

from standfirst.discussion.models import Comment, CommentState, Conversation, Profile, Standing
from standfirst.discussion.moderating.draft import AuthorRecord, Draft, Recent, StoryRecord
from standfirst.discussion.moderating.in_force import rules_in_force
from standfirst.discussion.moderating.rules import Rules
from standfirst.discussion.on_duty import unattended
from standfirst.discussion.standings import record_of
from standfirst.readers.models import Reader

COMPARED = 10
"""Of the writer's last comments, so many are looked at for a repeat."""


def draft_of(
    reader: Reader | None,
    conversation: Conversation,
    text: str,
    *,
    now: datetime,
    comment: Comment | None = None,
    reports: int = 0,
    rules: Rules | None = None,
    profile: Profile | None = None,
    standing: Standing | None = None,
) -> Draft:
    """
    What is to be decided about. ``comment``: the one that is judged again, which is no repeat of itself, and not too
    soon after itself. ``rules``, and ``profile`` and ``standing`` of the reader: where they are at hand.
    """
    rules = rules or rules_in_force()
    return Draft(
        text=text,
        language=conversation.language,
        author=_author(reader, rules.rejected_days, now, profile, standing) if reader is not None else AuthorRecord(),
        story=StoryRecord(conversation.state, unattended(conversation, now)),
        recent=_recent(reader, conversation, comment, rules.most_in_an_hour, now) if reader is not None else (),
        now=now,
        rules=rules,
        reports=reports,
    )


def _author(
    reader: Reader, days: int, now: datetime, profile: Profile | None, standing: Standing | None
) -> AuthorRecord:
    known = profile or Profile.objects.filter(reader=reader).first()
    published = known.comments if known is not None else 0
    return record_of(reader, published=published, staff=reader.is_colleague, days=days, now=now, standing=standing)


def _recent(
    reader: Reader, conversation: Conversation, comment: Comment | None, most: int, now: datetime
) -> tuple[Recent, ...]:
    written = Comment.objects.filter(author=reader).order_by("-written_at", "-pk")
    if comment is not None:
        written = written.filter(written_at__lt=comment.written_at)
    last = list(written.values_list("text", "written_at", "conversation_id", "state")[:COMPARED])
    # What its writer took back may be said again; the time at which it was said counts all the same.
    recent = [
        Recent("" if state == CommentState.DELETED else text, at, story == conversation.pk)
        for text, at, story, state in last
    ]
    if most > COMPARED and len(last) == COMPARED and now - recent[-1].written_at < timedelta(hours=1):
        # Only who writes that much is asked about the rest of the hour, and then for the times alone.
        more = written.values_list("written_at", "conversation_id")[COMPARED:most]
        recent += [Recent("", at, story == conversation.pk) for at, story in more]
    return tuple(recent)
