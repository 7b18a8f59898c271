"""
Our own check: a sum that costs the browser a moment and a program that registers by the thousand its afternoon.

The challenge, its fields and its answer are ALTCHA's proof of work, version 1 (SHA-256): find the number for which
SHA-256 of salt and number is the challenge. Nothing is kept of a challenge: its signature says that it is ours, its
salt when it ends, and the table of limits that it was answered before. docs/decisions/0022-bot-check.md.
"""

import binascii
import hmac
import json
import re
import secrets
import time
from base64 import b64decode
from hashlib import sha256
from typing import Any

from django.core.signing import BadSignature, Signer

from standfirst.readers import limits
from standfirst.readers.botcheck.checks import Widget
from standfirst.readers.limits import Limit

LASTS = 20 * 60
"""Seconds in which a challenge may be answered."""
_ONCE = Limit("answers to a challenge", 1, LASTS + 60)
_ALGORITHM = "SHA-256"
# The "&" ends the salt: digits of the number cannot be moved into the time at which the challenge ends.
_SALT = re.compile(r"[0-9a-f]{24}\?expires=([0-9]{10,11})&", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Altcha:
    """``cost``: the number of hashes that the slowest challenge takes; on average it is half of them."""

    widget = Widget("altcha")
    notice = ""
    asks_others = False

    def __init__(self, *, cost: int) -> None:
        self.cost = cost

    def challenge(self) -> dict[str, str | int]:
        """A fresh one, as the browser is sent it."""
        salt = f"{secrets.token_hex(12)}?expires={int(time.time()) + LASTS}&"
        digest = _digest(salt, secrets.randbelow(self.cost + 1))
        return {
            "algorithm": _ALGORITHM,
            "challenge": digest,
            "maxnumber": self.cost,
            "salt": salt,
            "signature": _signer().signature(digest),
        }

    def passes(self, proof: str) -> bool:
        """Whether ``proof`` (base64 of JSON) answers a challenge of ours in time, for the first time anywhere."""
        said = _read(proof)
        if said is None:
            return False
        salt, number, digest, signature = said
        ends = _SALT.fullmatch(salt)
        if ends is None or int(ends[1]) < time.time():
            return False
        if not hmac.compare_digest(_digest(salt, number), digest):
            return False
        try:
            _signer().unsign(f"{digest}:{signature}")
        except BadSignature:
            return False
        return limits.allows(_ONCE, digest)


def _signer() -> Signer:
    return Signer(salt="standfirst.readers.botcheck.altcha")


def _digest(salt: str, number: int) -> str:
    return sha256(f"{salt}{number}".encode()).hexdigest()


def _read(proof: str) -> tuple[str, int, str, str] | None:
    try:
        said: Any = json.loads(b64decode(proof, validate=True))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("algorithm") != _ALGORITHM:
        return None
    salt, number, digest, signature = (said.get(name) for name in ("salt", "number", "challenge", "signature"))
    if type(number) is not int or not 0 <= number < 10**10:
        return None
    if not (isinstance(salt, str) and isinstance(digest, str) and isinstance(signature, str)):
        return None
    return (salt, number, digest, signature) if _DIGEST.fullmatch(digest) and signature.isascii() else None
