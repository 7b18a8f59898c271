"""Conversations go where their stories go. The newsroom knows no conversations: it says what changed by a signal."""

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_save

from standfirst.access.stories import stories_changed, stories_published
from standfirst.discussion import conversations
from standfirst.discussion.models import Comment, Conversation
from standfirst.discussion.naming import rename
from standfirst.discussion.tasks import follow_all_stories
from standfirst.mail.outbox import queue
from standfirst.readers.models import Reader

_NAMES = {"first_name", "last_name"}


def follow_stories() -> None:
    """Called once, when the room starts."""
    stories_changed.connect(_changed, dispatch_uid="conversations follow")
    stories_published.connect(_published, dispatch_uid="conversations are prepared")
    post_save.connect(_reader_saved, sender=Reader, dispatch_uid="names of comments")


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


def _reader_saved(
    instance: Reader, created: bool, update_fields: frozenset[str] | None = None, raw: bool = False, **_: Any
) -> None:
    if created or raw or (update_fields is not None and not _NAMES & update_fields):
        return
    if Comment.objects.filter(author=instance).exists():
        rename(instance)
