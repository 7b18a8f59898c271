"""What happens in conversations of a running site, for tests of who listens."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from standfirst.discussion.conversations import conversation_at, kept
from standfirst.discussion.counting import moved
from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.generations.raising import raise_for


def converse(key: str) -> dict[str, Any]:
    """A conversation about a story that is public."""
    made = Conversation.objects.create(story_key=key, path=f"https://elsewhere.example/{key}/", title=key)
    return {"id": made.pk}


def converse_about(path: str) -> dict[str, Any]:
    """The conversation about the public article at ``path``."""
    about = conversation_at(path)
    assert about is not None
    return {"id": kept(about).pk}


def comment(conversation: int, state: str = "published", text: str = "Late again.") -> dict[str, Any]:
    """A comment in one of the states, with all that follows from it."""
    about = Conversation.objects.get(pk=conversation)
    with transaction.atomic():
        written = Comment.objects.create(
            conversation=about, text=text, author_name="Ada", written_at=timezone.now(), state=CommentState(state)
        )
        moved(written, None, state)
        raise_for(about.tag)
    return {"id": written.pk}


def hide(conversation: int) -> None:
    """The story is not public any more."""
    with transaction.atomic():
        Conversation.objects.filter(pk=conversation).update(shown=False)
        raise_for(f"conversation:{conversation}")
