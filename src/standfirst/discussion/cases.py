"""Comments come to the moderators' desk by what happens to them."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from standfirst import rows
from standfirst.discussion import signals
from standfirst.discussion.models import Appeal, Case, Comment, CommentState, Queue, Report
from standfirst.discussion.standings import reported_one_more


def listen() -> None:
    """Called once, when the room starts."""
    signals.comment_published.connect(_published, dispatch_uid="cases")
    signals.comment_held.connect(_held, dispatch_uid="cases")
    signals.comment_reported.connect(_reported, dispatch_uid="cases")
    signals.comment_edited.connect(_edited, dispatch_uid="cases")
    signals.comment_rewritten.connect(_rewritten, dispatch_uid="cases")
    signals.comment_deleted.connect(_deleted, dispatch_uid="cases")
    signals.comment_restored.connect(_restored, dispatch_uid="cases")


def case_of(comment: Comment) -> Case:
    """The case of ``comment``; made, as decided, for one that nobody brought here: imported, or a colleague's."""
    return Case.objects.get_or_create(comment=comment, defaults=_as_found(comment))[0]


def case_to_see(comment: Comment) -> Case:
    """Like ``case_of``, for who only looks: one that nobody brought here is not kept."""
    return Case.objects.filter(comment=comment).first() or Case(comment=comment, **_as_found(comment))


def _as_found(comment: Comment) -> dict[str, Any]:
    queue = Queue.HELD if comment.state == CommentState.HELD else Queue.DECIDED
    return {"queue": queue, "since": comment.written_at, "section": comment.conversation.section}


def queue_of(case: Case, state: str) -> str:
    """Where a case that is not decided belongs."""
    if Appeal.objects.filter(comment=case.pk, decided_at=None).exists():
        return Queue.APPEALED
    if case.reports:
        return Queue.REPORTED
    return Queue.HELD if state == CommentState.HELD else Queue.NEW


def bring(comment: Comment, queue: Queue, now: datetime, **changed: Any) -> None:
    """Put the case into ``queue``, behind those who wait there, and let acts on what moderators see be refused."""
    values = {"queue": queue, "since": now, "section": comment.conversation.section, **changed}
    if not Case.objects.filter(pk=comment.pk).update(turn=F("turn") + 1, **values):
        plain = {name: value for name, value in values.items() if name != "reports"}
        Case.objects.create(comment=comment, **plain, **({"reports": 1} if "reports" in changed else {}))


def _published(comment: Comment, **kwargs: Any) -> None:
    if not comment.from_staff:
        # In one statement, for every comment that is posted; one that a moderator publishes has its case.
        section = comment.conversation.section
        made = Case(comment=comment, queue=Queue.NEW, since=timezone.now(), section=section)
        rows.insert_all([made], unless_there=True)


def _held(comment: Comment, **kwargs: Any) -> None:
    waiting = Case.objects.filter(pk=comment.pk, queue__in=(Queue.APPEALED, Queue.REPORTED, Queue.HELD))
    if not waiting.exists():
        bring(comment, Queue.HELD, timezone.now())


def _reported(report: Report, **kwargs: Any) -> None:
    comment = report.comment
    known = Case.objects.filter(pk=comment.pk).first()
    if known is not None and known.queue in (Queue.APPEALED, Queue.REPORTED):
        # It keeps its place: who reports again does not send it to the end.
        Case.objects.filter(pk=comment.pk).update(reports=F("reports") + 1)
    else:
        bring(comment, Queue.REPORTED, report.at, reports=F("reports") + 1)
    if (known is None or not known.reports) and comment.author_id is not None:
        reported_one_more(comment.author_id, 1)


def _edited(comment: Comment, **kwargs: Any) -> None:
    """What was decided is another text now."""
    if not comment.from_staff and Case.objects.filter(pk=comment.pk, queue=Queue.DECIDED).exists():
        bring(comment, Queue.NEW, timezone.now())


def _rewritten(comment: Comment, **kwargs: Any) -> None:
    """Who decides now has read another text."""
    Case.objects.filter(pk=comment.pk).update(turn=F("turn") + 1)


def _restored(comment: Comment, **kwargs: Any) -> None:
    """Who looked at it saw that it was deleted; what its author had asked for is asked again."""
    if Appeal.objects.filter(comment=comment, decided_at=None).exists():
        bring(comment, Queue.APPEALED, timezone.now())
    else:
        Case.objects.filter(pk=comment.pk).update(turn=F("turn") + 1)


def _deleted(comment: Comment, **kwargs: Any) -> None:
    """There is nothing to decide; but whoever reported it is answered by a person."""
    Case.objects.filter(pk=comment.pk, reports=0).delete()
    Case.objects.filter(pk=comment.pk).update(turn=F("turn") + 1)
