"""
A subscription as somebody outside tells it: by the reader's address, in words. What staff, files and the API share.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as time_of_day

from django.utils import timezone

from standfirst.access.subscribing import EndsBeforeItBegins, Granted, OfAnotherReader, end, grant
from standfirst.readers.addresses import LONGEST, as_kept
from standfirst.readers.models import Reader

LONGEST_WORDS = {"email": LONGEST, "source": 40, "reference": 120}
_YEARS = range(1970, 9000)


class NotAccepted(ValueError):
    """``by_field`` says for each field what is wrong with it, in a sentence."""

    def __init__(self, by_field: dict[str, str]) -> None:
        super().__init__(" ".join(by_field.values()))
        self.by_field = by_field


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for. ``reference`` is how ``source`` names it; "" where it has no name."""

    reader: Reader
    source: str
    reference: str
    starts_at: datetime | None
    ends_at: datetime | None

    def place(self) -> Granted:
        """Grant it. Raises NotAccepted."""
        try:
            return grant(
                self.reader.subject,
                source=self.source,
                reference=self.reference,
                starts_at=self.starts_at,
                ends_at=self.ends_at,
            )
        except EndsBeforeItBegins:
            raise NotAccepted({"ends_at": "It would end before it begins."}) from None
        except OfAnotherReader:
            raise NotAccepted({"reference": "This reference is another reader's subscription."}) from None


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Which subscriptions are to end, and when; None: now."""

    reader: Reader
    source: str
    reference: str
    at: datetime | None

    def place(self) -> int:
        """End them; how many there were."""
        return end(self.reader.subject, source=self.source, reference=self.reference, at=self.at)


class Reading:
    """Reads fields one by one and collects what is wrong, so that all of it can be said at once."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = fields
        self._wrong: dict[str, str] = {}

    def words(self, name: str, *, needed: bool) -> str:
        """A short text without line ends or other signs that steer."""
        text = self._fields.get(name, "").strip()
        if not text and needed:
            self._wrong[name] = f"{name} is missing."
        elif len(text) > LONGEST_WORDS[name]:
            self._wrong[name] = f"{name} is longer than {LONGEST_WORDS[name]} characters."
        elif any(unicodedata.category(character).startswith("C") for character in text):
            self._wrong[name] = f"{name} holds characters that cannot be seen."
        return text

    def moment(self, name: str, *, needed: bool = False) -> datetime | None:
        """A time, or None where the field is empty."""
        text = self._fields.get(name, "").strip()
        if not text:
            if needed:
                self._wrong[name] = f"{name} is missing."
            return None
        try:
            return moment_of(text)
        except ValueError as error:
            self._wrong[name] = f"{name}: {error}"
            return None

    def reader(self) -> Reader | None:
        """The reader whose address ``email`` is."""
        email = self.words("email", needed=True)
        if "email" in self._wrong:
            return None
        reader = reader_at(email)
        if reader is None:
            self._wrong["email"] = "No reader has this address."
        return reader

    def done(self) -> None:
        """Raises NotAccepted if anything was wrong."""
        if self._wrong:
            raise NotAccepted(self._wrong)


def order_of(fields: Mapping[str, str], *, start_needed: bool, reference_needed: bool) -> Order:
    """
    The order that ``email``, ``source``, ``reference``, ``starts_at`` and ``ends_at`` give. Raises NotAccepted.
    """
    reading = Reading(fields)
    source, reference = (
        reading.words("source", needed=True),
        reading.words("reference", needed=reference_needed),
    )
    starts_at, ends_at = reading.moment("starts_at", needed=start_needed), reading.moment("ends_at")
    reader = reading.reader()
    reading.done()
    assert reader is not None  # done() has spoken otherwise
    return Order(reader, source, reference, starts_at, ends_at)


def cancellation_of(fields: Mapping[str, str]) -> Cancellation:
    """What ``email``, ``source``, ``reference`` and ``at`` ask to end. Raises NotAccepted."""
    reading = Reading(fields)
    source, reference = reading.words("source", needed=True), reading.words("reference", needed=False)
    at, reader = reading.moment("at"), reading.reader()
    reading.done()
    assert reader is not None  # done() has spoken otherwise
    return Cancellation(reader, source, reference, at)


def reader_at(address: str) -> Reader | None:
    """The reader with that address, however it is spelled."""
    return Reader.objects.filter(email=as_kept(address)).first()


def moment_of(text: str) -> datetime:
    """
    An ISO 8601 time with its zone, or a date: midnight in the publication's zone, at which that day begins. In UTC.

    Raises ValueError with a sentence.
    """
    try:
        told = datetime.fromisoformat(text)
        is_date = len(text) == len("2026-11-30") and date.fromisoformat(text) == told.date()
        if told.year not in _YEARS:
            raise ValueError
    except ValueError:
        raise ValueError("This is no date; write it like 2026-11-30 or 2026-11-30T18:00:00+00:00.") from None
    if is_date:
        told = datetime.combine(told.date(), time_of_day(), timezone.get_default_timezone())
    elif told.tzinfo is None:
        raise ValueError("This time has no zone; write it like 2026-11-30T18:00:00+00:00 or give a date alone.")
    return told.astimezone(UTC)
