"""What the log of changes holds about a reader: that their passes were called back, for an hour."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from standfirst.generations.models import Change
from standfirst.holdings import WHAT_IT_RAISED, Holding, Person, Row, declare


def declare_holdings() -> None:
    """Called once, when the room starts."""
    declare(CHANGES)


def _changes(person: Person) -> Iterable[Row]:
    for at in Change.objects.filter(tag__contains=person.subject.hex).values_list("at", flat=True):
        yield {"at": at, "what": "passes called back"}


def _forget(person: Person) -> None:
    Change.objects.filter(tag__contains=person.subject.hex).delete()


def _leave(gone: Person, kept: Person) -> None:
    """The lines about an account that is gone end its passes; they leave by themselves within the hour."""


CHANGES = Holding(
    key="passes",
    name=_("When your browsers were told to look again"),
    about=_("A change to your account reaches every browser at once by these lines. They are kept for an hour."),
    models=("generations.Change",),
    export=_changes,
    erase=_forget,
    merge=_leave,
    erased=WHAT_IT_RAISED,
)
