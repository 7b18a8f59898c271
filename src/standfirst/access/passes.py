"""
The reader pass: a short signed token that lets a page be served without asking the database.

``<key id>.<payload>.<mac>``: the key id is 4 hex digits, the other two URL-safe base64 without padding. The payload is
a fixed header and then the granted article ids, 8 bytes each; the mac is HMAC-SHA256 over key id and payload.
"""

import hashlib
import hmac
import struct
from base64 import urlsafe_b64encode
from binascii import a2b_base64, b2a_base64
from collections.abc import Sequence
from dataclasses import dataclass

from standfirst.access.levels import Tier
from standfirst.access.policy import Visitor

LIFETIME = 300
"""How long a pass opens pages, in seconds. After that it is renewed against the database."""

_HEADER = struct.Struct(">BBBHQQ16s")
_VERSION = 2
_TIERS = (Tier.ANONYMOUS, Tier.REGISTERED, Tier.SUBSCRIBER)
_WITHOUT_GRANTS = tuple((Visitor(tier), Visitor(tier, provisional=True)) for tier in _TIERS)
_MAC_LENGTH = 43
_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_STANDARD = bytes.maketrans(b"-_", b"+/")
_LONGEST = 3_600
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


class PassKeys:
    """
    Seals and opens passes for one site. The first secret signs; the later ones still open, so that keys can be rotated.

    The site's name is part of each key: a pass from another site opens nothing here.
    """

    def __init__(self, secrets: Sequence[str], *, site: str) -> None:
        if not secrets or not all(secrets):
            raise ValueError("at least one secret is needed, and none may be empty")
        keys = [
            hashlib.sha256(b"standfirst reader pass\0" + site.encode() + b"\0" + s.encode()).digest() for s in secrets
        ]
        self._keys = {hashlib.sha256(key).hexdigest()[:4].encode(): _halves(key) for key in reversed(keys)}
        self._signing = hashlib.sha256(keys[0]).hexdigest()[:4].encode()
        self._keys[self._signing] = _halves(keys[0])

    def seal(self, reader_pass: ReaderPass) -> str:
        """The cookie value for ``reader_pass``. Raises ValueError when its grants do not fit into a cookie."""
        visitor = reader_pass.visitor
        grants = sorted(visitor.grants)
        payload = _HEADER.pack(
            _VERSION,
            _TIERS.index(visitor.tier),
            visitor.provisional,
            min(visitor.used, _MOST_USED),
            reader_pass.expires,
            reader_pass.issued,
            reader_pass.subject,
        ) + struct.pack(f">{len(grants)}Q", *grants)
        signed = self._signing + b"." + urlsafe_b64encode(payload).rstrip(b"=")
        value = signed + b"." + self._mac(self._signing, signed)
        if len(value) > _LONGEST:
            raise ValueError(f"a pass with {len(grants)} grants does not fit into a cookie")
        return value.decode()

    def open(self, value: bytes, now: float) -> ReaderPass | None:
        """The pass in a cookie's ``value``, or None when it is forged, altered, from another site or has run out."""
        if len(value) > _LONGEST or len(value) <= _MAC_LENGTH + 6 or value[4:5] != b".":
            return None
        signed, dot, mac = value[: -_MAC_LENGTH - 1], value[-_MAC_LENGTH - 1 : -_MAC_LENGTH], value[-_MAC_LENGTH:]
        if dot != b"." or value[:4] not in self._keys or not hmac.compare_digest(mac, self._mac(value[:4], signed)):
            return None
        payload = a2b_base64(signed[5:].translate(_STANDARD) + b"==")
        if payload[0] != _VERSION:
            return None
        _version, tier, provisional, used, expires, issued, subject = _HEADER.unpack_from(payload)
        if expires <= now:
            return None
        count = (len(payload) - _HEADER.size) // 8
        if not count and not used:
            return ReaderPass(_WITHOUT_GRANTS[tier][provisional], subject, expires, issued)
        grants = frozenset(struct.unpack_from(f">{count}Q", payload, _HEADER.size))
        return ReaderPass(Visitor(_TIERS[tier], bool(provisional), grants, used), subject, expires, issued)

    def _mac(self, key_id: bytes, signed: bytes) -> bytes:
        begun, outer = self._keys[key_id]
        inner = begun.copy()
        inner.update(signed)
        whole = outer.copy()
        whole.update(inner.digest())
        return b2a_base64(whole.digest(), newline=False).translate(_URL_SAFE)[:_MAC_LENGTH]


def _halves(key: bytes) -> tuple["hashlib._Hash", "hashlib._Hash"]:
    """
    The two hashes of HMAC with ``key`` already taken in, to be copied for each message: a third of hmac.digest's time.

    Source: RFC 2104 §2 and §4.
    """
    block = key.ljust(64, b"\0")
    return hashlib.sha256(bytes(byte ^ 0x36 for byte in block)), hashlib.sha256(bytes(byte ^ 0x5C for byte in block))
