"""What is done once a night, by one worker of any number: whoever writes the day's row first."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone

M = TypeVar("M", bound=models.Model)


def begun(log: type[M], now: datetime, *, hour: int, lost_after: timedelta) -> M | None:
    """
    The row of today, if it is ours to do: its hour has come by the publication's clock, and nobody has begun it.

    ``log`` has ``day``, unique, ``began_at`` and ``ended_at``; whoever does the work writes the last. One that has
    not ended ``lost_after`` its beginning was killed with its worker, and is begun anew.
    """
    local = timezone.localtime(now)
    if local.hour < hour:
        return None
    nights, day = log._default_manager, local.date()
    if not nights.filter(day=day).exists():
        try:
            with transaction.atomic():
                return nights.create(day=day, began_at=now)
        except IntegrityError:
            return None
    lost = nights.filter(day=day, ended_at=None, began_at__lt=now - lost_after)
    return nights.get(day=day) if lost.update(began_at=now) else None
