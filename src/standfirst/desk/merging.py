"""Two accounts of one person become one: looked at first, then done in one transaction."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from standfirst.access.revoking import call_back
from standfirst.desk.models import Merge
from standfirst.holdings import Holding, holdings
from standfirst.mail.sending import send_mail_later
from standfirst.readers.models import Reader
from standfirst.rights.archiving import person_of


class CannotMerge(ValueError):
    """These two do not become one. The message is a sentence for staff."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of thing: how much of it each has now."""

    name: str
    of_gone: int
    of_kept: int


def preview(gone: Reader, kept: Reader) -> list[Line]:
    """What there is of each before they become one. Raises CannotMerge."""
    check(gone, kept)
    return [
        Line(str(holding.name), sum(1 for _ in holding.export(person_of(gone))), _count(holding, kept))
        for holding in holdings()
        if holding.key not in _OF_THE_ACCOUNT
    ]


_OF_THE_ACCOUNT = {"account", "passes", "tries", "sessions", "registrations", "archives", "mails"}
"""What is not united but ends with the account that goes."""


def _count(holding: Holding, reader: Reader) -> int:
    return sum(1 for _ in holding.export(person_of(reader)))


def check(gone: Reader, kept: Reader) -> None:
    """Raises CannotMerge where the two must stay two."""
    if gone.pk == kept.pk:
        raise CannotMerge("This is the same account.")
    if gone.is_colleague:
        raise CannotMerge("The account that would go may use the admin. Merge the other way round.")
    for reader in (gone, kept):
        if reader.leaves_at is not None:
            raise CannotMerge(f"{reader.email} will be erased soon. The reader can undo that first.")
    if not gone.is_active and kept.is_active:
        raise CannotMerge(f"{gone.email} is banned. Lift that first, or it would end with the account.")


def merge(gone: Reader, kept: Reader, *, by: Reader) -> Merge:
    """
    Make ``gone`` part of ``kept``: what was opened is united, subscriptions, newsletters and notes move, the ledger
    keeps both pseudonyms, the sessions and passes of ``gone`` end. All or nothing. Both addresses get a mail.

    Raises CannotMerge.
    """
    with transaction.atomic():
        both = Reader.objects.select_for_update().filter(pk__in=[gone.pk, kept.pk]).order_by("pk")
        found = {reader.pk: reader for reader in both}
        if len(found) != len({gone.pk, kept.pk}):
            raise CannotMerge("One of the two accounts is gone.")
        gone, kept = found[gone.pk], found[kept.pk]
        check(gone, kept)
        moved = Counter({holding.key: _count(holding, gone) for holding in holdings()})
        for holding in holdings():
            holding.merge(person_of(gone), person_of(kept))
        call_back(gone.subject)
        call_back(kept.subject)
        kept_moved = {key: number for key, number in moved.items() if number and key not in _OF_THE_ACCOUNT}
        log = Merge.objects.create(reader=kept, subject=gone.subject, address=gone.email, by=by, moved=kept_moved)
        for address, language in ((gone.email, gone.language), (kept.email, kept.language)):
            send_mail_later("accounts_merged", address, {"kept": kept.email, "gone": gone.email}, language)
    return log
