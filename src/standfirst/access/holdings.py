"""What is held of access: articles a reader opened with the allowance, and when they were a subscriber."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from standfirst.access.merging import hand_gifts_over, unite_seats, unite_subscriptions, unite_unlocks
from standfirst.access.models import Entitlement, Meter, Unlock
from standfirst.access.models.gift import Gift
from standfirst.access.models.institution import Seat
from standfirst.holdings import Holding, Person, Row, declare, rows_of


def declare_holdings() -> None:
    """Called once, when the room starts."""
    declare(UNLOCKS, SUBSCRIPTIONS, GIFTS, SEATS)


def _unlocks(person: Person) -> Iterable[Row]:
    rows = Unlock.objects.filter(subject=person.subject).order_by("at")
    for article, at in rows.values_list("article", "at").iterator():
        yield {"article": article, "opened_at": at}


def _forget_unlocks(person: Person) -> None:
    Unlock.objects.filter(subject=person.subject).delete()
    Meter.objects.filter(subject=person.subject).delete()


def _subscriptions(person: Person) -> Iterable[Row]:
    mine = Entitlement.objects.filter(subject=person.subject).order_by("starts_at")
    yield from rows_of(mine, "starts_at", "ends_at", "source", "reference", "note", "created_at")


def _forget_subscriptions(person: Person) -> None:
    """The history in the admin names a subscription by its subject, so it goes too."""
    mine = Entitlement.objects.filter(subject=person.subject)
    numbers = [str(pk) for pk in mine.values_list("pk", flat=True)]
    kind = ContentType.objects.get_for_model(Entitlement)
    ModelLogEntry.objects.filter(content_type=kind, object_id__in=numbers).delete()
    mine.delete()


def _gifts(person: Person) -> Iterable[Row]:
    """Never the link itself, which opens the article for whoever has it."""
    mine = Gift.objects.filter(subject=person.subject).order_by("at")
    yield from rows_of(mine, "article", "at", "ends_at", "opens", "opened", "stopped_at")


def _stop_gifts(person: Person) -> None:
    Gift.objects.filter(subject=person.subject).delete()


def _seats(person: Person) -> Iterable[Row]:
    mine = Seat.objects.filter(_sits_as(person)).order_by("taken_at")
    yield from rows_of(mine, "institution__name", "domain", "taken_at", "free_at")


def _leave_seats(person: Person) -> None:
    Seat.objects.filter(_sits_as(person)).delete()


def _sits_as(person: Person) -> Q:
    return Q(subject=person.subject) | Q(carrier=person.subject)


UNLOCKS = Holding(
    key="unlocks",
    name=_("Premium articles you opened"),
    about=_("So that an article you opened stays open, and so that we know how many your allowance still gives."),
    models=("access.Unlock", "access.Meter"),
    export=_unlocks,
    erase=_forget_unlocks,
    merge=unite_unlocks,
)
SUBSCRIPTIONS = Holding(
    key="subscriptions",
    name=_("Your subscriptions"),
    about=_("From when until when every article is open to you, and who arranged it."),
    models=("access.Entitlement",),
    export=_subscriptions,
    erase=_forget_subscriptions,
    merge=unite_subscriptions,
)
GIFTS = Holding(
    key="gifts",
    name=_("Articles you gave away"),
    about=_("Which, when, and how often each link was opened; not by whom. When you leave, the links stop."),
    models=("access.Gift",),
    export=_gifts,
    erase=_stop_gifts,
    merge=hand_gifts_over,
)
SEATS = Holding(
    key="seats",
    name=_("Your place at an institution"),
    about=_("That you read through a library, a university or a company, and since when."),
    models=("access.Seat",),
    export=_seats,
    erase=_leave_seats,
    merge=unite_seats,
)
