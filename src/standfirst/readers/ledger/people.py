"""From a reader to their acts, and the end of that way."""

import uuid
from typing import Protocol

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from standfirst.readers.ledger.acts import CONTRACT, SITE, WITHDRAWN, Circumstances, Said
from standfirst.readers.ledger.recording import record
from standfirst.readers.models.ledger import Act, Pseudonym

ACCOUNT = "account"


class Somebody(Protocol):
    """Whoever has an account: the ``subject`` is enough."""

    @property
    def subject(self) -> uuid.UUID: ...


def pseudonyms_of(reader: Somebody) -> list[str]:
    """The names under which the acts of ``reader`` stand: none before the first, several after a merge."""
    keys = Pseudonym.objects.filter(subject=reader.subject).order_by("since", "pk")
    return [key.hex for key in keys.values_list("pk", flat=True)]


def acts_of(reader: Somebody) -> QuerySet[Act]:
    """Everything that ``reader`` said, in the order in which it was written down."""
    return Act.objects.filter(pseudonym__in=pseudonyms_of(reader))


def last_act(reader: Somebody, purpose: str) -> Act | None:
    """What ``reader`` said last about ``purpose``."""
    return acts_of(reader).filter(purpose=purpose).last()


def stands(reader: Somebody, purpose: str) -> bool:
    """Whether what ``reader`` said last about ``purpose`` is that they give it."""
    last = last_act(reader, purpose)
    return last is not None and last.act == Act.GIVEN


def forget(reader: Somebody) -> None:
    """
    Destroy the key from ``reader`` to their acts, which stay. The last of them says that the account is gone.

    Done again it does nothing more. Call it last in its transaction, as ``recording.record``.
    """
    with transaction.atomic():
        if pseudonyms_of(reader):
            gone = Said(ACCOUNT, WITHDRAWN, _("The account was erased, and with it ended all that was agreed to."),
                        channel=SITE, basis=CONTRACT)  # fmt: skip
            record(reader.subject, [gone], Circumstances(form="erasure", page="", language="", by="program"))
            Pseudonym.objects.filter(subject=reader.subject).delete()


def unite(reader: Somebody, into: Somebody) -> None:
    """From now on the acts of ``reader`` are those of ``into``: two accounts of one person became one."""
    Pseudonym.objects.filter(subject=reader.subject).update(subject=into.subject)
