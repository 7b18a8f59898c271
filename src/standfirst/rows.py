"""
Rows that are read and written by statements made once.

Django makes each statement anew, and for a small one that costs ten times what the database takes to run it. What a
crowd waits for is written out instead; here is what such a statement needs to know of a model.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from standfirst.statements import ask, do

M = TypeVar("M", bound=models.Model)

Fields = tuple[tuple["models.Field[Any, Any]", str, bool], ...]
"""Each with the attribute that holds its value, and whether the database takes that as it is."""


@cache
def columns(model: type[models.Model]) -> str:
    """All columns of ``model``, each with its table's name, in the order in which ``made_from`` takes them."""
    quoted = connection.ops.quote_name
    table = quoted(model._meta.db_table)
    return ", ".join(f"{table}.{quoted(str(field.column))}" for field in _fields(model))


def made_from(model: type[M], row: Sequence[Any]) -> M:
    """The instance that a row of ``columns`` tells of."""
    values = list(row)
    for place, convert in _converters(model, connection.vendor):
        values[place] = convert(values[place])
    return model.from_db(connection.alias, _names(model), values)


def read(model: type[M], statement: str, values: Sequence[Any]) -> M | None:
    """The instance of the first row of ``statement``, which selects ``columns``; None without one."""
    found = ask(statement, values)
    return made_from(model, found[0]) if found else None


def as_moment(value: Any) -> datetime | None:
    """A time as a statement of one's own gives it: SQLite gives a text, or what is in no zone."""
    given: datetime | None = datetime.fromisoformat(value) if isinstance(value, str) else value
    return given.replace(tzinfo=connection.timezone) if given is not None and given.tzinfo is None else given


def insert(one: models.Model) -> None:
    """Write ``one`` as a new row and give it the key that the database made. No signals are sent. Raises as saving."""
    fields, beginning, ending = _insertion(type(one), one.pk is None)
    statement = f"{beginning} ({', '.join(['%s'] * len(fields))}){ending}"
    if ending:
        ((one.pk,),) = ask(statement, _values(one, fields))
    else:
        do(statement, _values(one, fields))
    one._state.adding, one._state.db = False, connection.alias


def insert_all(ones: Sequence[models.Model], *, unless_there: bool = False) -> None:
    """
    Write ``ones``, all of one model, as new rows in one statement; their keys stay as they are. No signals are sent.

    ``unless_there``: those that a unique key has already are left out.
    """
    fields, beginning, _ = _insertion(type(ones[0]), ones[0].pk is None)
    row = f"({', '.join(['%s'] * len(fields))})"
    statement = f"{beginning} {', '.join([row] * len(ones))}{' ON CONFLICT DO NOTHING' if unless_there else ''}"
    do(statement, [value for one in ones for value in _values(one, fields)])


_AS_THEY_ARE = (
    models.AutoField,
    models.BooleanField,
    models.CharField,
    models.FloatField,
    models.ForeignKey,
    models.IntegerField,
    models.TextField,
)
"""Columns of these are given what the attribute holds; keys of others are numbers here. All others are prepared."""


def _values(one: models.Model, fields: "Fields") -> list[Any]:
    there = connections[DEFAULT_DB_ALIAS]
    return [
        getattr(one, name) if plain else field.get_db_prep_save(field.pre_save(one, add=True), there)
        for field, name, plain in fields
    ]


@cache
def _fields(model: type[models.Model]) -> "tuple[models.Field[Any, Any], ...]":
    return tuple(model._meta.concrete_fields)


@cache
def _names(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in _fields(model))


@cache
def _insertion(model: type[models.Model], keyless: bool) -> "tuple[Fields, str, str]":
    """Which columns a new row names, and what stands before and behind their values."""
    quoted, key = connection.ops.quote_name, model._meta.pk
    fields = tuple(
        (field, field.attname, isinstance(field, _AS_THEY_ARE))
        for field in _fields(model)
        if not (keyless and field is key)
    )
    names = ", ".join(quoted(str(field.column)) for field, _, _ in fields)
    returning = f" RETURNING {quoted(str(key.column))}" if keyless else ""
    return fields, f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES", returning


@cache
def _converters(model: type[models.Model], vendor: str) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """For the columns that this database does not give as Python has them: their place, and what makes them so."""
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for place, field in enumerate(_fields(model)):
        column = field.get_col(model._meta.db_table)
        steps = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
        if steps:
            found.append((place, _conversion(column, steps)))
    return tuple(found)


def _conversion(column: Any, steps: Sequence[Callable[..., Any]]) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, column, connection)
        return value

    return convert
