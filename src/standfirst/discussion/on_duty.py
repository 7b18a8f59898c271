"""Whether a moderator is on duty; risky stories can wait for one."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from standfirst.discussion.models import Act, Conversation, Duty, What, desk_in_force
from standfirst.discussion.story_rules import is_risky
from standfirst.readers.models import Reader


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


def on_duty(now: datetime) -> list[Duty]:
    """Who is, the first first."""
    return list(Duty.objects.select_related("moderator").filter(until__gt=now).order_by("since"))


def unattended(conversation: Conversation, now: datetime) -> bool:
    """Whether its story is a risky one, nobody is on duty, and the newsroom wants such comments held."""
    if not desk_in_force().hold_unattended or not is_risky(conversation, now):
        return False
    return not Duty.objects.filter(until__gt=now).exists()
