"""
The reader pass: a short signed token that lets a page be served without asking the database.

``<key id>.<payload>.<mac>``: the key id is 4 hex digits, the other two URL-safe base64 without padding. The payload is a
fixed header and then the granted article ids, 8 bytes each; the mac is HMAC-SHA256 over key id and payload.
"""

import hashlib
import hmac
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from standfirst.access.levels import Tier
from standfirst.access.policy import Visitor

LIFETIME = 300
"""How long a pass opens pages, in seconds. After that it is renewed against the database."""

_HEADER = struct.Struct(">BBBQ16s")
_VERSION = 1
_TIERS = (Tier.ANONYMOUS, Tier.REGISTERED, Tier.SUBSCRIBER)
_MAC_LENGTH = 43
_LONGEST = 3_600


@dataclass(frozen=True, slots=True)
class ReaderPass:
    """Who carries the pass: ``subject`` is 16 opaque bytes, ``expires`` is in seconds since 1970 (UTC)."""

    visitor: Visitor
    subject: bytes
    expires: int


class PassKeys:
    """
    Seals and opens passes for one site. The first secret signs; the later ones still open, so that keys can be rotated.

    The site's name is part of each key: a pass from another site opens nothing here.
    """

    def __init__(self, secrets: Sequence[str], *, site: str) -> None:
        if not secrets or not all(secrets):
            raise ValueError("at least one secret is needed, and none may be empty")
        keys = [hashlib.sha256(b"standfirst reader pass\0" + site.encode() + b"\0" + s.encode()).digest() for s in secrets]
        self._keys = {hashlib.sha256(key).hexdigest()[:4].encode(): key for key in reversed(keys)}
        self._signing = hashlib.sha256(keys[0]).hexdigest()[:4].encode()
        self._keys[self._signing] = keys[0]

    def seal(self, reader_pass: ReaderPass) -> str:
        """The cookie value for ``reader_pass``. Raises ValueError when its grants do not fit into a cookie."""
        visitor = reader_pass.visitor
        grants = sorted(visitor.grants)
        payload = _HEADER.pack(
            _VERSION, _TIERS.index(visitor.tier), visitor.provisional, reader_pass.expires, reader_pass.subject
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
        payload = urlsafe_b64decode(signed[5:] + b"=" * (-len(signed[5:]) % 4))
        version, tier, provisional, expires, subject = _HEADER.unpack_from(payload)
        if version != _VERSION or expires <= now:
            return None
        count = (len(payload) - _HEADER.size) // 8
        grants = frozenset(struct.unpack_from(f">{count}Q", payload, _HEADER.size)) if count else frozenset()
        return ReaderPass(Visitor(_TIERS[tier], bool(provisional), grants), subject, expires)

    def _mac(self, key_id: bytes, signed: bytes) -> bytes:
        return urlsafe_b64encode(hmac.digest(self._keys[key_id], signed, "sha256")).rstrip(b"=")
