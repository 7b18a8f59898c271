"""What the browser's worker does with a challenge."""

import json
from base64 import b64encode
from hashlib import sha256
from typing import Any

from django.test import Client

CHALLENGE = "/register/challenge/"


def fetched() -> dict[str, Any]:
    """A challenge of the site, as a browser gets it."""
    told: dict[str, Any] = Client().get(CHALLENGE).json()
    return told


def number_of(challenge: dict[str, Any]) -> int:
    """The number that answers it."""
    for number in range(challenge["maxnumber"] + 1):
        if sha256(f"{challenge['salt']}{number}".encode()).hexdigest() == challenge["challenge"]:
            return number
    raise AssertionError("nothing answers this challenge")


def proof_of(challenge: dict[str, Any], /, **changed: Any) -> str:
    """The proof for a challenge, but for what the test changes in it."""
    said = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")}
    said["number"] = number_of(challenge)
    return b64encode(json.dumps({**said, **changed}).encode()).decode()
