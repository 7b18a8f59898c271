"""One browser that listens, and how many may."""

import random
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

BEAT_EVERY = 20.0
"""Seconds. Proxies end what is silent for thirty or sixty."""
LASTS = 900.0
"""Seconds, and up to a third more, so that those who came together do not come back together."""
MOST_UNREAD = 8 * 1024
"""Bytes that may wait for a reader in our memory, beyond what the system holds for them; more ends the connection."""
BEAT = b":\n\n"


class Transport(Protocol):
    """What asyncio's transports can do, as far as it is used."""

    def write(self, data: bytes, /) -> None: ...
    def close(self) -> None: ...
    def abort(self) -> None: ...
    def is_closing(self) -> bool: ...
    def get_write_buffer_size(self) -> int: ...


class Listener:
    """A connection on which the events of ``topic`` are written, for ``source``. ``now`` is the loop's time."""

    __slots__ = ("_due", "_transport", "_until", "source", "topic")

    def __init__(self, transport: Transport, topic: str, source: str, now: float) -> None:
        self._transport = transport
        self.topic = topic
        self.source = source
        self._due = now + BEAT_EVERY * random.random()
        self._until = now + LASTS * (1 + random.random() / 3)

    def send(self, event: bytes) -> None:
        """Write ``event``, or end a connection whose reader does not read."""
        if self._transport.is_closing():
            return
        if self._transport.get_write_buffer_size() > MOST_UNREAD:
            self._transport.abort()
        else:
            self._transport.write(event)

    def end(self) -> None:
        """Close the connection when what was written is sent."""
        self._transport.close()

    def sweep(self, now: float) -> None:
        """Called once a second: a beat when it is time, the end when it has lasted long enough."""
        if now >= self._until:
            self.end()
        elif now >= self._due:
            self._due = now + BEAT_EVERY
            self.send(BEAT)


class Full(Enum):
    """Why there is no room; the value is the HTTP status that says so."""

    HERE = 503
    FOR_YOU = 429


@dataclass(frozen=True, slots=True)
class Room:
    """How many may listen to one web process: in all, and from one address. 0 in all: nobody."""

    most: int = 4_000
    from_one_address: int = 200


class Places:
    """Counts who listens from where."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._taken: Counter[str] = Counter()
        self.taken = 0

    def full_for(self, source: str) -> Full | None:
        """Why ``source`` cannot have one more place, None when it can."""
        if self.taken >= self._room.most:
            return Full.HERE
        return Full.FOR_YOU if self._taken[source] >= self._room.from_one_address else None

    def take(self, source: str) -> None:
        """One more from ``source``."""
        self.taken += 1
        self._taken[source] += 1

    def leave(self, source: str) -> None:
        """One fewer."""
        self.taken -= 1
        self._taken[source] -= 1
        if not self._taken[source]:
            del self._taken[source]
