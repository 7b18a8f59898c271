"""Calling back the passes of a reader, in every web process, before they run out by themselves."""

import uuid
from datetime import UTC, datetime

from standfirst.access.passes import ReaderPass
from standfirst.frontdoor.revocations import PREFIX
from standfirst.generations.raising import raise_for
from standfirst.generations.reading import was_raised_since


def call_back(subject: uuid.UUID) -> None:
    """
    From the commit on, every pass of ``subject`` that was issued before is looked up in the database again.

    For whatever changes what a reader may open: sign-out, a ban, a new password, a subscription's end, an erasure.
    """
    raise_for(f"{PREFIX}{subject.hex}")


def was_called_back(reader_pass: ReaderPass) -> bool:
    """Whether a pass that still opens was called back since it was issued, in that second included."""
    issued = datetime.fromtimestamp(reader_pass.issued, UTC)
    return was_raised_since(f"{PREFIX}{reader_pass.subject.hex()}", issued)
