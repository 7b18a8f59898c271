"""Following and no longer following: readers, journalists, topics, conversations."""

from dataclasses import replace

from django.db import transaction
from django.db.models import F
from django.db.models.signals import post_delete
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.discussion.conversations import kept
from standfirst.discussion.followable import Target
from standfirst.discussion.models import Follow, FollowKind, NoticeKind, Profile
from standfirst.discussion.noticing import News, tell
from standfirst.readers.limits import Limit, count
from standfirst.readers.models import Reader
from standfirst.refusals import Refusal

MOST = 1_000
"""So much one reader can follow."""
FOLLOWS_OF_A_READER = Limit("follows of a reader", 60, 60)


class CannotFollow(Refusal):
    """Nobody follows themselves, or more than ``MOST``."""

    title = _("You cannot follow that")


class OwnPage(CannotFollow):
    message = _("This is you. Others can follow you here")


class FollowsTooMuch(CannotFollow):
    message = _("You follow 1,000 already. Stop following something first")


def follow(reader: Reader, target: Target) -> bool:
    """
    ``reader`` hears of what is new from ``target``; whether that is new. A followed reader is told, unless the one who
    follows keeps their own page private.

    Raises OwnPage, FollowsTooMuch or TooManyTries.
    """
    if target.person == reader:
        raise OwnPage
    count(FOLLOWS_OF_A_READER, str(reader.subject))
    with transaction.atomic():
        # One at a time, so that the count is right.
        Reader.objects.select_for_update(no_key=True).get(pk=reader.pk)
        if target.conversation is not None:
            target = replace(target, conversation=kept(target.conversation))
        if target.is_followed_by(reader):
            return False
        if Follow.objects.filter(reader=reader).count() >= MOST:
            raise FollowsTooMuch
        Follow.objects.create(reader=reader, name=target.name[:255], **target.fields)
        if target.person is not None:
            Profile.objects.filter(reader=target.person).update(followers=F("followers") + 1)
            if not Profile.objects.filter(reader=reader, private=True).exists():
                news = News(NoticeKind.FOLLOWER, f"follower:{reader.pk}", actor=reader)
                tell([target.person.pk], news, timezone.now())
    return True


def unfollow(reader: Reader, target: Target) -> bool:
    """``reader`` hears no more of it; whether they did. What is in their inbox stays there."""
    if not target.is_followed_by(reader):
        return False
    return bool(Follow.objects.filter(reader=reader, **target.fields).delete()[0])


def stop(reader: Reader, number: int) -> bool:
    """Like ``unfollow``, by the number of the ``Follow``: what is followed may not be there any more."""
    return bool(Follow.objects.filter(reader=reader, pk=number).delete()[0])


def count_followers() -> None:
    """Called once, when the room starts: whatever ends a follow, the followed reader has one fewer."""
    post_delete.connect(_one_fewer, sender=Follow, dispatch_uid="one follower fewer")


def _one_fewer(instance: Follow, **kwargs: object) -> None:
    if instance.what == FollowKind.READER:
        Profile.objects.filter(reader=instance.person_id, followers__gt=0).update(followers=F("followers") - 1)
