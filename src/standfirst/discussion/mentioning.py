"""Whom a comment mentions: ``@handle``, as it stands in the address of a reader's page."""

import re

MOST = 10
"""So many different readers of one comment are told of it; the pipeline refuses a comment that mentions more."""
_MENTION = re.compile(r"(?<![\w@/.-])@([\w-]{1,80})")


def handles_in(text: str) -> tuple[str, ...]:
    """
    The first ``MOST`` different handles that ``text`` mentions, in its order, in small letters.

    An address of a mail and a path mention nobody. Reads the text once, however it is made.
    """
    found: dict[str, None] = {}
    for mention in _MENTION.finditer(text):
        handle = mention[1].rstrip("-_").lower()
        if handle:
            found.setdefault(handle)
        if len(found) == MOST:
            break
    return tuple(found)
