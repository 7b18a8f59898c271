"""The consent ledger as it is kept, and the only way from a reader to their rows."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.db import models

from standfirst.readers.ledger import chain


class LedgerIsAppendOnly(TypeError):
    """Somebody tried to change or delete a row of the ledger, or to add one by another way than ``ledger.record``."""


class ActQuerySet(models.QuerySet["Act"]):
    """Reads; and adds, for ``ledger.recording`` alone."""

    def lay_down(self, rows: Iterable["Act"]) -> None:
        """Insert rows that are numbered and chained. Only ``ledger.recording`` may call it: it holds the lock."""
        super().bulk_create(rows, batch_size=500)

    def _never(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise LedgerIsAppendOnly

    create = get_or_create = update_or_create = update = delete = bulk_update = bulk_create = _never


class Act(models.Model):
    """
    One act, chained to the one before it (``ledger.chain`` says how). Rows are added, never changed: the database
    itself refuses it, by triggers that a migration lays. A migration that alters this table must lay them again: on
    SQLite Django makes an altered table anew, without them.

    Everything but the number is text, times too: what is hashed is what is kept, to the letter. ``pseudonym`` is who;
    ``Pseudonym`` leads to it. ``at``: when the act was done; ``recorded_at``: when it came to count, which is later for
    what somebody ticked at registration before they confirmed their address. Both UTC.
    """

    GIVEN, REFUSED, WITHDRAWN = "given", "refused", "withdrawn"
    ACTS: ClassVar = [(GIVEN, "given"), (REFUSED, "refused"), (WITHDRAWN, "withdrawn")]

    number = models.BigIntegerField(primary_key=True)
    pseudonym = models.CharField(max_length=32)
    purpose = models.CharField(max_length=100)
    channel = models.CharField(max_length=20)
    act = models.CharField(max_length=10, choices=ACTS)
    basis = models.CharField(max_length=40)
    wording = models.TextField()
    version = models.CharField(max_length=100)
    language = models.CharField(max_length=20)
    form = models.CharField(max_length=60)
    page = models.CharField(max_length=2000)
    by = models.CharField(max_length=20)
    network = models.CharField(max_length=60)
    at = models.CharField(max_length=27)
    recorded_at = models.CharField(max_length=27)
    before = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64)

    objects = ActQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["pseudonym", "number"], name="acts_of_a_pseudonym")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.purpose} {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        raise LedgerIsAppendOnly

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise LedgerIsAppendOnly

    @property
    def content(self) -> tuple[object, ...]:
        """The values that the digest covers."""
        return tuple(getattr(self, name) for name in chain.CONTENT)

    @property
    def done_at(self) -> datetime:
        """When the act was done."""
        return chain.read(self.at)


class Pseudonym(models.Model):
    """
    The key from a reader's ``subject`` to the name under which their acts stand. With its row destroyed, at erasure,
    nobody can say any more whose acts they were.

    A reader has one; more only after two accounts became one.
    """

    pseudonym = models.UUIDField(primary_key=True, default=uuid.uuid4)
    subject = models.UUIDField(db_index=True)
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.pseudonym.hex
