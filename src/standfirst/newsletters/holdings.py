"""What is held of newsletters: which ones a reader gets."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from standfirst.holdings import Holding, Person, Row, declare
from standfirst.newsletters.models import Subscription


def declare_holdings() -> None:
    """Called once, when the room starts."""
    declare(NEWSLETTERS)


def _letters(person: Person) -> Iterable[Row]:
    rows = Subscription.objects.filter(reader_id=person.pk).order_by("created_at")
    for name, since, source in rows.values_list("newsletter__name", "created_at", "source"):
        yield {"newsletter": name, "since": since, "chosen_in": source}


def _forget(person: Person) -> None:
    Subscription.objects.filter(reader_id=person.pk).delete()


def _unite(gone: Person, kept: Person) -> None:
    mine = Subscription.objects.filter(reader_id=kept.pk).values("newsletter")
    Subscription.objects.filter(reader_id=gone.pk, newsletter__in=mine).delete()
    Subscription.objects.filter(reader_id=gone.pk).update(reader=kept.pk)


NEWSLETTERS = Holding(
    key="newsletters",
    name=_("Newsletters you get"),
    about=_("The ones you chose, until you stop them."),
    models=("newsletters.Subscription",),
    export=_letters,
    erase=_forget,
    merge=_unite,
)
