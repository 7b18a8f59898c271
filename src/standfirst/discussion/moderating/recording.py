"""Keeping what the phases said, beside the comment, and what a rule did, in the log of moderation."""

from datetime import datetime

from django.db.models import Max

from standfirst.discussion.models import Act, Comment, What
from standfirst.discussion.models.verdict import Verdict
from standfirst.discussion.moderating.verdicts import Decision, Say, Word
from standfirst.mail.outbox import queue

_DID = {Say.PUBLISH: What.PUBLISH, Say.HOLD: What.HOLD, Say.REJECT: What.REJECT}


def record(comment: Comment, decision: Decision, now: datetime, *, again: bool = False) -> None:
    """
    Write every word down, and have the outside check asked where it has a say; what was withheld stands in the log. In
    the transaction that wrote the comment. ``again``: the comment was judged before.
    """
    if not decision.words:
        return
    last = (Verdict.objects.filter(comment=comment).aggregate(last=Max("round"))["last"] or 0) if again else 0
    Verdict.objects.bulk_create(
        Verdict(
            comment=comment,
            round=last + 1,
            phase=word.phase,
            verdict=word.say.value,
            reason=word.reason,
            details=dict(word.details),
            at=now,
        )
        for word in decision.words
    )
    if any(word.reason == "asked_outside" for word in decision.words):
        from standfirst.discussion.moderating.tasks import ask_outside

        queue(ask_outside, comment=comment.pk)
    word = decision.deciding
    # Whoever waits for the outside check alone is held by what that answers, if by anything.
    if word is not None and word.reason != "asked_outside":
        note(comment, word, now)


def note(comment: Comment, word: Word, now: datetime) -> None:
    """Write into the log what a rule did with ``comment``, by its ``word``."""
    Act.objects.create(
        comment=comment,
        author_id=comment.author_id,
        conversation_id=comment.conversation_id,
        what=_DID[word.say],
        reason=word.told_as,
        was={"rule": word.phase},
        at=now,
    )
