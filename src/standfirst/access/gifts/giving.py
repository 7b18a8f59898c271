"""Giving an article away: one transaction counts what was given in the month and makes the link, or does not."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.access.gifts.tokens import digest_of, token_for
from standfirst.access.levels import Tier
from standfirst.access.models import Gift, GiftRules, gift_rules_in_force
from standfirst.access.revoking import call_back_gift
from standfirst.access.subscribing import standing_of
from standfirst.access.unlocking import lock_meters
from standfirst.refusals import Refusal


class CannotGive(Refusal):
    """The reader may not give this article away now."""

    status = 403
    title = _("You cannot give this article")


class GiftsAreOff(CannotGive):
    """The publication lets nobody give articles away."""

    message = _("This publication has no gift links at the moment.")


class ForSubscribers(CannotGive):
    """Whoever asks is no subscriber."""

    message = _("Giving articles away is for subscribers.")


class NoneLeft(CannotGive):
    """All of this month are given."""

    message = _("You have given all your articles for this month.")


@dataclass(frozen=True, slots=True)
class Left:
    """``left`` of ``of`` links; ``refills``: when there are new ones, in UTC."""

    left: int
    of: int
    refills: datetime


def left_for(subject: uuid.UUID, *, now: datetime | None = None, rules: GiftRules | None = None) -> Left:
    """What ``subject`` may still give away in the month that ``now`` lies in."""
    moment = now or timezone.now()
    rules = rules or gift_rules_in_force()
    # Stopped ones count, or giving and stopping would never end. A clock that was set back gives no second allowance.
    given = Gift.objects.filter(subject=subject, at__gte=rules.span.begins(moment)).count()
    return Left(max(0, rules.a_month - given), rules.a_month, rules.span.ends(moment))


def running_gift(subject: uuid.UUID, article: int, *, now: datetime | None = None) -> Gift | None:
    """The link by which ``subject`` gives ``article`` away already, if somebody can still open it."""
    running = Gift.objects.running_at(now or timezone.now()).filter(subject=subject, article=article)
    return next((gift for gift in running.order_by("-at") if gift.opened < gift.opens), None)


def give(subject: uuid.UUID, article: int, *, now: datetime | None = None) -> Gift:
    """
    The link by which ``subject`` gives ``article`` away: the one they have, else a new one.

    Whatever races, nobody gives one too many, and one article once. Raises CannotGive.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        lock_meters([subject])
        rules = gift_rules_in_force()
        if not rules.a_month:
            raise GiftsAreOff
        if standing_of(subject, moment).tier is not Tier.SUBSCRIBER:
            raise ForSubscribers
        if (gift := running_gift(subject, article, now=moment)) is not None:
            return gift
        if not left_for(subject, now=moment, rules=rules).left:
            raise NoneLeft
        handle = uuid.uuid4()
        return Gift.objects.create(
            handle=handle,
            digest=digest_of(token_for(handle)),
            subject=subject,
            article=article,
            at=moment,
            ends_at=moment + timedelta(days=rules.days),
            opens=rules.opens,
        )


def stop(gift: Gift, *, now: datetime | None = None) -> None:
    """Let ``gift`` open nothing any more, in any browser; it stays counted. Again: nothing changes."""
    with transaction.atomic():
        if Gift.objects.filter(pk=gift.pk, stopped_at=None).update(stopped_at=now or timezone.now()):
            call_back_gift(gift.handle)


def go_on(gift: Gift) -> None:
    """Take ``stop`` back: the link is good again, for the days and the browsers that it has left."""
    Gift.objects.filter(pk=gift.pk).update(stopped_at=None)
