"""
The gift pass: what a browser holds that opened gift links. Pure.

A signed cookie of its own, beside the reader pass and the anonymous meter, so that a gift changes neither. Its payload
is a version, when the database was last asked, and then each gift in 32 bytes; ``sealing`` says how it is signed.
"""

import struct
from collections.abc import Sequence
from typing import NamedTuple

from standfirst.access.sealing import Sealer

MOST = 20
"""Gifts that one browser holds; the one that was opened first is forgotten for the next."""

_HEADER = struct.Struct(">BQ")
_GIFT = struct.Struct(">16sQQ")
_VERSION = 1


class HeldGift(NamedTuple):
    """
    A gift that opens ``article`` for whoever holds it. ``handle``: 16 opaque bytes that name the link. ``until``: when
    the link ends, in seconds since 1970.
    """

    handle: bytes
    article: int
    until: int


class GiftPass(NamedTuple):
    """
    ``asked``: when the database was, in seconds since 1970: what was stopped at that second or later is not in it.
    ``gifts``: in the order in which they were opened.
    """

    asked: int
    gifts: tuple[HeldGift, ...]


class GiftKeys:
    """Seals and opens the gift passes of one site."""

    def __init__(self, secrets: Sequence[str], *, site: str) -> None:
        self._sealer = Sealer(secrets, site=site, purpose="gift pass")

    def seal(self, gift_pass: GiftPass) -> str:
        """The cookie value for the newest ``MOST`` gifts of ``gift_pass``."""
        gifts = b"".join(_GIFT.pack(*gift) for gift in gift_pass.gifts[-MOST:])
        return self._sealer.seal(_HEADER.pack(_VERSION, gift_pass.asked) + gifts)

    def open(self, value: bytes) -> GiftPass | None:
        """The pass in a cookie's ``value``, or None when it is forged, altered or from another site."""
        payload = self._sealer.open(value)
        if payload is None or payload[0] != _VERSION:
            return None
        _version, asked = _HEADER.unpack_from(payload)
        return GiftPass(asked, tuple(HeldGift(*gift) for gift in _GIFT.iter_unpack(payload[_HEADER.size :])))
