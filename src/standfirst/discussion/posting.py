"""Writing a comment: one transaction for the limit, the decision, the comment, its counts and who is told."""

import uuid
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from standfirst import rows
from standfirst.discussion import conversations, counting, limiting, moving, standings, together
from standfirst.discussion.judging import judge
from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.discussion.moderating.gathering import draft_of
from standfirst.discussion.moderating.in_force import rules_in_force
from standfirst.discussion.moderating.recording import record
from standfirst.discussion.moderating.tidying import tidied
from standfirst.discussion.moderating.verdicts import Decision, Say
from standfirst.discussion.naming import name_of
from standfirst.discussion.refusing import CommentsClosed, NotThere, TooSoon, refusal_of
from standfirst.discussion.sanctioning import may_write
from standfirst.discussion.writers import Writer, writer_of
from standfirst.generations.raising import raise_for
from standfirst.readers.models import Reader
from standfirst.statements import ask, in_a_row

STATES = {Say.PUBLISH: CommentState.PUBLISHED, Say.HOLD: CommentState.HELD, Say.REJECT: CommentState.REJECTED}

_REPLIED = """
UPDATE discussion_comment SET born = born + 1, replies = replies + %s
WHERE id = %s AND conversation_id = %s AND state = 'published' RETURNING born, root_id, depth
"""


def post(
    reader: Reader,
    conversation: Conversation,
    text: str,
    parent: int | None = None,
    *,
    once: uuid.UUID,
    now: datetime | None = None,
) -> Comment:
    """
    Write ``text`` as typed; ``parent``: the number of the comment it answers. The comment, in the state it has now.

    ``once`` is of the form: the same form sent again gives the comment that the first one made. Raises a refusal
    (``refusing``, or ``sanctioning``), and then nothing is kept.
    """
    moment = now or timezone.now()
    writer = writer_of(reader, moment)
    may_write(reader, moment, writer.standing)

    def work() -> Comment:
        return _write(writer, conversation, text, parent, once, moment)

    try:
        return together.write(work)
    except (IntegrityError, TooSoon):
        if (there := posted(reader, once)) is not None:
            return there
        raise


def posted(reader: Reader, once: uuid.UUID) -> Comment | None:
    """What ``reader`` wrote by the form of that number, if they did."""
    return Comment.objects.filter(author=reader, once=once).first()


def _write(
    writer: Writer, conversation: Conversation, text: str, parent: int | None, once: uuid.UUID, now: datetime
) -> Comment:
    rules = rules_in_force()
    reader = writer.reader
    if rules.seconds_between and not writer.colleague:
        limiting.take(limiting.comments(rules.seconds_between), reader)
    here = conversations.kept(conversation)
    if not here.shown:
        raise CommentsClosed
    draft = draft_of(reader, here, tidied(text), now=now, rules=rules, writer=writer)
    decision = judge(draft)
    if decision.refusal is not None:
        raise refusal_of(decision.refusal)
    comment = _placed(here, parent, published=decision.say is Say.PUBLISH)
    comment.author, comment.author_name, comment.from_staff = (
        reader,
        name_of(reader, writer.profile),
        draft.author.staff,
    )
    comment.text, comment.written_at, comment.once = draft.text, now, once
    comment.best = counting.best_of(0, 0, staff=comment.from_staff)
    _keep(comment, decision, writer)
    return comment


def _placed(conversation: Conversation, parent: int | None, *, published: bool) -> Comment:
    """A new comment in its place; what it answers is locked, so that nobody removes it meanwhile. Raises NotThere."""
    comment = Comment(conversation=conversation)
    if parent is not None:
        found = ask(_REPLIED, [int(published), parent, conversation.pk])
        if not found:
            raise NotThere
        ((born, root, depth),) = found
        comment.parent_id, comment.root_id, comment.depth, comment.nth = parent, root or parent, depth + 1, born - 1
    return comment


def _keep(comment: Comment, decision: Decision, writer: Writer) -> None:
    comment.state = STATES[decision.say]
    comment.reason = decision.deciding.told_as if decision.deciding is not None else ""
    comment.stands = comment.state == CommentState.PUBLISHED
    rows.insert(comment)
    with in_a_row():
        if writer.weighed:
            # Before the counts: rows are locked in one order (``counting.moved``).
            standings.keep_weighed(writer.standing, comment.written_at)
        record(comment, decision, comment.written_at)
        if comment.stands:
            raise_for(comment.conversation.tag)
        moving.tell(comment, None)
        counting.added(comment)
