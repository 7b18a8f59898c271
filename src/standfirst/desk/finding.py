"""
Finding readers by the beginning of an address or a name; nothing is counted, nothing is skipped over: a million of them
cost what fifty do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from standfirst.readers.addresses import canonical
from standfirst.readers.finding_keys import ByCodePoint, key_of
from standfirst.readers.models import Reader

A_PAGE = 50
_LAST = "\U0010ffff"
"""Sorts behind everything that a text can go on with."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: in which way of looking, at which key and number. Given back, the next page begins there."""

    way: int
    key: str
    number: int

    def __str__(self) -> str:
        return f"{self.way}|{self.number}|{self.key}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """The cursor that was written so; None for anything else."""
        way, _, rest = text.partition("|")
        number, _, key = rest.partition("|")
        if way.isdecimal() and number.isdecimal() and int(way) < len(WAYS) and len(number) < 19:
            return cls(int(way), key, int(number))
        return None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of readers, and where the next begins; None: there is none."""

    readers: list[Reader]
    next: Cursor | None


WAYS = ("email", "surname_key", "name_key")
"""In which order: addresses first, then surnames, then first names."""


def newest(after: Cursor | None = None) -> Found:
    """Readers by when they registered, the newest first."""
    readers = Reader.objects.order_by("-date_joined", "-pk")
    joined = _moment(after.key) if after is not None else None
    if after is not None and joined is not None:
        earlier = Q(date_joined__lt=joined) | Q(pk__lt=after.number)
        readers = readers.filter(earlier, date_joined__lte=joined)
    some = list(readers[: A_PAGE + 1])
    more = len(some) > A_PAGE
    last = Cursor(0, some[A_PAGE - 1].date_joined.isoformat(), some[A_PAGE - 1].pk) if more else None
    return Found(some[:A_PAGE], last)


def search(asked: str, after: Cursor | None = None) -> Found:
    """
    Readers whose address, surname or first name begins with ``asked``, however it is spelled; a full name either way
    round. Each stands once, in the first way that finds it.
    """
    some: list[Reader] = []
    for way in range(after.way if after is not None else 0, len(WAYS)):
        here = after if after is not None and after.way == way else None
        for reader in _beginning_with(asked, way, here)[: A_PAGE + 1 - len(some)]:
            reader.found_by = way  # type: ignore[attr-defined]  # for the cursor, if the page ends here
            some.append(reader)
        if len(some) > A_PAGE:
            last = some[A_PAGE - 1]
            found_by: int = last.found_by  # type: ignore[attr-defined]
            return Found(some[:A_PAGE], Cursor(found_by, getattr(last, WAYS[found_by]), last.pk))
    return Found(some, None)


def everybody(asked: str) -> Iterator[Reader]:
    """All of them, page by page: for a list that is taken away."""
    if not asked.strip():
        yield from Reader.objects.order_by("pk").iterator(chunk_size=1_000)
        return
    found = search(asked)
    yield from found.readers
    while found.next is not None:
        found = search(asked, found.next)
        yield from found.readers


def _beginning_with(asked: str, way: int, after: Cursor | None) -> QuerySet[Reader]:
    beginnings = [_beginning(asked, other) for other in range(len(WAYS))]
    if not beginnings[way]:
        return Reader.objects.none()
    here = Reader.objects.annotate(key=ByCodePoint(WAYS[way]))
    readers = here.filter(key__gte=beginnings[way], key__lt=beginnings[way] + _LAST)
    for other in range(way):
        if beginnings[other]:
            # Found already by the way before.
            readers = readers.annotate(**{f"key_{other}": ByCodePoint(WAYS[other])}).exclude(
                **{f"key_{other}__gte": beginnings[other], f"key_{other}__lt": beginnings[other] + _LAST}
            )
    if after is not None:
        readers = readers.filter(key__gte=after.key).filter(Q(key__gt=after.key) | Q(pk__gt=after.number))
    return readers.order_by("key", "pk")


def _beginning(asked: str, way: int) -> str:
    return canonical(asked) if WAYS[way] == "email" else key_of(asked)


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None
