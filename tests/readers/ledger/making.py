"""Rows for the tests of the ledger, made without a database, and acts that are recorded in it."""

import uuid
from typing import Any

from standfirst.readers.ledger import chain
from standfirst.readers.ledger.acts import GIVEN, Circumstances, Said
from standfirst.readers.ledger.recording import record

HERE = Circumstances(form="preferences", page="/account/preferences/", language="en-gb", network="203.0.113.0/24")
SUBJECT = uuid.UUID(int=7)


def said(purpose: str = "newsletter:tide", act: str = GIVEN, wording: str = "The Tide: What the sea did.") -> Said:
    return Said(purpose, act, wording, channel="email")


def recorded(count: int) -> None:
    """``count`` acts of one reader, each in words of its own."""
    record(SUBJECT, [said(wording=f"Wording {number}") for number in range(1, count + 1)], HERE)


def rows_of(wordings: list[str]) -> list[tuple[Any, ...]]:
    """A chain of rows as the database would hand them over, one for each of ``wordings``."""
    rows, before = [], chain.START
    for number, wording in enumerate(wordings, start=1):
        content = (
            number, "ab" * 16, "newsletter:tide", "email", "given", "consent", wording, "1", "en-gb", "preferences",
            "/account/", "reader", "203.0.113.0/24", "2026-11-25T18:00:00.000000Z", "2026-11-25T18:00:00.000000Z",
        )  # fmt: skip
        hashed = chain.link(before, chain.digest_of(content))
        rows.append((*content, before, hashed))
        before = hashed
    return rows
