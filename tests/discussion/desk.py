"""Comments as posting leaves them, and moderators, for the tests of the moderators' work."""

import itertools
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.utils import timezone

from standfirst.discussion import counting, reasons, signals
from standfirst.discussion.models import Comment, CommentState, Conversation, Report
from standfirst.readers.models import Reader

_numbers = itertools.count(1)


def a_conversation(**told: Any) -> Conversation:
    number = next(_numbers)
    fields: dict[str, Any] = {"path": f"/news/story-{number}/", "title": f"Story {number}", "section": "News", **told}
    return Conversation.objects.create(story_key=f"article:{number}", **fields)


def a_reader(name: str = "Ann", **told: Any) -> Reader:
    return Reader.objects.create_user(f"{name.lower()}{next(_numbers)}@example.com", None, first_name=name, **told)


def a_moderator(name: str = "Mo", group: str = "Comment moderators", **told: Any) -> Reader:
    somebody = a_reader(name, **told)
    # A test with commits of its own empties every table after itself, and the groups with them.
    somebody.groups.set([Group.objects.get_or_create(name=group)[0]])
    return somebody


def a_comment(
    conversation: Conversation,
    author: Reader | None,
    state: str = CommentState.HELD,
    text: str = "Well said.",
    **told: Any,
) -> Comment:
    """One that was just written and judged so."""
    with transaction.atomic():
        name = author.get_full_name() if author else "Somebody"
        fields: dict[str, Any] = {"written_at": timezone.now(), "author_name": name, **told}
        comment = Comment.objects.create(conversation=conversation, author=author, state=state, text=text, **fields)
        counting.moved(comment, None, state)
        if state == CommentState.PUBLISHED:
            signals.comment_published.send(Comment, comment=comment)
        elif state == CommentState.HELD:
            signals.comment_held.send(Comment, comment=comment)
    return comment


def a_report(comment: Comment, **told: Any) -> Report:
    fields: dict[str, Any] = {"reason": reasons.ABUSE, "reference": f"R-{next(_numbers)}", **told}
    with transaction.atomic():
        report = Report.objects.create(comment=comment, **fields)
        signals.comment_reported.send(Report, report=report)
    return report


def browser_of(somebody: Reader) -> Client:
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    browser.force_login(somebody)
    return browser


SECONDS = timedelta(seconds=1)
