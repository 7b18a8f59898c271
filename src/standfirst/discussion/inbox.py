"""A reader's inbox: what is new, how much of it is unread, and reading it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from standfirst.discussion.models import Comment, CommentState, Notice, NoticeKind

SIZE = 20
COUNTED = 100
"""More unread ones than that are not counted: the menu says 99+."""


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Some rows, newest first, and the number to ask older ones before; 0 when there are none."""

    notices: tuple[Notice, ...]
    before: int


def page_of(reader: int, before: int = 0, *, only_unread: bool = False, size: int = SIZE) -> InboxPage:
    """The newest notices of the reader with that number; older than ``before``, a notice's number, unless it is 0."""
    rows = Notice.objects.filter(reader=reader).to_be_seen()
    if only_unread:
        rows = rows.unread()
    if before:
        rows = rows.filter(pk__lt=before)
    rows = rows.select_related("comment__conversation", "conversation", "actor__profile").order_by("-pk")
    some = list(rows[: size + 1])
    return InboxPage(tuple(some[:size]), some[size - 1].pk if len(some) > size else 0)


def one_of(reader: int, number: int) -> list[Notice]:
    """The notice of the reader's with that number, or nothing."""
    rows = Notice.objects.filter(reader=reader, pk=number).to_be_seen()
    return list(rows.select_related("comment__conversation", "conversation", "actor__profile"))


def unread_count(reader: int) -> int:
    """How many notices wait, up to ``COUNTED``."""
    return Notice.objects.filter(reader=reader).unread().to_be_seen().order_by().values("pk")[:COUNTED].count()


def mark(reader: int, notice: int, *, read: bool) -> bool:
    """Mark one notice of the reader's read or unread; whether it is theirs. What is read goes by no mail."""
    changed = {"read_at": timezone.now(), "due_at": None} if read else {"read_at": None}
    return bool(Notice.objects.filter(reader=reader, pk=notice).update(**changed))


def mark_all(reader: int, newest: int) -> int:
    """Mark everything read that was there when ``newest`` was the newest notice on the page; how many there were."""
    unread = Notice.objects.filter(reader=reader, pk__lte=newest).unread()
    return unread.update(read_at=timezone.now(), due_at=None)


def new_comments(notices: Collection[Notice]) -> dict[int, int]:
    """For each ``STORY`` notice, how many comments of others are public since; by the notice's number."""
    stories = [one for one in notices if one.kind == NoticeKind.STORY]
    counted: dict[int, int] = {}
    for one in stories:
        since = Comment.objects.filter(
            conversation=one.conversation_id, state=CommentState.PUBLISHED, pk__gte=one.comment_id
        )
        counted[one.pk] = since.exclude(author=one.reader_id)[:COUNTED].count()
    return counted
