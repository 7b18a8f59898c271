"""
A comment that somebody wrote before they signed in. It is kept in their session, which becomes that of their account,
and waits in the form until they send it: nothing is published that its writer has not seen under their own name.
"""

import time

from django.http import HttpRequest

from standfirst.discussion.models import Conversation

_NAME = "begun_comment"
KEPT_FOR = 7 * 86_400
"""Seconds; as long as a registration waits for its mail."""
MOST = 20_000
"""Characters. Whatever is longer no conversation takes."""


def keep(request: HttpRequest, conversation: Conversation, text: str, to: int | None) -> None:
    """Remember what was written; the latest counts."""
    request.session[_NAME] = [conversation.story_key, text[:MOST], to, int(time.time()) + KEPT_FOR]


def begun_in(request: HttpRequest, conversation: Conversation) -> tuple[str, int | None] | None:
    """The text that was begun in ``conversation``, and the number of what it answers; None when there is none."""
    story, text, to, until = request.session.get(_NAME) or ("", "", None, 0)
    if story != conversation.story_key or until < time.time():
        return None
    return text, to


def forget(request: HttpRequest, conversation: Conversation) -> None:
    """It has been sent."""
    if begun_in(request, conversation) is not None:
        del request.session[_NAME]
