"""What somebody has just deleted waits in their session for an undo: what it was is nobody else's to say."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from standfirst.discussion.deleting import Deleted
from standfirst.discussion.restoring import OPEN_FOR

_NAME = "deleted comment"


def remember(request: HttpRequest, comment: int, was: Deleted) -> None:
    """The last one; what was deleted before it stays so."""
    request.session[_NAME] = [comment, was.state, was.reason, was.note, was.at.isoformat()]


def remembered(request: HttpRequest) -> tuple[int, Deleted] | None:
    """Its number and what it was, for as long as that can be undone."""
    kept = request.session.get(_NAME)
    if kept is None:
        return None
    comment, state, reason, note, at = kept
    was = Deleted(state, reason, note, datetime.fromisoformat(at))
    return (comment, was) if timezone.now() - was.at <= OPEN_FOR else None


def forget(request: HttpRequest) -> None:
    """It was undone."""
    request.session.pop(_NAME, None)
