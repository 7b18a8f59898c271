"""What happens in conversations and in the newsroom, and who writes down that readers are to be told of it."""

from collections.abc import Collection
from typing import Any

from standfirst.access.stories import stories_published
from standfirst.discussion import signals
from standfirst.discussion.models import Comment, Follow, FollowKind
from standfirst.discussion.notice_tasks import tell_about_articles, tell_about_comment, tell_about_edit
from standfirst.discussion.telling_of_comments import concerns_anybody
from standfirst.discussion.telling_of_decisions import tell_of_decision
from standfirst.mail.outbox import queue


def hear() -> None:
    """Called once, when the room starts."""
    signals.comment_published.connect(_published, dispatch_uid="notices of a comment")
    signals.comment_edited.connect(_edited, dispatch_uid="notices of an edit")
    signals.comment_decided.connect(_decided, dispatch_uid="notices of a decision")
    stories_published.connect(_stories_published, dispatch_uid="notices of articles")


def _published(comment: Comment, **kwargs: Any) -> None:
    if concerns_anybody(comment):
        queue(tell_about_comment, comment=comment.pk)


def _edited(comment: Comment, **kwargs: Any) -> None:
    if "@" in comment.text:
        queue(tell_about_edit, comment=comment.pk)


def _decided(comment: Comment, act: Any, **kwargs: Any) -> None:
    tell_of_decision(comment, act)


def _stories_published(articles: Collection[int] | None, **kwargs: Any) -> None:
    if articles and Follow.objects.filter(what__in=(FollowKind.AUTHOR, FollowKind.TOPIC)).exists():
        queue(tell_about_articles, articles=sorted(articles))
