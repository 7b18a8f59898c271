"""What this room holds about a reader: their requests about their data, and the archives that were made."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from standfirst.holdings import Holding, Person, Row, declare
from standfirst.rights.archiving import delete_archives
from standfirst.rights.models import Archive, Erasure


def declare_holdings() -> None:
    """Called once, when the room starts."""
    declare(REQUESTS, ARCHIVES)


def _archives(person: Person) -> Iterable[Row]:
    for one in Archive.objects.filter(reader_id=person.pk).order_by("asked_at"):
        yield {
            "asked_at": one.asked_at,
            "asked_by": "the newsroom, for you" if one.for_staff else "you",
            "state": one.state,
            "made_at": one.made_at,
            "gone_at": one.gone_at,
            "bytes": one.size,
        }


def _erasures(person: Person) -> Iterable[Row]:
    for one in Erasure.objects.filter(subject=person.subject).order_by("asked_at"):
        yield {
            "asked_at": one.asked_at,
            "asked_by": "the newsroom, for you" if one.by_staff else "you",
            "state": one.state,
            "due_at": one.due_at,
            "ended_at": one.ended_at,
        }


def _forget_archives(person: Person) -> None:
    delete_archives(list(Archive.objects.filter(reader_id=person.pk)))


def _keep_the_wish(person: Person) -> None:
    """The wish that is being carried out empties itself when everything else is gone (``erasing``)."""


def _archives_go(gone: Person, kept: Person) -> None:
    """They tell of one account only, and a new one is made in a minute."""
    _forget_archives(gone)


def _wishes_end(gone: Person, kept: Person) -> None:
    Erasure.objects.filter(subject=gone.subject).update(subject=None, number=None)


ARCHIVES = Holding(
    key="archives",
    name=_("Archives you asked for"),
    about=_("When each was made and when it goes again."),
    models=("rights.Archive",),
    export=_archives,
    erase=_forget_archives,
    merge=_archives_go,
)
REQUESTS = Holding(
    key="erasures",
    name=_("When you asked to be erased"),
    about=_("And whether you undid it."),
    models=("rights.Erasure",),
    export=_erasures,
    erase=_keep_the_wish,
    merge=_wishes_end,
)
