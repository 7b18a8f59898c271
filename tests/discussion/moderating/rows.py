"""A story's conversation and comments in it, as rows."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from standfirst.discussion import counting
from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.readers.models import Reader


def a_reader(name: str = "Amelia", **told: Any) -> Reader:
    return Reader.objects.create_user(f"{name.lower()}@reader.example", None, first_name=name, **told)


def a_conversation(**told: Any) -> Conversation:
    named = {"story_key": "article:7", "path": "/town/bridge/", "title": "The bridge", "language": "en-GB"}
    return Conversation.objects.create(**{**named, **told})


def a_comment(
    author: Reader | None,
    text: str = "The council knew.",
    *,
    conversation: Conversation | None = None,
    state: CommentState = CommentState.PUBLISHED,
    ago: timedelta = timedelta(minutes=10),
    **told: Any,
) -> Comment:
    there = conversation or Conversation.objects.first() or a_conversation()
    fields = {"conversation": there, "author": author, "text": text, "state": state, **told}
    comment = Comment.objects.create(written_at=timezone.now() - ago, **fields)
    counting.moved(comment, None, state)
    return comment
