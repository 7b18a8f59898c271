"""The author finds in the inbox what a moderator has decided about their comment."""

from typing import Any

from django.utils import timezone

from standfirst.discussion.models import Comment, Notice, NoticeKind
from standfirst.discussion.noticing import News, tell


def tell_of_decision(comment: Comment, act: Any) -> None:
    """
    Tell the author of ``comment`` of ``act``, a line of the moderators' log that can no longer be undone.

    There is one such notice a comment, which tells the latest, and one that answers an appeal.
    """
    of_appeal = bool(act.was.get("appeal"))
    if comment.author_id is None or act.by_id == comment.author_id or (act.before == act.after and not of_appeal):
        return
    kind = NoticeKind.APPEAL if of_appeal else NoticeKind.DECISION
    key = f"decision:{comment.pk}"
    Notice.objects.filter(reader=comment.author_id, key=key).delete()
    tell([comment.author_id], News(kind, key, comment, comment.conversation), timezone.now())
