"""The ledger, as what is held about a reader: told in full, never deleted; an erasure destroys the way to it."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from standfirst.holdings import Holding, Person, Row, rows_of
from standfirst.readers.ledger.people import acts_of, forget, unite
from standfirst.readers.models.ledger import Pseudonym

_TOLD = ("at", "purpose", "channel", "act", "basis", "wording", "version", "language", "form", "page", "by", "network")


def _consents(person: Person) -> Iterable[Row]:
    yield from rows_of(acts_of(person), *_TOLD)


def _let_go(person: Person) -> None:
    """A pseudonym of an account without acts leads to nothing, and goes all the same."""
    forget(person)
    Pseudonym.objects.filter(subject=person.subject).delete()


CONSENTS = Holding(
    key="consents",
    name=_("What you agreed to"),
    about=_(
        "When, where and in which words. We have to be able to prove it, so these lines are never changed; "
        "when you leave, they stay without anything that leads back to you."
    ),
    models=("readers.Act", "readers.Pseudonym"),
    export=_consents,
    erase=_let_go,
    merge=unite,
)
