"""Takes articles from a source and writes them in batches; what cannot be written is said, the rest goes in."""

from django.db import DatabaseError

from standfirst.importers.incoming import Incoming, Refused
from standfirst.importers.notes import Note
from standfirst.importers.places import Places
from standfirst.importers.report import Report
from standfirst.importers.writing import BATCH, write


class Bringing:
    """
    One import. ``take`` each article, then ``finish``.

    A batch is one transaction: whatever kills the process, batches before it are in, and a second run finds them.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._places = Places()
        self._batch: list[tuple[object, Incoming]] = []
        self._seen: dict[str, object] = {}

    def take(self, place: object, incoming: Incoming, notes: list[Note]) -> None:
        """Bring ``incoming`` in with the next batch. ``place`` is where the file has it."""
        if first := self._seen.get(incoming.source_id):
            self._report.refuse(place, f"the same id was there before, at {self._report.what} {first}")
            return
        self._seen[incoming.source_id] = place
        for note in notes:
            self._report.note(place, note)
        self._batch.append((place, incoming))
        if len(self._batch) >= BATCH:
            self.finish()

    def finish(self) -> None:
        """Write what is waiting."""
        batch, self._batch = self._batch, []
        if not batch:
            return
        try:
            self._write([incoming for _, incoming in batch])
        except (DatabaseError, Refused):
            # One of them is to blame: each on its own finds it, and spares the others.
            self._places = Places()
            for place, incoming in batch:
                try:
                    self._write([incoming])
                except (DatabaseError, Refused) as error:
                    # What it made, or thought to have made, is gone with its transaction.
                    self._places = Places()
                    why = str(error) if isinstance(error, Refused) else f"the database did not take it: {error}"
                    self._report.refuse(place, why)

    def _write(self, batch: list[Incoming]) -> None:
        written = write(batch, self._places)
        self._report.new += written.new
        self._report.updated += written.updated
        self._report.unchanged += written.unchanged
