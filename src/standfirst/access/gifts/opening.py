"""Opening a gift: which state a link is in, and one browser more that it opens the article in."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import F
from django.utils import timezone

from standfirst.access.gift_pass import HeldGift
from standfirst.access.gifts.tokens import digest_of
from standfirst.access.models import Gift
from standfirst.access.stories import Story, stories_of


class State(StrEnum):
    """What a link says to whoever follows it."""

    GOOD = "good"
    USED_UP = "used-up"
    ENDED = "ended"
    STOPPED = "stopped"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """A link as it is now. ``story`` is None where the article is not public; ``gift`` where nobody made the link."""

    state: State
    gift: Gift | None = None
    story: Story | None = None


def state_of(gift: Gift, *, runs: bool, now: datetime) -> State:
    """The state of ``gift``, whose article is public. ``runs``: it is among ``Gift.objects.running_at(now)``."""
    if gift.stopped_at is not None:
        return State.STOPPED
    if gift.ends_at <= now:
        return State.ENDED
    if not runs:
        return State.STOPPED
    return State.GOOD if gift.opened < gift.opens else State.USED_UP


def find(token: str, *, now: datetime | None = None) -> Found:
    """The link with this secret."""
    moment = now or timezone.now()
    gift = Gift.objects.filter(digest=digest_of(token)).first()
    if gift is None:
        return Found(State.UNKNOWN)
    story = stories_of([gift.article]).get(gift.article)
    if story is None:
        return Found(State.GONE, gift)
    runs = Gift.objects.running_at(moment).filter(pk=gift.pk).exists()
    return Found(state_of(gift, runs=runs, now=moment), gift, story)


def open_once(gift: Gift, *, now: datetime | None = None) -> HeldGift | None:
    """
    What a browser holds that opens ``gift`` for the first time; None when it cannot be opened any more.

    One statement both looks and counts, so that whatever races nobody opens one too many.
    """
    moment = now or timezone.now()
    running = Gift.objects.running_at(moment).filter(pk=gift.pk, opened__lt=F("opens"))
    if not running.update(opened=F("opened") + 1):
        return None
    return held(gift)


def held(gift: Gift) -> HeldGift:
    """``gift`` as a browser holds it."""
    return HeldGift(gift.handle.bytes, gift.article, int(gift.ends_at.timestamp()))


def still_good(gifts: tuple[HeldGift, ...], *, now: datetime) -> tuple[HeldGift, ...]:
    """Those of ``gifts`` whose links neither ended nor were stopped. One query, none without gifts."""
    handles = [uuid.UUID(bytes=gift.handle) for gift in gifts]
    running = set(Gift.objects.running_at(now).filter(handle__in=handles).values_list("handle", flat=True))
    return tuple(gift for gift, handle in zip(gifts, handles, strict=True) if handle in running)
