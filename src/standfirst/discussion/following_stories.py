"""Conversations go where their stories go. The newsroom knows no conversations: it says what changed by a signal."""

from collections.abc import Collection
from typing import Any

from standfirst.access.stories import stories_changed, stories_published
from standfirst.discussion import conversations
from standfirst.discussion.models import Conversation
from standfirst.discussion.tasks import follow_all_stories
from standfirst.mail.outbox import queue


def follow_stories() -> None:
    """Called once, when the room starts."""
    stories_changed.connect(_changed, dispatch_uid="conversations follow")
    stories_published.connect(_published, dispatch_uid="conversations are prepared")


def _changed(articles: Collection[int] | None, **_: Any) -> None:
    if articles is None:
        # A whole part of the site: what conversations say of their stories follows in a moment. Whether a page may be
        # seen is asked of the newsroom itself each time it is made.
        if Conversation.objects.exists():
            queue(follow_all_stories)
    else:
        conversations.follow(articles)


def _published(articles: Collection[int], **_: Any) -> None:
    conversations.prepare(articles)
