"""Writing notices: to whom, what, and when it goes by mail. Done twice it is done once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from standfirst.discussion.delivery_times import due
from standfirst.discussion.models import Comment, Conversation, Follow, Mute, Notice, NoticeKind
from standfirst.readers.models import Preferences, Reader

AT_ONCE = 500
"""Readers who are told in one transaction."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell. ``key``: its name; no reader is told of two with the same. The rest as in ``Notice``."""

    kind: NoticeKind
    key: str
    comment: Comment | None = None
    conversation: Conversation | None = None
    actor: Reader | None = None
    about: str = ""


def tell(readers: Iterable[int], news: News, now: datetime) -> None:
    """
    Put ``news`` into the inboxes of the readers with these numbers: not of its actor's, nor of those who mute the actor
    or have left, nor where its key is already. In a transaction of the caller's.
    """
    told = Reader.objects.staying().filter(pk__in=list(readers))
    if news.actor is not None:
        told = told.exclude(pk=news.actor.pk).exclude(pk__in=Mute.objects.filter(muted=news.actor).values("reader"))
    numbers = list(told.order_by("pk").values_list("pk", flat=True))
    chosen = {one.reader_id: one for one in Preferences.objects.filter(reader__in=numbers)}
    Notice.objects.bulk_create(
        [
            Notice(
                reader_id=number,
                kind=news.kind,
                key=news.key,
                comment=news.comment,
                conversation=news.conversation,
                actor=news.actor,
                about=news.about[:255],
                at=now,
                due_at=due(news.kind, chosen.get(number, Preferences()), now),
            )
            for number in numbers
        ],
        ignore_conflicts=True,
    )


def tell_followers(follows: QuerySet[Follow], news: News, now: datetime) -> None:
    """Tell the readers of ``follows``, some in each transaction: on SQLite everybody who writes waits for it."""
    last = 0
    while some := list(follows.filter(pk__gt=last).order_by("pk").values_list("pk", "reader")[:AT_ONCE]):
        with transaction.atomic():
            tell([reader for _, reader in some], news, now)
        last = some[-1][0]
