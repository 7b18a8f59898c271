"""Writing the archive: a zip with a JSON file for each kind of thing that is held, and a page that shows all of it."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi

from standfirst.holdings import Holding, Person, Row, holdings

SHOWN = 200
"""Rows of one kind that the page shows; the file beside it has all."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One kind of thing as the page shows it. ``rows``: the first of ``count``, each a list of name and value."""

    key: str
    name: str
    about: str
    file: str
    rows: list[list[tuple[str, object]]]
    count: int

    @property
    def more(self) -> int:
        """How many are in the file alone."""
        return self.count - len(self.rows)


def write_archive(file: IO[bytes], person: Person, asked_at: datetime) -> None:
    """
    Write everything that any room holds about ``person`` into ``file``, in the language that is active.

    Row by row: how much it is makes no difference to the memory that it takes.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        chapters = [_write_chapter(archive, holding, person) for holding in in_reading_order()]
        context = {
            "chapters": chapters,
            "asked_at": asked_at,
            "lang": get_language(),
            "dir": "rtl" if get_language_bidi() else "ltr",
        }
        archive.writestr("index.html", render_to_string("rights/archive.html", context))


def in_reading_order() -> list[Holding]:
    """The account first, then by name: the order for people, not that of erasing."""
    return sorted(holdings(), key=lambda holding: (holding.key != "account", str(holding.name)))


def _write_chapter(archive: zipfile.ZipFile, holding: Holding, person: Person) -> Chapter:
    name = f"data/{holding.key}.json"
    shown: list[list[tuple[str, object]]] = []
    count = 0
    with archive.open(name, "w") as raw, _lines(raw) as write:
        for row in holding.export(person):
            write(row)
            count += 1
            if count <= SHOWN:
                shown.append([(key.replace("_", " "), for_people(value)) for key, value in row.items()])
    return Chapter(holding.key, str(holding.name), str(holding.about), name, shown, count)


@contextmanager
def _lines(raw: IO[bytes]) -> Iterator["_Writer"]:
    """A JSON array, an element at a time."""
    text = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    writer = _Writer(text)
    text.write("[")
    yield writer
    text.write("\n]\n" if writer.any else "]\n")
    text.flush()
    text.detach()


class _Writer:
    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.any = False

    def __call__(self, row: Row) -> None:
        self._text.write(",\n" if self.any else "\n")
        self._text.write(json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False))
        self.any = True


def for_people(value: object) -> object:
    """``value`` as the page shows it: times in the publication's zone, lists in a line, nothing as a dash."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M %Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, dict):
        return ", ".join(f"{str(key).replace('_', ' ')}: {for_people(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(str(for_people(one)) for one in value)
    return value
