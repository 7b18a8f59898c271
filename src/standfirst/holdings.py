"""
What each room holds about a reader: how it tells it, how it erases it, what becomes of it when two accounts become one.

A room declares its holdings when it starts (``holdings.py`` of the room, called by its ``AppConfig.ready``). The
archive for the reader, the erasure and the merge walk what is declared and know no room. A model that points at a
reader and is declared by nobody fails ``tests/rights/test_declared.py``.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

Row = dict[str, object]
"""One thing that is held. Its values are what JSON knows, or dates, times and UUIDs."""


@dataclass(frozen=True, slots=True)
class Person:
    """
    Whom it is about. ``pk`` is the number of the account, ``subject`` its opaque id; ``email`` is as accounts keep it,
    "" once the account is gone (an erasure that was interrupted goes on by the other two).
    """

    pk: int
    subject: uuid.UUID
    email: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """
    One kind of thing that a room holds.

    ``key`` names it in files and logs. ``name`` and ``about`` are for the reader: what it is, what for and how long.
    ``models`` are the labels of the models in which it is kept. ``export`` gives every row about the person. ``erase``
    takes them away, or whatever leads from them back to the person; run twice it does nothing more. ``merge`` makes
    what the first person has the second's. ``erased`` is the place in the order of erasing: what others are found by
    goes last.
    """

    key: str
    name: str | Promise
    about: str | Promise
    models: tuple[str, ...]
    export: Callable[[Person], Iterable[Row]]
    erase: Callable[[Person], None]
    merge: Callable[[Person, Person], None]
    erased: int = 50


MAILS, THE_ACCOUNT, WHAT_IT_RAISED = 80, 90, 95
"""Places in the order of erasing. Everything without one of its own stands at 50."""


def rows_of(query: QuerySet[Any], *fields: str) -> Iterator[Row]:
    """The ``fields`` of each row of ``query``, a chunk at a time."""
    for values in query.values_list(*fields).iterator():
        yield dict(zip(fields, values, strict=True))


_declared: dict[str, Holding] = {}
_about_nobody: dict[str, str] = {}


class DeclaredTwice(ValueError):
    """Two holdings with one key: one of them would be lost."""


def declare(*some: Holding) -> None:
    """Make holdings known. Raises DeclaredTwice."""
    for holding in some:
        if _declared.get(holding.key, holding) != holding:
            raise DeclaredTwice(holding.key)
        _declared[holding.key] = holding


def declare_about_nobody(model: str, because: str) -> None:
    """Say why ``model`` (a label) holds nothing about a reader, although its fields look as if it did."""
    _about_nobody[model] = because


def holdings() -> list[Holding]:
    """Everything that is declared, in the order in which it is erased, then by key."""
    return sorted(_declared.values(), key=lambda holding: (holding.erased, holding.key))


def declared_models() -> set[str]:
    """The labels of all models that somebody has spoken for."""
    return {label for holding in _declared.values() for label in holding.models} | set(_about_nobody)
