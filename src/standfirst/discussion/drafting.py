"""What the pipeline is to know of a text and its writer, looked up."""

from datetime import datetime, timedelta

from standfirst.discussion.models import Comment, Conversation, Profile
from standfirst.discussion.moderating.draft import AuthorRecord, Draft, Recent, StoryRecord
from standfirst.discussion.moderating.rules import Rules
from standfirst.readers.models import Reader

LOOKED_BACK = 20
"""Of a writer's last comments so many are looked at for repeats and speed, besides what an hour allows."""


def draft_of(
    reader: Reader,
    profile: Profile,
    conversation: Conversation,
    text: str,
    *,
    rules: Rules,
    now: datetime,
    but: Comment | None = None,
) -> Draft:
    """``text`` by ``reader`` for ``conversation``; ``but``: the comment that it is the new text of."""
    return Draft(
        text=text,
        language=conversation.language,
        author=author_of(reader, profile),
        story=StoryRecord(state=conversation.state),
        recent=_recent(reader, conversation, rules, now, but),
        now=now,
        rules=rules,
    )


def author_of(reader: Reader, profile: Profile) -> AuthorRecord:
    """The record of the writer."""
    return AuthorRecord(published=profile.comments, staff=reader.is_colleague)


def _recent(
    reader: Reader, conversation: Conversation, rules: Rules, now: datetime, but: Comment | None
) -> tuple[Recent, ...]:
    since = now - timedelta(hours=max(1, rules.repeat_hours))
    rows = Comment.objects.filter(author=reader, written_at__gt=since).order_by("-written_at", "-pk")
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    found = rows.values_list("text", "written_at", "conversation_id")[: max(LOOKED_BACK, rules.most_in_an_hour)]
    return tuple(Recent(text, written_at, here == conversation.pk) for text, written_at, here in found)


def reported_draft(comment: Comment, profile: Profile, *, rules: Rules, now: datetime) -> Draft:
    """A published comment by somebody who still has an account, as readers have reported it so far."""
    return Draft(
        text=comment.text,
        language=comment.conversation.language,
        author=author_of(profile.reader, profile),
        story=StoryRecord(state=comment.conversation.state),
        recent=(),
        now=now,
        rules=rules,
        reports=comment.reports,
    )
