"""Reads the fields of one JSON object, and remembers everything that is wrong with them."""

from collections.abc import Mapping
from datetime import UTC, datetime

from standfirst.importers.words import one_line, scrubbed, shortened

_EARLIEST, _LATEST = 1000, 9998


class Fields:
    """``wrong`` holds a sentence for each field that cannot be used; reading goes on, so that all are said at once."""

    def __init__(self, values: Mapping[str, object], name: str = "") -> None:
        self._values = values
        self._name = name
        self.wrong: list[str] = []

    def has(self, field: str) -> bool:
        """Whether something stands there."""
        return self._values.get(field) not in (None, "")

    def text(self, field: str, *, limit: int, required: bool = False) -> str:
        """One line of words; "" when it is not there."""
        return one_line(self.words(field, required=required, limit=limit))

    def words(self, field: str, *, required: bool = False, limit: int | None = None) -> str:
        """Words as they are, lines and all, but for what no database takes."""
        value = self._values.get(field)
        if value is None or value == "":
            if required:
                self.wrong.append(f"{self._name}{field} is missing")
            return ""
        if not isinstance(value, str):
            self.wrong.append(f"{self._name}{field} must be text")
            return ""
        words = scrubbed(value)
        if required and not words.strip():
            self.wrong.append(f"{self._name}{field} is missing")
        if limit is not None and len(one_line(words)) > limit:
            self.wrong.append(f"{self._name}{field} has {len(one_line(words))} characters; {limit} is the most")
        return words

    def key(self, field: str, *, limit: int) -> str:
        """An identifier: text or a whole number."""
        value = self._values.get(field)
        if isinstance(value, int) and not isinstance(value, bool):
            # Numbers of thousands of digits are not turned into text by Python at all.
            if abs(value) < 10**limit:
                return str(value)
            self.wrong.append(f"{self._name}{field} is too long")
            return ""
        return self.text(field, limit=limit, required=True)

    def names(self, field: str, *, limit: int) -> tuple[str, ...]:
        """A list of names, each once, in order."""
        value = self._values.get(field)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            self.wrong.append(f"{self._name}{field} must be a list of names")
            return ()
        names = tuple(dict.fromkeys(name for name in map(one_line, value) if name))
        for name in names:
            if len(name) > limit:
                self.wrong.append(f"{self._name}{field} has a name of {len(name)} characters; {limit} is the most")
        return names

    def moment(self, field: str, *, required: bool = False) -> datetime | None:
        """A date with time and zone, in UTC."""
        text = self.text(field, limit=60, required=required)
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.wrong.append(f"{self._name}{field} “{shortened(text, 40)}” is no ISO 8601 date and time")
            return None
        if moment.tzinfo is None:
            self.wrong.append(f"{self._name}{field} “{shortened(text, 40)}” has no zone (like Z or +01:00)")
            return None
        if not _EARLIEST <= moment.year <= _LATEST:
            self.wrong.append(f"{self._name}{field} “{shortened(text, 40)}” is too far away")
            return None
        return moment.astimezone(UTC)
