"""Whom a comment mentions: ``@handle``, as it stands in the address of a reader's page."""

import re
from collections.abc import Iterable, Iterator

MOST = 10
"""So many different readers of one comment are told of it; the pipeline refuses a comment that mentions more."""
PIECE = re.compile(r"(?P<link>\bhttps?://[^\s<>\"“”«»]{3,2000})|(?<![\w@/.-])@(?P<handle>[\w-]{1,80})", re.IGNORECASE)
"""
What leads somewhere: the address of a page, or a mention. Looked for together, since an @ within an address mentions
nobody; nor does one within an address of a mail or a path.
"""


def mentions_in(text: str) -> Iterator[str]:
    """The handle of each mention in ``text``, in its order, in small letters. Reads the text once, whatever it is."""
    if "@" in text:
        for found in PIECE.finditer(text):
            if found["handle"] and (handle := handle_of(found["handle"])):
                yield handle


def handles_in(text: str) -> tuple[str, ...]:
    """The first ``MOST`` different handles that ``text`` mentions."""
    found: dict[str, None] = {}
    for handle in mentions_in(text):
        found.setdefault(handle)
        if len(found) == MOST:
            break
    return tuple(found)


def all_handles_in(texts: Iterable[str]) -> set[str]:
    """The handles that any of ``texts`` mentions."""
    return {handle for text in texts for handle in mentions_in(text)}


def handle_of(written: str) -> str:
    """The handle, of what is written behind an @: without what closes the sentence, in small letters."""
    return written.rstrip("-_").lower()
