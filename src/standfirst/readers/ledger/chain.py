"""
How a row of the ledger is hashed. Pure, and never to change: every row that was ever written is checked by it.

The content of a row is written as canonical JSON (RFC 8785: keys sorted, no spaces, UTF-8, only strings and one whole
number), and its SHA-256 is the row's *digest*. The row's *hash* is the SHA-256 of the hash before it, a line feed and
the digest, both in hexadecimal. In two steps, so that somebody who is shown only the digests of other people's rows can
still follow the chain from one row to the end, and learns nothing of what they say.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

START = "0" * 64
"""What the first row follows."""

CONTENT = (
    "number",
    "pseudonym",
    "purpose",
    "channel",
    "act",
    "basis",
    "wording",
    "version",
    "language",
    "form",
    "page",
    "by",
    "network",
    "at",
    "recorded_at",
)
"""The fields that the digest covers, in the order in which the values of a row are handed over."""


def canonical(values: Sequence[object]) -> bytes:
    """
    The content of a row, its ``values`` in the order of ``CONTENT``, as the bytes that are hashed.

    Raises ValueError or TypeError for values that no row of ours has: whoever verifies takes them for a change.
    """
    number, *texts = values
    if type(number) is not int or not all(type(text) is str for text in texts):
        raise TypeError("a row is one whole number and texts")
    content = dict(zip(CONTENT, values, strict=True))
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(values: Sequence[object]) -> str:
    """The SHA-256 of a row's content, in hexadecimal."""
    return hashlib.sha256(canonical(values)).hexdigest()


def link(before: str, digest: str) -> str:
    """The hash of the row with ``digest`` that follows the row with the hash ``before``."""
    return hashlib.sha256(f"{before}\n{digest}".encode()).hexdigest()


def written(moment: datetime) -> str:
    """A time as rows carry it: UTC, microseconds, ``2026-11-25T18:04:05.000000Z``. Raises ValueError without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a time of the ledger needs its zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read(text: str) -> datetime:
    """The time that ``written`` wrote. Raises ValueError for anything else."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
