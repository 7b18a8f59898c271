"""What those are told who listen to a conversation: how many comments it has, and which are the newest."""

from collections.abc import Sequence

from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.live.topics import State, declare

KIND = "conversation"
NEWEST = 50
"""Ids that are told; who was away for longer hears the number."""


def declare_topic() -> None:
    """Called once, when the room starts."""
    declare(KIND, tell)


def tell(keys: Sequence[str]) -> dict[str, State]:
    """
    For each key, the number of a conversation: ``comments``, and the ids of the ``newest`` of them, newest first.

    Only published ones are counted and named, and nothing is told of a conversation whose story is not public.
    """
    numbers = [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 19]
    shown = Conversation.objects.filter(pk__in=numbers, shown=True).values_list("pk", "comments")
    return {str(pk): {"comments": comments, "newest": _newest(pk)} for pk, comments in shown if str(pk) in keys}


def address_of(conversation: Conversation) -> str:
    """Where one can listen to ``conversation``."""
    return f"/live/{KIND}/{conversation.pk}/"


def _newest(conversation: int) -> list[int]:
    published = Comment.objects.filter(conversation=conversation, state=CommentState.PUBLISHED)
    return list(published.order_by("-pk").values_list("pk", flat=True)[:NEWEST])
