"""
Whose passes no longer count: what the log of changes says of readers and of gift links, until the last such pass has
run out.
"""

from collections import OrderedDict

from standfirst.access.passes import LIFETIME

PREFIX = "reader:"
"""A tag of the log that begins so names a reader by the 32 hex digits of their subject."""
GIFT_PREFIX = "gift:"
"""Likewise a gift link, by the 32 hex digits of its handle."""
EVERYBODY = "readers"
_PREFIXES = (PREFIX, GIFT_PREFIX)
_MOST = 200_000


class Revocations:
    """
    When, in seconds since 1970, the passes of a subject were called back; a reader's or a gift's, both 16 opaque bytes.
    Belongs to the thread that serves.
    """

    def __init__(self) -> None:
        self._at: OrderedDict[bytes, float] = OrderedDict()
        self._all_before = -1.0

    def note(self, tags: frozenset[str], now: float) -> None:
        """Take in what the log says at ``now``."""
        if EVERYBODY in tags:
            self._all_before = now
        for tag in tags:
            if tag.startswith(_PREFIXES):
                subject = bytes.fromhex(tag.partition(":")[2])
                self._at[subject] = now
                self._at.move_to_end(subject)
        while self._at and (len(self._at) > _MOST or next(iter(self._at.values())) < now - LIFETIME):
            _, at = self._at.popitem(last=False)
            if len(self._at) >= _MOST:
                # More than can be remembered one by one: everybody's pass is asked for again.
                self._all_before = max(self._all_before, at)

    def revoked(self, subject: bytes, issued: int) -> bool:
        """Whether a pass of ``subject`` that was issued then was called back since, in that second included."""
        if issued <= self._all_before:
            return True
        at = self._at.get(subject)
        return at is not None and issued <= at
