"""
What a reader can tick at registration. The room of newsletters fills this in when it starts: this room is below it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Choice:
    """One newsletter as it is offered. ``consent`` is the sentence that its tick agrees to."""

    slug: str
    name: str
    summary: str
    cadence: str
    consent: str


class Subscriber(Protocol):
    """Puts a reader on the lists they ticked."""

    def __call__(self, reader_pk: int, slugs: Sequence[str], *, source: str) -> None: ...


_offers: Callable[[], list[Choice]] | None = None
_subscribe: Subscriber | None = None


def provide(offers: Callable[[], list[Choice]], subscribe: Subscriber) -> None:
    """Register who knows the newsletters and who puts readers on them."""
    global _offers, _subscribe
    _offers, _subscribe = offers, subscribe


def offered() -> list[Choice]:
    """The newsletters that can be ticked now, in the editors' order."""
    return _offers() if _offers is not None else []


def subscribe(reader_pk: int, slugs: Sequence[str], *, source: str) -> None:
    """Put a reader on lists; one that has closed since is left out."""
    if _subscribe is not None and slugs:
        _subscribe(reader_pk, slugs, source=source)
