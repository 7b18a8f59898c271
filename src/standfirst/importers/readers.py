"""Readers from a CSV file: who has an account elsewhere, with which password, tier and newsletters."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.utils import timezone

from standfirst.access.levels import Tier
from standfirst.importers.arrivals import AT_A_TIME, Arrivals, Words
from standfirst.importers.lines import Line, lines_of
from standfirst.importers.notes import Note
from standfirst.importers.progress import Advance
from standfirst.importers.report import Report
from standfirst.importers.rows import header_of, row_of, separator_of
from standfirst.importers.streaming import NotReadable
from standfirst.importers.words import one_line, shortened
from standfirst.newsletters.subscribing import everywhere
from standfirst.readers import rules
from standfirst.readers.addresses import NotAnAddress, TakesNoMail, checked
from standfirst.readers.arriving import Arrival
from standfirst.readers.recognising_hashes import CannotBeChecked, as_kept
from standfirst.readers.subscriptions import NotAccepted, moment_of

COLUMNS = ("email", "first_name", "last_name", "tier", "newsletters", "registered_at", "password", "confirmed")
_YES, _NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n"}
_TIERS = {"": False, Tier.REGISTERED.value: False, Tier.SUBSCRIBER.value: True}


class SaysTooLittle(Exception):
    """The command leaves out what the file makes necessary. The message says what."""


class ReaderReport(Report):
    """What became of the lines."""

    things = "readers"
    next_step = ""
    left_out = "Of the readers who are in:"

    def _details(self) -> dict[str, object]:
        return {"notes": dict(self.notes)}


@dataclass(frozen=True, slots=True)
class How:
    """What the command says of the whole file. ``words``: of the newsletters' consents; None where it says nothing."""

    encoding: str
    confirmed: bool
    words: Words | None


def import_rows(path: Path, how: How, report: Report, advance: Advance) -> None:
    """
    Open an account for each line.

    Raises NotReadable when the first line does not name known columns, SaysTooLittle when there are newsletters and
    nothing was said of the consents, both before anything is brought in.
    """
    size = max(path.stat().st_size, 1)
    with path.open("rb") as file:
        if how.words is None and _has_newsletters(path, how.encoding):
            raise SaysTooLittle("The file holds newsletters, and nothing says on which basis they may be sent.")
        lines = lines_of(file, how.encoding)
        head = next(lines, None)
        reading = _Reading(_columns(head), separator_of(head), how.confirmed, everywhere())
        arrivals = Arrivals(report, how.words)
        while some := list(islice(lines, AT_A_TIME)):
            for line in some:
                try:
                    arrival, notes = reading.arrival_of(line)
                except NotAccepted as reason:
                    report.refuse(line.number, str(reason))
                else:
                    arrivals.take(line.number, arrival, notes)
            arrivals.finish()
            advance(some[-1].end / size, report.articles)


def _columns(head: Line | None) -> list[str]:
    columns = [name.lower() for name in header_of(head, separator=separator_of(head))]
    unknown = [shortened(one_line(name), 40) for name in columns if name not in COLUMNS]
    if "email" not in columns or unknown or len(set(columns)) != len(columns):
        what = f"; it does not know {', '.join(map(repr, unknown))}" if unknown else ""
        raise NotReadable(
            f"its first line must name columns among {','.join(COLUMNS)}, each once and email among them{what}"
        )
    return columns


def _has_newsletters(path: Path, encoding: str) -> bool:
    with path.open("rb") as file:
        return any(fields.get("newsletters", "").strip() for fields in _rows(lines_of(file, encoding)))


def _rows(lines: Iterator[Line]) -> Iterator[dict[str, str]]:
    """What can be read of the file, without a word on what cannot."""
    head = next(lines, None)
    columns, separator = _columns(head), separator_of(head)
    for line in lines:
        try:
            yield dict(zip(columns, row_of(line, len(columns), separator=separator), strict=True))
        except NotAccepted:
            continue


class _Reading:
    """Reads lines; remembers each address, so that no two lines are one reader."""

    def __init__(self, columns: list[str], separator: str, confirmed: bool, newsletters: Mapping[str, str]) -> None:
        self._columns = columns
        self._separator = separator
        self._confirmed = confirmed
        self._newsletters = newsletters
        self._seen: dict[str, int] = {}

    def arrival_of(self, line: Line) -> tuple[Arrival, list[Note]]:
        """The account that ``line`` tells of, and what of it is left behind. Raises NotAccepted."""
        fields = dict(zip(self._columns, row_of(line, len(self._columns), separator=self._separator), strict=True))
        wrong: dict[str, str] = {}
        notes: list[Note] = []
        email = _email(fields["email"], wrong)
        tier = fields.get("tier", "").strip().lower()
        if tier not in _TIERS:
            wrong["tier"] = f"tier “{shortened(one_line(tier), 40)}” is neither registered nor subscriber."
        newsletters = self._letters(fields.get("newsletters", ""), wrong)
        registered_at = _moment(fields.get("registered_at", ""), wrong)
        confirmed = self._is_confirmed(fields.get("confirmed", ""), wrong)
        if not wrong and (earlier := self._seen.setdefault(email, line.number)) != line.number:
            wrong["email"] = f"This address stands in line {earlier} already."
        if wrong:
            raise NotAccepted(wrong)
        arrival = Arrival(
            email=email,
            first_name=_name(fields.get("first_name", ""), rules.Which.FIRST, notes),
            last_name=_name(fields.get("last_name", ""), rules.Which.LAST, notes),
            registered_at=registered_at,
            password=_password(fields.get("password", ""), notes),
            confirmed=confirmed,
            is_subscriber=_TIERS[tier],
            newsletters=newsletters,
        )
        return arrival, notes

    def _letters(self, text: str, wrong: dict[str, str]) -> tuple[str, ...]:
        """Slugs or names, with ``;``, ``|`` or ``,`` between them. A name that holds such a sign may stand alone."""
        whole = one_line(text).casefold()
        if not whole:
            return ()
        if whole in self._newsletters:
            return (self._newsletters[whole],)
        asked = [name.strip() for name in re.split("[;|]" if re.search("[;|]", whole) else ",", whole)]
        unknown = [name for name in asked if name and name not in self._newsletters]
        if unknown:
            said = ", ".join(f"“{shortened(name, 40)}”" for name in unknown)
            wrong["newsletters"] = f"There is no newsletter {said}."
        return tuple(dict.fromkeys(self._newsletters[name] for name in asked if name in self._newsletters))

    def _is_confirmed(self, text: str, wrong: dict[str, str]) -> bool:
        answer = text.strip().lower()
        if answer and answer not in _YES | _NO:
            wrong["confirmed"] = f"confirmed “{shortened(one_line(answer), 40)}” is neither yes nor no."
        return answer in _YES if answer else self._confirmed


def _email(text: str, wrong: dict[str, str]) -> str:
    """As accounts keep it. What is said of a bad one does not repeat it: reports are kept and passed on."""
    try:
        return checked(text)
    except TakesNoMail:
        wrong["email"] = "email is at a domain that receives no mail."
    except NotAnAddress:
        wrong["email"] = "email is no address." if text.strip() else "email is missing."
    return ""


def _moment(text: str, wrong: dict[str, str]) -> datetime | None:
    if not text.strip():
        return None
    try:
        moment = moment_of(text.strip())
    except ValueError as error:
        wrong["registered_at"] = f"registered_at: {error}"
        return None
    if moment > timezone.now():
        wrong["registered_at"] = "registered_at is in the future."
    return moment


def _name(text: str, which: rules.Which, notes: list[Note]) -> str:
    """A name that this publication would not take is left out: it is no reason to refuse somebody's account."""
    if not text.strip():
        return ""
    try:
        return rules.name(text, which)
    except rules.Broken:
        notes.append(Note(f"{which.value} name left out: the rules for names here do not allow it"))
        return ""


def _password(text: str, notes: list[Note]) -> str:
    try:
        return as_kept(text)
    except CannotBeChecked as reason:
        notes.append(Note(f"password left behind: {reason}"))
        return ""
