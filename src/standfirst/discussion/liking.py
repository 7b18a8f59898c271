"""Liking a comment, once for each reader, and taking it back."""

from django.db import transaction

from standfirst.discussion import counting, limiting
from standfirst.discussion.models import Comment, CommentState, Like
from standfirst.discussion.refusing import NotThere, NotYours
from standfirst.generations.raising import raise_for
from standfirst.readers.models import Reader


def like(reader: Reader, comment: Comment) -> int:
    """The likes that the comment has with theirs. Raises NotThere, NotYours for one's own, and TooSoon."""
    with transaction.atomic():
        there = _locked(reader, comment)
        if there.author_id == reader.pk:
            raise NotYours
        if Like.objects.get_or_create(comment=there, reader=reader)[1]:
            counting.liked(there)
            raise_for(f"conversation:{there.conversation_id}")
    return there.likes


def unlike(reader: Reader, comment: Comment) -> int:
    """The likes that it has without theirs. Raises NotThere and TooSoon."""
    with transaction.atomic():
        there = _locked(reader, comment)
        if Like.objects.filter(comment=there, reader=reader).delete()[0]:
            counting.unliked(there)
            raise_for(f"conversation:{there.conversation_id}")
    return there.likes


def _locked(reader: Reader, comment: Comment) -> Comment:
    limiting.take(limiting.LIKES, reader)
    there = Comment.objects.locked().filter(pk=comment.pk, state=CommentState.PUBLISHED).first()
    if there is None:
        raise NotThere
    return there
