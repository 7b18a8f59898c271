"""Walking the chain: is every row as it was written, and is every row there?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from standfirst.readers.ledger import chain
from standfirst.readers.ledger.checkpoints import Checkpoint
from standfirst.readers.ledger.walking import Row, rows

GUARDS = {
    "sqlite": {"readers_act_follows", "readers_act_unchanged", "readers_act_kept"},
    "postgresql": {"readers_act_follows", "readers_act_unchanged", "readers_act_kept", "readers_act_not_emptied"},
}


@dataclass(frozen=True, slots=True)
class Broken:
    """``row``: the number of the first row that is not as it was written. ``how``: a sentence about it."""

    row: int
    how: str


@dataclass(frozen=True, slots=True)
class Findings:
    """
    ``count`` rows are whole, the last of them with the number ``last`` and the hash ``hash``.

    ``broken`` is the first that is not, or None; what stands behind it says nothing any more. ``unguarded`` names the
    triggers that the database lacks: rows could be changed, whether or not one was.
    """

    count: int
    last: int
    hash: str
    broken: Broken | None = None
    unguarded: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Nothing was changed, and the database sees to it that nothing will be."""
        return self.broken is None and not self.unguarded


def verify(checkpoints: Sequence[Checkpoint] = ()) -> Findings:
    """Walk the whole ledger, against ``checkpoints`` that were kept elsewhere. Reads the ledger once."""
    found = follow(rows(), checkpoints)
    return Findings(found.count, found.last, found.hash, found.broken, missing_guards())


def follow(chained: Iterable[Row], checkpoints: Sequence[Checkpoint] = ()) -> Findings:
    """The same for rows from anywhere, from the first on. Pure."""
    kept = sorted((one for one in checkpoints if one.last), key=lambda one: one.last)
    due = iter(kept)
    awaited = next(due, None)
    last, before, passed = 0, chain.START, 0
    for row in chained:
        number = row[0]
        broken = _break_at(row, last + 1, before)
        if broken is not None:
            return Findings(last, last, before, broken)
        last, before = number, row[-1]
        while awaited is not None and awaited.last <= last:
            if awaited.last == last and awaited.hash != before:
                return Findings(last, last, before, _rewritten(awaited, passed))
            passed = awaited.last
            awaited = next(due, None)
    if awaited is not None:
        return Findings(last, last, before, _cut_off(kept[-1], last))
    return Findings(last, last, before)


def missing_guards() -> tuple[str, ...]:
    """The names of the triggers that the database should have and has not, or not in force."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'readers_act'")
        else:
            # 'A': always, also for a session that calls itself a replica.
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = 'readers_act'::regclass AND tgenabled = 'A'")
        there = {name for (name,) in cursor.fetchall()}
    return tuple(sorted(GUARDS[connection.vendor] - there))


def _break_at(row: Row, expected: int, before: str) -> Broken | None:
    number = row[0]
    if number != expected:
        return Broken(expected, f"Row {expected} is missing: row {number} comes in its place.")
    try:
        hashed = chain.link(before, chain.digest_of(row[:-2]))
    except (TypeError, ValueError):
        return Broken(expected, f"Row {expected} was changed: it holds what no row is written with.")
    if row[-2] != before:
        return Broken(expected, f"Row {expected} does not follow row {expected - 1}: one of the two was changed.")
    if row[-1] != hashed:
        return Broken(expected, f"Row {expected} was changed: what it says does not give its hash.")
    return None


def _rewritten(checkpoint: Checkpoint, passed: int) -> Broken:
    between = f"from row {passed + 1} to row {checkpoint.last}"
    return Broken(
        checkpoint.last,
        f"Row {checkpoint.last} is not the one that the checkpoint of {checkpoint.time} knows: the ledger was written"
        f" anew somewhere {between}.",
    )


def _cut_off(checkpoint: Checkpoint, last: int) -> Broken:
    return Broken(
        last + 1,
        f"Row {last + 1} is missing: the checkpoint of {checkpoint.time} knows {checkpoint.count} rows, and the ledger"
        f" ends after {last}.",
    )
