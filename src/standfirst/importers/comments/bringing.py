"""Writes comments in batches, each under the one that it answers; what cannot be written is said, the rest goes in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from standfirst.importers.comments.incoming import LONGEST, IncomingComment, Standing
from standfirst.importers.comments.report import GONE, STANDS_ALONE, CommentReport
from standfirst.importers.comments.stories import Stories
from standfirst.importers.comments.writing import NotYet, Writing
from standfirst.importers.incoming import Refused
from standfirst.importers.notes import Note

AT_A_TIME = 100
"""Comments in one transaction: nobody else who writes waits long for them."""
_AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _One:
    place: object
    comment: IncomingComment
    conversation: int


class BringingComments:
    """
    One import of one system's comments. ``take`` each, in the order of the file, then ``finish``.

    What answers a comment that stands further down in the file waits for it. A batch is one transaction: whatever kills
    the process, those before it are in, and a second run finds them. ``confirmed``: the other system had addresses
    confirmed, so who has an account here under the same one is the author.
    """

    def __init__(self, report: CommentReport, *, confirmed: bool = False) -> None:
        self._report = report
        self._confirmed = confirmed
        self._stories = Stories()
        self._batch: list[_One] = []
        self._gone: dict[str, tuple[IncomingComment, int]] = {}
        self._waiting: dict[str, list[_One]] = defaultdict(list)

    def take(self, place: object, comment: IncomingComment) -> None:
        """Bring ``comment`` in with the next batch. ``place`` is where the file has it. Raises NotHere."""
        conversation = self._stories.conversation(comment.place)
        if comment.standing is Standing.GONE:
            self._gone[comment.source_id] = comment, conversation
            self._report.skip("comment", GONE)
            return
        try:
            _check(comment)
        except Refused as why:
            self._report.refuse(place, str(why))
            return
        self._batch.append(_One(place, comment, conversation))
        if len(self._batch) >= AT_A_TIME:
            self._flush()

    def finish(self) -> None:
        """Write what is left. What waited in vain stands by itself."""
        self._flush()
        while self._waiting:
            waiting = [one for some in self._waiting.values() for one in some]
            there = {one.comment.source_id for one in waiting}
            # Those in a circle wait for each other: one of them has to begin.
            alone = [one for one in waiting if one.comment.parent not in there] or waiting[:1]
            for one in alone:
                self._report.note(one.place, Note(STANDS_ALONE))
                self._waiting[one.comment.parent].remove(one)
                self._batch.append(replace(one, comment=replace(one.comment, parent="")))
            self._waiting = defaultdict(list, {key: some for key, some in self._waiting.items() if some})
            self._flush()

    def _flush(self) -> None:
        while self._batch:
            batch, self._batch = self._batch[:AT_A_TIME], self._batch[AT_A_TIME:]
            try:
                self._write(batch)
            except DatabaseError:
                # One of them is to blame: each on its own finds it, and spares the others.
                for one in batch:
                    try:
                        self._write([one])
                    except DatabaseError as error:
                        self._report.refuse(one.place, f"the database did not take it: {_first_line(error)}")

    def _write(self, batch: Sequence[_One]) -> None:
        waiting: list[_One] = []
        refused: list[tuple[object, str]] = []
        new = unchanged = 0
        with transaction.atomic():
            writing = Writing((one.comment for one in batch), self._gone, confirmed=self._confirmed)
            for one in batch:
                try:
                    if writing.write(one.comment, one.conversation):
                        new += 1
                    else:
                        unchanged += 1
                except NotYet:
                    waiting.append(one)
                except Refused as why:
                    refused.append((one.place, str(why)))
            writing.tell()
        self._report.new += new
        self._report.unchanged += unchanged
        for place, reason in refused:
            self._report.refuse(place, reason)
        for one in waiting:
            self._waiting[one.comment.parent].append(one)
        self._release(writing.threads)

    def _release(self, written: Iterable[str]) -> None:
        for key in written:
            self._batch.extend(self._waiting.pop(key, ()))


def _check(comment: IncomingComment) -> None:
    if not comment.text.strip():
        raise Refused("it has no words")
    if len(comment.text) > LONGEST:
        raise Refused(f"it has {len(comment.text):,} characters; {LONGEST:,} is the most")
    if comment.written_at > timezone.now() + _AHEAD:
        raise Refused("it was written in the future")
    if len(comment.source_id) > 200:
        raise Refused("its id is longer than 200 characters")


def _first_line(error: DatabaseError) -> str:
    """The lines after it may quote what was to be written."""
    return str(error).partition("\n")[0]
