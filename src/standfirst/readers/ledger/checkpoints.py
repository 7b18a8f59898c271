"""
Checkpoints: a line that says where the ledger ended at a time, to be kept where whoever can change the database cannot.
Without one a shortened ledger, or one written anew from the start, is as whole as any other.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils import timezone

from standfirst.readers.ledger import chain

_HASH = re.compile("[0-9a-f]{64}")


class NoCheckpoint(ValueError):
    """A line that is no checkpoint of ours. The message says which line and what is wrong, in a sentence."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """At ``time`` (as ``chain.written``) there were ``count`` rows; the last had the number ``last`` and this hash."""

    count: int
    last: int
    hash: str
    time: str

    @classmethod
    def now(cls, last: int, hashed: str) -> "Checkpoint":
        """Where the ledger ends now. Numbers have no gap, so the last is how many there are."""
        return cls(last, last, hashed, chain.written(timezone.now()))

    def line(self) -> str:
        """As one line of JSON, without its line feed."""
        return json.dumps({"ledger": 1, **asdict(self)})

    @property
    def when(self) -> datetime:
        """The time, to be read."""
        return chain.read(self.time)


def read_checkpoints(text: str) -> list[Checkpoint]:
    """The checkpoints in ``text``, one a line, empty lines aside. Raises NoCheckpoint, also when there is none."""
    found = [_read(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not found:
        raise NoCheckpoint("The file holds no checkpoint.")
    return found


def _read(number: int, line: str) -> Checkpoint:
    try:
        said = json.loads(line)
        found = Checkpoint(said["count"], said["last"], said["hash"], said["time"])
        whole = type(found.count) is int and found.count == found.last >= 0 and said["ledger"] == 1
        if not whole or not _HASH.fullmatch(found.hash) or (found.last == 0) != (found.hash == chain.START):
            raise ValueError
        chain.read(found.time)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise NoCheckpoint(f"Line {number} is no checkpoint of a ledger.") from None
    return found
