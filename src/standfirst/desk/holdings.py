"""What the desk holds about a reader: notes, bans, merges, and that a colleague looked."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from standfirst.desk.models import Ban, Look, Merge, Note
from standfirst.holdings import Holding, Person, Row, declare, rows_of


def declare_holdings() -> None:
    """Called once, when the room starts."""
    declare(NOTES, BANS, MERGES, LOOKS)


def _notes(person: Person) -> Iterable[Row]:
    yield from rows_of(Note.objects.filter(reader_id=person.pk).order_by("at"), "at", "text")


def _bans(person: Person) -> Iterable[Row]:
    yield from rows_of(Ban.objects.filter(reader_id=person.pk).order_by("at"), "at", "reason", "lifted_at")


def _merges(person: Person) -> Iterable[Row]:
    yield from rows_of(Merge.objects.filter(reader_id=person.pk).order_by("at"), "at", "address", "moved")


def _looks(person: Person) -> Iterable[Row]:
    """When and what for; not who: staff have rights of their own (CJEU C-579/21, paragraphs 69 to 83)."""
    yield from rows_of(Look.objects.filter(subject=person.subject).order_by("at"), "at", "what")


def _gone(model: type[Note | Ban | Merge], person: Person) -> None:
    model._default_manager.filter(reader_id=person.pk).delete()


def _moved(model: type[Note | Ban | Merge], gone: Person, kept: Person) -> None:
    model._default_manager.filter(reader_id=gone.pk).update(reader=kept.pk)


def _unnamed(person: Person) -> None:
    Look.objects.all().forget_whom(person.subject)


def _looks_moved(gone: Person, kept: Person) -> None:
    Look.objects.all().moved(gone.subject, kept.subject)


NOTES = Holding(
    key="notes",
    name=_("Notes that we made"),
    about=_("What colleagues wrote down when they talked with you."),
    models=("desk.Note",),
    export=_notes,
    erase=lambda person: _gone(Note, person),
    merge=lambda gone, kept: _moved(Note, gone, kept),
)
BANS = Holding(
    key="bans",
    name=_("Bans"),
    about=_("When you could not sign in, and why."),
    models=("desk.Ban",),
    export=_bans,
    erase=lambda person: _gone(Ban, person),
    merge=lambda gone, kept: _moved(Ban, gone, kept),
)
MERGES = Holding(
    key="merges",
    name=_("Accounts that became this one"),
    about=_("Two accounts of yours that we made one, at your wish."),
    models=("desk.Merge",),
    export=_merges,
    erase=lambda person: _gone(Merge, person),
    merge=lambda gone, kept: _moved(Merge, gone, kept),
)
LOOKS = Holding(
    key="looks",
    name=_("When a colleague looked at your record"),
    about=_("Nobody here looks without leaving a line."),
    models=("desk.Look",),
    export=_looks,
    erase=_unnamed,
    merge=_looks_moved,
)
