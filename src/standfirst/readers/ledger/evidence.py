"""
The evidence for one person, to hand to them or to a regulator: everything they agreed to, and what proves it.

One archive: ``evidence.html`` to read, ``evidence.json`` for programs, ``chain.txt`` with the digest of every row from
their first act to the end (they say nothing of what is in the rows of others), ``check.py``, which checks the one
against the other anywhere.
"""

import json
import logging
import os
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from standfirst.readers.addresses import as_kept
from standfirst.readers.ledger import chain
from standfirst.readers.ledger.people import pseudonyms_of
from standfirst.readers.ledger.verifying import Findings, verify
from standfirst.readers.ledger.walking import rows
from standfirst.readers.models import Act, Reader

staff_log = logging.getLogger("standfirst.staff")


class NothingToShow(LookupError):
    """There is no such reader, or nothing that they said. The message is a sentence for whoever asked."""


@dataclass(frozen=True)
class Evidence:
    """``acts`` of one person under their ``pseudonyms``; ``reader`` is None for somebody without an account."""

    pseudonyms: list[str]
    acts: list[Act]
    findings: Findings
    made_at: datetime
    reader: Reader | None = None

    @property
    def heads(self) -> list[dict[str, Any]]:
        """The acts, each with what proves it."""
        return [
            {
                "content": dict(zip(chain.CONTENT, act.content, strict=True)),
                "digest": chain.digest_of(act.content),
                "before": act.before,
                "hash": act.hash,
            }
            for act in self.acts
        ]


def evidence_of(email: str) -> Evidence:
    """The evidence for the reader with that address. Raises NothingToShow. Who asked is for the log to say."""
    reader = Reader.objects.filter(email=as_kept(email)).first()
    if reader is None:
        raise NothingToShow("No reader has that address. An account that was erased is found by its pseudonym alone.")
    staff_log.info("the command line asked for the consents of reader %s", reader.subject)
    return _made(pseudonyms_of(reader), reader)


def evidence_under(pseudonym: str) -> Evidence:
    """The evidence under a pseudonym, as whoever it is can read it at /cookies/ or in older evidence."""
    try:
        return _made([uuid.UUID(pseudonym).hex], None)
    except ValueError:
        raise NothingToShow("A pseudonym has 32 digits and letters from a to f.") from None


def write(evidence: Evidence, target: Path) -> None:
    """Write the archive to ``target``, readable by its owner alone. Raises FileExistsError when it is there already."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            pack(evidence, file)
        os.link(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def pack(evidence: Evidence, file: IO[bytes]) -> None:
    """The archive itself, into ``file``."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("evidence.html", _page(evidence))
        archive.writestr("evidence.json", json.dumps(_told(evidence), ensure_ascii=False, indent=2))
        archive.writestr("check.py", Path(__file__).with_name("check.py").read_text(encoding="utf-8"))
        with archive.open("chain.txt", "w") as links:
            for line in _links(evidence):
                links.write(line.encode() + b"\n")


def _made(pseudonyms: list[str], reader: Reader | None) -> Evidence:
    acts = list(Act.objects.filter(pseudonym__in=pseudonyms))
    if not acts:
        raise NothingToShow("Nothing is written down that this reader agreed to.")
    return Evidence(pseudonyms, acts, verify(), timezone.now(), reader)


def _told(evidence: Evidence) -> dict[str, Any]:
    reader, found = evidence.reader, evidence.findings
    return {
        "site": settings.STANDFIRST_SITE_URL,
        "made_at": chain.written(evidence.made_at),
        "reader": {"email": reader.email, "name": reader.get_full_name()} if reader else None,
        "pseudonyms": evidence.pseudonyms,
        "ledger": {
            "whole": found.broken is None,
            "broken": found.broken.how if found.broken else None,
            "last": found.last,
            "hash": found.hash,
        },
        "acts": evidence.heads,
    }


def _page(evidence: Evidence) -> str:
    context = {
        "evidence": evidence,
        "site": settings.STANDFIRST_SITE_URL,
        "acts": [
            {"act": act, "done_at": act.done_at, "counted_at": chain.read(act.recorded_at), "digest": head["digest"]}
            for act, head in zip(evidence.acts, evidence.heads, strict=True)
        ],
    }
    return render_to_string("readers/evidence.html", context)


def _links(evidence: Evidence) -> Iterator[str]:
    """First the hash that the first act follows, then number and digest of each row up to the last one walked."""
    first = evidence.acts[0]
    yield first.before
    for row in rows(after=first.number - 1):
        if row[0] > evidence.findings.last:
            return
        yield f"{row[0]} {chain.digest_of(row[:-2])}"
