"""What the tests of conversations make: readers, conversations, and comments that nobody has to wait for."""

import itertools
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.discussion.moving import move
from standfirst.discussion.posting import post
from standfirst.discussion.reading import Entry
from standfirst.readers.models import Reader, Tally

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
_numbers = itertools.count(1)


def a_reader(first: str = "Cleo", last: str = "Park", **fields: Any) -> Reader:
    """A reader with an address that nobody else has."""
    return Reader.objects.create_user(f"reader{next(_numbers)}@example.com", first_name=first, last_name=last, **fields)


def a_conversation(key: str = "article:1", **fields: object) -> Conversation:
    """A conversation about a story that is not there: for tests that need none."""
    values: dict[str, object] = {"path": "/harbour/boats/", "title": "Boats", **fields}
    return Conversation.objects.create(story_key=key, **values)


def say(
    reader: Reader,
    conversation: Conversation,
    text: str = "",
    parent: Comment | None = None,
    *,
    now: datetime | None = None,
) -> Comment:
    """A comment, ten minutes after the last; the limit is not in the way."""
    Tally.objects.all().delete()
    number = next(_numbers)
    words = text or f"Comment no. {number} says {uuid.uuid4().hex} about the boats."
    moment = now or NOON + timedelta(minutes=10 * number)
    return post(reader, conversation, words, parent.pk if parent else None, once=uuid.uuid4(), now=moment)


def moderate(comment: Comment, state: CommentState, reason: str = "") -> None:
    """What a moderator makes of it, without the desk around that."""
    from django.db import transaction

    with transaction.atomic():
        there = Comment.objects.select_for_update().get(pk=comment.pk)
        there.reason = reason
        move(there, state)


def texts(entries: Iterable[Entry]) -> list[object]:
    """The texts as they stand under each other, ``None`` for a gap."""
    shown: list[object] = []
    for entry in entries:
        shown.append(None if entry.gap else entry.comment.text)
        if entry.replies:
            shown.append(texts(entry.replies))
    return shown
