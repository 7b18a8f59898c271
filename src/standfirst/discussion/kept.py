"""How long this room keeps what it holds."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from standfirst.discussion import counting
from standfirst.discussion.models import Comment, CommentState, Notice, Report, Version
from standfirst.keeping import AT_ONCE, Kept, keep

REPORTS_DAYS = 365
"""The answer to a report can be complained of for six months: Regulation (EU) 2022/2065, Article 20(1)."""


def declare_kept() -> None:
    """Called once, when the room starts."""
    keep(
        Kept(
            key="deleted-comments",
            name="What its author deleted",
            because="For a while moderators must be able to answer a report of it.",
            setting="STANDFIRST_KEEP_DELETED_COMMENTS_DAYS",
            overdue=_deleted,
            forget=_empty_deleted,
        ),
        Kept(
            key="comment-versions",
            name="What comments said before they were edited",
            because="So that nobody is answered for words they have taken back and written again.",
            setting="STANDFIRST_KEEP_DELETED_COMMENTS_DAYS",
            overdue=lambda before: Version.objects.filter(until__lt=before),
        ),
        Kept(
            key="comment-reports",
            name="Reports of comments that were answered",
            because="Who reported it can complain of the answer for half a year.",
            days=REPORTS_DAYS,
            overdue=lambda before: Report.objects.filter(answered_at__lt=before),
            forget=_forget_reports,
        ),
        Kept(
            key="notices",
            name="Notices in readers' inboxes",
            because="News of half a year ago is none; the comments themselves are where they were.",
            setting="STANDFIRST_KEEP_NOTICES_DAYS",
            overdue=lambda before: Notice.objects.filter(at__lt=before),
        ),
    )


def _deleted(before: datetime) -> QuerySet[Comment]:
    open_reports = Report.objects.filter(answered_at=None).values("comment_id")
    gone = Comment.objects.filter(state=CommentState.DELETED, deleted_at__lt=before).exclude(text="")
    return gone.exclude(pk__in=open_reports)


def _empty_deleted(before: datetime) -> int:
    """The comment itself stays, for the answers to it."""
    emptied = 0
    while some := list(_deleted(before).values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            Version.objects.filter(comment__in=some).delete()
            emptied += Comment.objects.filter(pk__in=some).update(text="", author_name="")
    return emptied


def _forget_reports(before: datetime) -> int:
    """With what each of them counts against its comment."""
    deleted = 0
    rows = Report.objects.filter(answered_at__lt=before).order_by("pk")
    while some := dict(rows.values_list("pk", "comment_id")[:AT_ONCE]):
        with transaction.atomic():
            deleted += Report.objects.filter(pk__in=some).delete()[0]
            for comment in Comment.objects.locked().filter(pk__in=set(some.values())).order_by("pk"):
                counting.reported(comment)
    return deleted
