"""
Who hears of a comment: whom it answers, whom it mentions, who follows its author or its conversation.

Written by a task, some readers at a time. A worker that is killed half-way begins again, and nobody is told twice.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from standfirst.discussion.mentioning import handles_in
from standfirst.discussion.models import Comment, CommentState, Follow, FollowKind, Notice, NoticeKind, Profile
from standfirst.discussion.noticing import News, tell, tell_followers
from standfirst.statements import ask

_FOLLOWED = """
SELECT EXISTS (SELECT 1 FROM discussion_follow WHERE what = %s AND conversation_id = %s)
  OR EXISTS (SELECT 1 FROM discussion_follow WHERE what = %s AND person_id = %s)
"""


def concerns_anybody(comment: Comment) -> bool:
    """Whether there may be somebody to tell; most comments concern nobody, and then no task is needed."""
    if comment.parent_id is not None or "@" in comment.text:
        return True
    of_story, of_reader = FollowKind.STORY.value, FollowKind.READER.value
    ((followed,),) = ask(_FOLLOWED, [of_story, comment.conversation_id, of_reader, comment.author_id])
    return bool(followed)


def tell_of_comment(number: int) -> None:
    """Tell everybody whom the comment with that number concerns, if it is public."""
    comment = _public(number)
    if comment is None:
        return
    now = timezone.now()
    tell_directly(comment, now)
    if comment.author_id is not None and not Profile.objects.filter(reader=comment.author_id, private=True).exists():
        tell_followers(_of_author(comment), _news(NoticeKind.FOLLOWED, comment), now)
    tell_followers(_of_story(comment), _news(NoticeKind.STORY, comment), now)


def tell_of_edit(number: int) -> None:
    """Tell whom the comment mentions since it was edited."""
    comment = _public(number)
    if comment is not None:
        tell_directly(comment, timezone.now())


def tell_directly(comment: Comment, now: datetime) -> None:
    """Whom it answers and whom it mentions; who is both is told of the answer."""
    with transaction.atomic():
        if comment.parent is not None and comment.parent.author_id is not None:
            tell([comment.parent.author_id], _news(NoticeKind.REPLY, comment), now)
        if handles := handles_in(comment.text):
            named = Profile.objects.filter(handle__in=handles).values_list("reader", flat=True)
            tell(named, _news(NoticeKind.MENTION, comment), now)


def _public(number: int) -> Comment | None:
    public = Comment.objects.filter(pk=number, state=CommentState.PUBLISHED, conversation__shown=True)
    return public.select_related("author", "parent", "conversation").first()


def _news(kind: NoticeKind, comment: Comment) -> News:
    # All that one comment means to a reader is one notice; that a conversation goes on is one until it is read.
    key = f"story:{comment.conversation_id}:{comment.pk}" if kind is NoticeKind.STORY else f"comment:{comment.pk}"
    return News(kind, key, comment, comment.conversation, comment.author)


def _of_author(comment: Comment) -> QuerySet[Follow]:
    if comment.author_id is None:
        return Follow.objects.none()
    return Follow.objects.filter(what=FollowKind.READER, person=comment.author_id)


def _of_story(comment: Comment) -> QuerySet[Follow]:
    """Not those who have been told of this comment, nor those who have not yet read that there are new ones."""
    theirs = Notice.objects.filter(reader=OuterRef("reader"))
    knows = theirs.filter(key=f"comment:{comment.pk}")
    waits = theirs.filter(kind=NoticeKind.STORY, conversation=comment.conversation_id, read_at=None)
    follows = Follow.objects.filter(what=FollowKind.STORY, conversation=comment.conversation_id)
    return follows.filter(~Exists(knows), ~Exists(waits))
