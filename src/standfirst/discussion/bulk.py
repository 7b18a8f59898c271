"""One decision about many comments of one writer, each with a line of its own in the log."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils import timezone

from standfirst.discussion.deciding import decide_comment
from standfirst.discussion.models import Act, Comment, CommentState, What
from standfirst.discussion.models.act import new_bulk
from standfirst.discussion.taking_turns import NotNow
from standfirst.readers.models import Reader

MOST = 200
"""At one press; the page says how many are left."""


def of_author(author: Reader, states: Collection[str], since: datetime | None = None) -> list[Comment]:
    """What a press would be about, the latest first, at most ``MOST``."""
    comments = Comment.objects.filter(author=author, state__in=states)
    if since is not None:
        comments = comments.filter(written_at__gte=since)
    return list(comments.order_by("-written_at", "-pk")[:MOST])


def decide_waiting(author: Reader, by: Reader, what: What, reason: str = "", note: str = "") -> list[Act]:
    """Publish or reject what waits of ``author``. What a colleague looks at stays with them."""
    return _each(of_author(author, (CommentState.HELD,)), by, what, reason, note)


def remove_latest(author: Reader, by: Reader, reason: str, note: str = "", *, hours: int = 24) -> list[Act]:
    """Reject what waits and remove what is published of the last ``hours``."""
    since = timezone.now() - timedelta(hours=hours)
    states = (CommentState.HELD, CommentState.PUBLISHED)
    return _each(of_author(author, states, since), by, What.REJECT, reason, note)


def acts_of(bulk: uuid.UUID, by: Reader) -> list[Act]:
    """The lines of one press of ``by``."""
    return list(Act.objects.filter(bulk=bulk, by=by).order_by("pk"))


def _each(comments: list[Comment], by: Reader, what: What, reason: str, note: str) -> list[Act]:
    bulk = new_bulk()
    acts = []
    for comment in comments:
        try:
            acts.append(decide_comment(comment, by, what, reason, note, bulk=bulk))
        except NotNow:
            continue
    return acts
