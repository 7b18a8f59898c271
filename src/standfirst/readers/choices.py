"""
What a reader can tick at registration. The room of newsletters fills this in when it starts: this room is below it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from standfirst.readers.ledger.acts import Circumstances
from standfirst.readers.models import Reader


@dataclass(frozen=True, slots=True)
class Choice:
    """One newsletter as it is offered. ``consent`` is the sentence that its tick agrees to."""

    slug: str
    name: str
    summary: str
    cadence: str
    consent: str


class Lists(Protocol):
    """The room of newsletters, as far as this one asks it."""

    def offers(self) -> list[Choice]: ...

    def chosen_by(self, reader: Reader) -> set[str]: ...

    def subscribe(self, reader_pk: int, slugs: Sequence[str], *, source: str) -> None: ...

    def begin(self, reader: Reader, slug: str, how: Circumstances) -> bool: ...

    def stop(self, reader: Reader, slug: str, how: Circumstances) -> bool: ...


_lists: Lists | None = None


def provide(lists: Lists) -> None:
    """Register who knows the newsletters, puts readers on them and takes them off."""
    global _lists
    _lists = lists


def offered() -> list[Choice]:
    """The newsletters that can be ticked now, in the editors' order."""
    return _lists.offers() if _lists is not None else []


def chosen_by(reader: Reader) -> set[str]:
    """The slugs of the newsletters that ``reader`` gets."""
    return _lists.chosen_by(reader) if _lists is not None else set()


def subscribe(reader_pk: int, slugs: Sequence[str], *, source: str) -> None:
    """Put a reader on lists that the ledger knows of by another way; one that has closed since is left out."""
    if _lists is not None and slugs:
        _lists.subscribe(reader_pk, slugs, source=source)


def begin(reader: Reader, slug: str, how: Circumstances) -> bool:
    """Put ``reader`` on a list and write it down; whether that is new."""
    return _lists is not None and _lists.begin(reader, slug, how)


def stop(reader: Reader, slug: str, how: Circumstances) -> bool:
    """Take ``reader`` off a list and write it down; whether they were on it."""
    return _lists is not None and _lists.stop(reader, slug, how)


def choose(reader: Reader, slugs: Collection[str], how: Circumstances) -> None:
    """
    Let ``slugs`` be what ``reader`` gets, of what is offered, and write down what is new; a list that has closed since
    is left as it is. In a transaction of the caller's.
    """
    before = chosen_by(reader)
    for offer in offered():
        if offer.slug in slugs and offer.slug not in before:
            begin(reader, offer.slug, how)
        elif offer.slug in before and offer.slug not in slugs:
            stop(reader, offer.slug, how)
