"""Adding to the ledger: one chain, without a fork or a gap, whoever adds at the same moment."""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from standfirst.readers.ledger import chain
from standfirst.readers.ledger.acts import Circumstances, Said
from standfirst.readers.models.ledger import Act, Pseudonym
from standfirst.readers.wording import version_of
from standfirst.security_log import Event, note

# Any number that nothing else in this database locks by; PostgreSQL counts these apart from all locks on tables.
_LOCK = 0x5F1ED6E2
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
_LONGEST: dict[str, int | None] = {field.name: field.max_length for field in Act._meta.fields}


@dataclass(frozen=True, slots=True)
class Entry:
    """Acts of one ``pseudonym`` in the same circumstances, done ``at`` a time."""

    pseudonym: uuid.UUID
    said: Sequence[Said]
    how: Circumstances
    at: datetime


def record(subject: uuid.UUID, said: Sequence[Said], how: Circumstances, *, at: datetime | None = None) -> None:
    """
    Add what a reader said, in order. ``at``: when they said it, now unless it counts only later.

    Call it last in the transaction that does what was said: until that ends nobody else can add, and whoever waits for
    the ledger while others wait for them waits for ever.
    """
    if said:
        with transaction.atomic():
            _take_turns()
            _lay_down([Entry(_pseudonym_of(subject), said, how, at or timezone.now())])
        for one in said:
            note(Event.CONSENT, one.act, who=subject.hex, purpose=one.purpose)


def record_unknown(pseudonym: uuid.UUID, said: Sequence[Said], how: Circumstances) -> None:
    """Add what somebody without an account said, under a ``pseudonym`` that only their browser knows."""
    if said:
        record_many([Entry(pseudonym, said, how, timezone.now())])


def record_many(entries: Iterable[Entry]) -> None:
    """Add many at once, for imports: one turn for all. Write no more than some thousands in one transaction."""
    with transaction.atomic():
        _take_turns()
        _lay_down(entries)


def pseudonym_for(subject: uuid.UUID) -> uuid.UUID:
    """The name under which a reader's acts stand, made if there is none."""
    with transaction.atomic():
        _take_turns()
        return _pseudonym_of(subject)


def new_pseudonyms(subjects: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """A name for each of ``subjects``, in their order, none of whom may have one: for accounts that are new."""
    return [made.pk for made in Pseudonym.objects.bulk_create(Pseudonym(subject=subject) for subject in subjects)]


def _take_turns() -> None:
    """Until this transaction ends nobody else adds. On SQLite whoever writes has the whole database already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _pseudonym_of(subject: uuid.UUID) -> uuid.UUID:
    known = Pseudonym.objects.filter(subject=subject).order_by("since", "pk").first()
    return (known or Pseudonym.objects.create(subject=subject)).pk


def _lay_down(entries: Iterable[Entry]) -> None:
    last = Act.objects.order_by("number").values_list("number", "hash").last()
    number, before = last or (0, chain.START)
    now = chain.written(timezone.now())
    rows = []
    for entry in entries:
        for said in entry.said:
            number += 1
            content = _content(number, entry, said, now)
            digest = chain.digest_of(content)
            hashed = chain.link(before, digest)
            rows.append(Act(**dict(zip(chain.CONTENT, content, strict=True)), before=before, hash=hashed))
            before = hashed
    Act.objects.lay_down(rows)


def _content(number: int, entry: Entry, said: Said, now: str) -> tuple[object, ...]:
    how = entry.how
    texts = {
        "pseudonym": entry.pseudonym.hex,
        "purpose": said.purpose,
        "channel": said.channel,
        "act": said.act,
        "basis": said.basis,
        "wording": said.wording,
        "version": said.version or version_of(_kept(said.wording)),
        "language": how.language,
        "form": how.form,
        # What stands after the question mark may be anybody's name or token.
        "page": how.page.partition("?")[0][: _LONGEST["page"]],
        "by": how.by,
        "network": how.network,
        "at": chain.written(entry.at),
        "recorded_at": now,
    }
    for name, text in texts.items():
        longest = _LONGEST[name]
        if longest is not None and len(text) > longest:
            raise ValueError(f"{name} of an act has more than {longest} characters")
    return (number, *(_kept(texts[name]) for name in chain.CONTENT[1:]))


def _kept(text: str) -> str:
    """``text`` as every database can hold it."""
    return _UNKEEPABLE.sub("\ufffd", text)
