"""Calling back the passes of a reader, in every web process, before they run out by themselves."""

import uuid

from standfirst.frontdoor.revocations import PREFIX
from standfirst.generations.raising import raise_for


def call_back(subject: uuid.UUID) -> None:
    """
    From the commit on, every pass of ``subject`` that was issued before is looked up in the database again.

    For whatever changes what a reader may open: sign-out, a ban, a new password, a subscription's end, an erasure.
    """
    raise_for(f"{PREFIX}{subject.hex}")
