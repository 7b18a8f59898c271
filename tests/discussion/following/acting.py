"""What readers do in these tests, by the verbs that pages use."""

import uuid
from typing import Any

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from standfirst.discussion import posting
from standfirst.discussion.followable import target_of
from standfirst.discussion.following import follow
from standfirst.discussion.models import Comment, Conversation, Notice
from standfirst.discussion.naming import profile_of
from standfirst.readers.models import Reader
from tests.discussion.desk import a_reader


def a_writer(name: str) -> Reader:
    """A reader with a page of their own; their handle is their name."""
    reader = a_reader(name)
    profile_of(reader)
    return reader


def write(
    reader: Reader, conversation: Conversation, text: str = "Well said.", parent: Comment | None = None
) -> Comment:
    return posting.post(reader, conversation, text, parent.pk if parent else None, once=uuid.uuid4())


def follows(reader: Reader, what: str, key: str) -> None:
    target = target_of(what, key)
    assert target is not None
    assert follow(reader, target)


def told(reader: Reader) -> list[str]:
    """The kinds of what stands in the inbox, oldest first."""
    return list(Notice.objects.filter(reader=reader).to_be_seen().order_by("pk").values_list("kind", flat=True))


def work(times: int = 1) -> None:
    """Run everything that is queued, as often as workers that are killed at the end of it would; then it is done."""
    waiting = list(DBTaskResult.objects.filter(status="READY"))
    for row in waiting:
        for _ in range(times):
            row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.delete()


def prefers(reader: Reader, **chosen: Any) -> None:
    from standfirst.readers.models import Preferences

    Preferences.objects.update_or_create(reader=reader, defaults=chosen)


now = timezone.now
