"""Keeping what the phases said, beside the comment."""

from datetime import datetime

from django.db.models import Max

from standfirst.discussion.models import Comment
from standfirst.discussion.models.verdict import Verdict
from standfirst.discussion.moderating.verdicts import Decision
from standfirst.mail.outbox import queue


def record(comment: Comment, decision: Decision, now: datetime, *, again: bool = False) -> None:
    """
    Write every word down, and have the outside check asked where it has a say. In the transaction that wrote the
    comment. ``again``: the comment was judged before.
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
