"""A comment that is reported is judged again: enough reports hold it until a moderator has looked."""

from typing import Any

from django.utils import timezone

from standfirst.discussion.models import Comment, CommentState, Report
from standfirst.discussion.moderating.gathering import draft_of
from standfirst.discussion.moderating.phases import reports
from standfirst.discussion.moderating.pipeline import Phase, decide
from standfirst.discussion.moderating.recording import record
from standfirst.discussion.moderating.standing_in import change
from standfirst.discussion.moderating.verdicts import TOLD_AS, Say
from standfirst.discussion.signals import comment_reported

# The rest has been judged when it was written, and the writer's later conduct is no reason to take it away.
_PHASES = (Phase("reports", reports.judge),)


def listen() -> None:
    """Called once, when the room starts."""
    comment_reported.connect(judge_again, dispatch_uid="reported comments are judged again")


def judge_again(report: Report, **kwargs: Any) -> None:
    """
    Hold a published comment that enough readers have reported. Each counts once, those without an account do not: one
    person can send many. Once a moderator has answered, earlier reports have been answered with it.
    """
    comment = Comment.objects.select_related("conversation", "author").get(pk=report.comment_id)
    if comment.state != CommentState.PUBLISHED or comment.from_staff:
        return
    waiting = Report.objects.filter(comment=comment, answered_at=None, reporter__isnull=False).count()
    now = timezone.now()
    draft = draft_of(None, comment.conversation, comment.text, now=now, comment=comment, reports=waiting)
    decision = decide(draft, _PHASES)
    if decision.say is Say.HOLD and change(comment.pk, CommentState.PUBLISHED, CommentState.HELD, TOLD_AS["reported"]):
        record(comment, decision, now, again=True)
