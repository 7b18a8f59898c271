"""
Two moderators never decide about the same comment without knowing of each other.

Every act names the turn that its moderator saw; the first one has it, the other is told who was first. A claim says
beforehand that somebody looks, for a short while.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from standfirst.discussion.models import Case
from standfirst.readers.models import Reader

CLAIMED_FOR = timedelta(minutes=2)
"""How long nobody else is to decide about what a moderator has opened. Each look at it begins the time anew."""


class NotNow(Exception):
    """The act was not done, and nothing was changed."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case


class LostRace(NotNow):
    """Somebody has acted on it since the moderator saw it."""


class LookedAt(NotNow):
    """A colleague looks at it at this moment."""


class Gone(NotNow):
    """Its author has deleted the comment."""


class NotYours(NotNow):
    """The writer asked for another moderator than the one who decided."""


def take_turn(case: Case, by: Reader, turn: int | None, *, anyway: bool, now: datetime, **changed: Any) -> Case:
    """
    Take the turn that the moderator saw and write ``changed`` into the case; returns it as it is then.

    One statement, so exactly one of any number who try has it. ``turn`` None: whichever it is at, for acts on many at
    once. ``anyway``: although a colleague looks. To be called in a transaction. Raises LostRace and LookedAt.
    """
    mine = Case.objects.filter(pk=case.pk)
    if turn is not None:
        mine = mine.filter(turn=turn)
    if not anyway:
        mine = mine.filter(Q(claimed_by=None) | Q(claimed_by=by) | Q(claimed_until__lte=now))
    if mine.update(turn=F("turn") + 1, claimed_by=None, claimed_until=None, **changed):
        return Case.objects.get(pk=case.pk)
    now_there = Case.objects.select_related("claimed_by", "decided_by").get(pk=case.pk)
    if turn is not None and now_there.turn != turn:
        raise LostRace(now_there)
    raise LookedAt(now_there)


def claim(case: Case, by: Reader, now: datetime | None = None) -> bool:
    """
    Say that ``by`` looks at it, and at nothing else; False when a colleague does already, or somebody has acted on it
    since ``case`` was read.
    """
    moment = now or timezone.now()
    Case.objects.filter(claimed_by=by).exclude(pk=case.pk).update(claimed_by=None, claimed_until=None)
    free = Q(claimed_by=None) | Q(claimed_by=by) | Q(claimed_until__lte=moment)
    return bool(
        Case.objects.filter(free, pk=case.pk, turn=case.turn).update(claimed_by=by, claimed_until=moment + CLAIMED_FOR)
    )
