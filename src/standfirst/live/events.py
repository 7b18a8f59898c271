"""The state of a topic as bytes that are ready for everybody who listens. Source: HTML, "Server-sent events"."""

import hashlib
import json
import random
from dataclasses import dataclass

from standfirst.live.topics import State

GONE = b"event: gone\ndata: {}\n\n"
"""The topic is not public any more: nobody need come back."""
_RETRY = (2_000, 8_000)


@dataclass(frozen=True, slots=True)
class Told:
    """``body`` is the state as JSON, ``event`` the same as an event, ``version`` names it and is the event's id."""

    body: bytes
    event: bytes
    version: bytes


def told(state: State) -> Told:
    """``state`` in both forms; equal states give equal bytes, in every process."""
    body = json.dumps(state, separators=(",", ":"), sort_keys=True).encode()
    version = hashlib.blake2b(body, digest_size=8).hexdigest().encode()
    return Told(body, b"id: " + version + b"\ndata: " + body + b"\n\n", version)


def retry() -> bytes:
    """Milliseconds until a browser comes back: each another time, for they all lose us at once."""
    return b"retry: %d\n\n" % random.randint(*_RETRY)
