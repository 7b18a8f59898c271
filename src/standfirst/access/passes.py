"""
The reader pass: a short signed token that lets a page be served without asking the database.

Its payload is a fixed header, then the institution if there is one, then the granted article ids, 8 bytes each;
``sealing`` says how it is signed.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from standfirst.access.gift_pass import GiftKeys
from standfirst.access.levels import Tier
from standfirst.access.policy import Visitor
from standfirst.access.sealing import Sealer

LIFETIME = 300
"""How long a pass opens pages, in seconds. After that it is renewed against the database."""

_HEADER = struct.Struct(">BBBHQQ16s")
_VERSION = 2
_TIERS = (Tier.ANONYMOUS, Tier.REGISTERED, Tier.SUBSCRIBER)
_WITHOUT_GRANTS = tuple((Visitor(tier), Visitor(tier, provisional=True)) for tier in _TIERS)
_PROVISIONAL, _AT_AN_INSTITUTION = 1, 2
_MOST_USED = 65_535


@dataclass(frozen=True, slots=True)
class ReaderPass:
    """
    Who carries the pass: ``subject`` is 16 opaque bytes; ``expires`` and ``issued`` are in seconds since 1970 (UTC).

    ``issued`` is when the database was asked: what was revoked at that second or later is not in it.
    """

    visitor: Visitor
    subject: bytes
    expires: int
    issued: int = 0


def is_meter(visitor: Visitor) -> bool:
    """Whether a pass that says so may stand where the anonymous meter does: a seat in a network is none of it."""
    return visitor.tier is Tier.ANONYMOUS and not visitor.institution


class PassKeys:
    """
    Seals and opens passes for one site. The first secret signs; the later ones still open, so that keys can be rotated.

    ``gifts``: the keys of gift passes, made from the same secrets; neither kind opens as the other.
    """

    def __init__(self, secrets: Sequence[str], *, site: str) -> None:
        self._sealer = Sealer(secrets, site=site, purpose="reader pass")
        self.gifts = GiftKeys(secrets, site=site)

    def seal(self, reader_pass: ReaderPass) -> str:
        """The cookie value for ``reader_pass``. Raises ValueError when its grants do not fit into a cookie."""
        visitor = reader_pass.visitor
        grants = sorted(visitor.grants)
        numbers = [visitor.institution, *grants] if visitor.institution else grants
        payload = _HEADER.pack(
            _VERSION,
            _TIERS.index(visitor.tier),
            visitor.provisional * _PROVISIONAL + bool(visitor.institution) * _AT_AN_INSTITUTION,
            min(visitor.used, _MOST_USED),
            reader_pass.expires,
            reader_pass.issued,
            reader_pass.subject,
        )
        return self._sealer.seal(payload + struct.pack(f">{len(numbers)}Q", *numbers))

    def open(self, value: bytes, now: float) -> ReaderPass | None:
        """The pass in a cookie's ``value``, or None when it is forged, altered, from another site or has run out."""
        payload = self._sealer.open(value)
        if payload is None or payload[0] != _VERSION:
            return None
        _version, tier, flags, used, expires, issued, subject = _HEADER.unpack_from(payload)
        if expires <= now:
            return None
        count = (len(payload) - _HEADER.size) // 8
        if not count and not used:
            return ReaderPass(_WITHOUT_GRANTS[tier][flags], subject, expires, issued)
        numbers = struct.unpack_from(f">{count}Q", payload, _HEADER.size)
        institution = numbers[0] if flags & _AT_AN_INSTITUTION else 0
        grants = frozenset(numbers[1:] if institution else numbers)
        provisional = bool(flags & _PROVISIONAL)
        visitor = Visitor(_TIERS[tier], provisional, grants, used, institution=institution)
        return ReaderPass(visitor, subject, expires, issued)
