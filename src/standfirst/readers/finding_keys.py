"""How a name is kept so that it is found by its beginning, whoever types it."""

import unicodedata
from typing import Any

from django.db.models import CharField, F, Func
from django.db.models.expressions import Combinable

LONGEST = 200
"""Characters of a key; a name that is longer is found by its beginning."""


def key_of(*names: str) -> str:
    """
    ``names`` in small letters without marks and signs: "Çelik" is ``celik``, "O’Neil" is ``oneil``, in one line.
    """
    spelled = unicodedata.normalize("NFKD", " ".join(names)).casefold()
    kept = "".join(_kept(character) for character in spelled)
    return " ".join(kept.split())[:LONGEST]


def _kept(character: str) -> str:
    kind = unicodedata.category(character)
    if kind[0] in "LN":
        return character
    return " " if kind[0] == "Z" or kind in {"Pd", "Cc"} or character in ",;" else ""


class ByCodePoint(Func):
    """
    A text in the order of its code points, whatever the language of the database: then everything that begins alike
    stands together, and an index finds it.
    """

    template = "%(expressions)s COLLATE BINARY"
    output_field = CharField()

    def __init__(self, expression: str | Combinable, **extra: Any) -> None:
        super().__init__(F(expression) if isinstance(expression, str) else expression, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **extra)
