"""Writes readers in batches; what the database does not take is said, the rest goes in."""

import uuid
from dataclasses import dataclass

from django.db import DatabaseError, transaction
from django.utils import timezone

from standfirst.access.revoking import call_back
from standfirst.access.subscribing import grant_once
from standfirst.importers.notes import Note
from standfirst.importers.report import Report
from standfirst.newsletters.subscribing import bring_over
from standfirst.readers.arriving import Arrival, confirm_account, here_already, open_accounts, waiting_for_confirmation
from standfirst.readers.ledger.acts import EMAIL, GIVEN, Circumstances, Said
from standfirst.readers.ledger.recording import Entry, new_pseudonyms, pseudonym_for, record_many
from standfirst.readers.models import Reader
from standfirst.readers.wording import NEWSLETTER

AT_A_TIME = 500
"""Readers in one transaction: a killed process loses no more, and nobody else who writes waits long."""

SOURCE = "import"
UNSURE = "address not confirmed: opens by a mailed code"
PASSWORD_STAYS = "password left behind: the address is not confirmed"
LETTERS_STAY = "newsletters left behind: the address is not confirmed"


@dataclass(frozen=True, slots=True)
class Words:
    """
    What the ledger is to say of newsletters that were chosen in the system called ``origin``: on which lawful ``basis``
    they may be sent, and the words of that choice.
    """

    basis: str
    origin: str
    wording: str
    language: str


class Arrivals:
    """
    One import. ``take`` each reader, ``finish`` each batch.

    A batch is one transaction, consents and subscriptions included: whatever kills the process, batches before it are
    whole, and a second run finds them.
    """

    def __init__(self, report: Report, words: Words | None) -> None:
        self._report = report
        self._words = words
        self._batch: list[tuple[int, Arrival, list[Note]]] = []

    def take(self, place: int, arrival: Arrival, notes: list[Note]) -> None:
        """Bring ``arrival`` in with this batch. ``place`` is its line."""
        self._batch.append((place, arrival, notes))

    def finish(self) -> None:
        """Write what is waiting."""
        batch, self._batch = self._batch, []
        try:
            self._write(batch)
        except DatabaseError:
            # One of them is to blame: each on its own finds it, and spares the others.
            for one in batch:
                try:
                    self._write([one])
                except DatabaseError as error:
                    self._report.refuse(one[0], f"the database did not take it ({type(error).__name__})")

    def _write(self, batch: list[tuple[int, Arrival, list[Note]]]) -> None:
        arrivals = [arrival for _place, arrival, _notes in batch]
        with transaction.atomic():
            here = here_already(arrivals)
            unsure = waiting_for_confirmation(here.values())
            new = [arrival for arrival in arrivals if arrival.email not in here]
            opened = list(zip(new, open_accounts(new), strict=True)) if new else []
            sure_now = [
                (arrival, here[arrival.email])
                for arrival in arrivals
                if arrival.confirmed and arrival.email in here and here[arrival.email].subject in unsure
            ]
            for arrival, reader in sure_now:
                confirm_account(reader, arrival)
            changed = {reader.subject for _arrival, reader in sure_now}
            changed |= _subscribed(arrivals, {**here, **{reader.email: reader for _arrival, reader in opened}}, here)
            self._bring_letters(opened, sure_now)
        self._report.new += len(new)
        self._report.updated += len(changed)
        self._report.unchanged += len(batch) - len(new) - len(changed)
        for place, arrival, notes in batch:
            if arrival.email not in here:
                for note in [*notes, *_left_behind(arrival)]:
                    self._report.note(place, note)

    def _bring_letters(self, new: list[tuple[Arrival, Reader]], known: list[tuple[Arrival, Reader]]) -> None:
        """Only of confirmed addresses: what somebody else ticked for them is no consent. Last in its transaction."""
        if self._words is None:
            return
        new = [pair for pair in new if pair[0].confirmed and pair[0].newsletters]
        known = [pair for pair in known if pair[0].newsletters]
        pairs = [*new, *known]
        if not pairs:
            return
        bring_over({reader.pk: arrival.newsletters for arrival, reader in pairs}, source=SOURCE)
        pseudonyms = new_pseudonyms([reader.subject for _arrival, reader in new])
        pseudonyms += [pseudonym_for(reader.subject) for _arrival, reader in known]
        form = f"{SOURCE} from {self._words.origin}"
        how = Circumstances(form=form, page="", language=self._words.language, by="program")
        now = timezone.now()
        record_many(
            [
                Entry(pseudonym, [self._said(slug) for slug in arrival.newsletters], how, now)
                for pseudonym, (arrival, _reader) in zip(pseudonyms, pairs, strict=True)
            ]
        )

    def _said(self, slug: str) -> Said:
        assert self._words is not None  # _bring_letters has asked
        return Said(f"{NEWSLETTER}{slug}", GIVEN, self._words.wording, channel=EMAIL, basis=self._words.basis)


def _subscribed(arrivals: list[Arrival], readers: dict[str, Reader], here: dict[str, Reader]) -> set[uuid.UUID]:
    """Make subscribers of those who are to be; which of them were ``here`` before, and may hold a pass."""
    subjects = [readers[arrival.email].subject for arrival in arrivals if arrival.is_subscriber]
    changed = grant_once(subjects, source=SOURCE) & {reader.subject for reader in here.values()}
    if changed:
        call_back(*changed)
    return changed


def _left_behind(arrival: Arrival) -> list[Note]:
    if arrival.confirmed:
        return []
    return [
        Note(UNSURE),
        *([Note(PASSWORD_STAYS)] if arrival.password else []),
        *([Note(LETTERS_STAY)] if arrival.newsletters else []),
    ]
