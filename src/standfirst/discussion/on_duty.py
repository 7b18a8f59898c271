"""Whether a moderator is on duty; risky stories can wait for one."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from standfirst.discussion.models import Act, Conversation, Duty, StoryRule, What, desk_in_force
from standfirst.discussion.story_rules import fits
from standfirst.readers.models import Reader


@dataclass
class _Kept:
    """What this process looked up last, and when on its own clock."""

    rules: tuple[StoryRule, ...] | None = None
    looked_at: float = 0.0


_kept = _Kept()


def begin(moderator: Reader, now: datetime | None = None) -> Duty:
    """Go on duty, for as long as the settings say at the most."""
    moment = now or timezone.now()
    until = moment + timedelta(hours=desk_in_force().duty_hours)
    with transaction.atomic():
        duty, _ = Duty.objects.update_or_create(moderator=moderator, defaults={"since": moment, "until": until})
        Act.objects.create(by=moderator, what=What.ON_DUTY, at=moment)
    return duty


def end(moderator: Reader, now: datetime | None = None) -> bool:
    """Go off duty; whether they were on."""
    moment = now or timezone.now()
    with transaction.atomic():
        ended = bool(Duty.objects.filter(moderator=moderator, until__gt=moment).update(until=moment))
        if ended:
            Act.objects.create(by=moderator, what=What.OFF_DUTY, at=moment)
    return ended


def _rules_of_risk() -> tuple[StoryRule, ...]:
    """
    Those by which stories are risky, none where the newsroom does not want their comments held; as the database had
    them ``STANDFIRST_RULES_SECONDS`` ago at most, for every comment asks.
    """
    kept = _kept.rules
    if kept is not None and time.monotonic() - _kept.looked_at < settings.STANDFIRST_RULES_SECONDS:
        return kept
    looked_at = time.monotonic()
    rules = tuple(StoryRule.objects.filter(risky=True)) if desk_in_force().hold_unattended else ()
    _kept.rules, _kept.looked_at = rules, looked_at
    return rules


def on_duty(now: datetime) -> list[Duty]:
    """Who is, the first first."""
    return list(Duty.objects.select_related("moderator").filter(until__gt=now).order_by("since"))


def unattended(conversation: Conversation, now: datetime) -> bool:
    """Whether its story is a risky one, nobody is on duty, and the newsroom wants such comments held."""
    if not any(fits(rule, conversation, now) for rule in _rules_of_risk()):
        return False
    return not Duty.objects.filter(until__gt=now).exists()
