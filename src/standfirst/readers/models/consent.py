"""The ledger of what readers agreed to: only ever added to."""

from collections.abc import Iterable
from typing import Any

from django.db import models


class LedgerIsAppendOnly(TypeError):
    """Somebody tried to change or delete a line of the ledger."""


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Reads and adds; never changes."""

    def update(self, **kwargs: Any) -> int:
        raise LedgerIsAppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        raise LedgerIsAppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise LedgerIsAppendOnly

    def bulk_create(self, objs: Iterable["Consent"], *args: Any, **kwargs: Any) -> list["Consent"]:
        if kwargs.get("update_conflicts"):
            raise LedgerIsAppendOnly
        return super().bulk_create(objs, *args, **kwargs)


class Consent(models.Model):
    """
    What somebody agreed to or withdrew, when, and in which wording. Rows are added, never changed.

    ``subject`` is the id of a registration and of the reader it became; lines whose subject never became a reader count
    for nobody. ``wording_version`` is a digest of ``wording``: equal words have equal versions.
    """

    subject = models.UUIDField(db_index=True)
    purpose = models.CharField(max_length=100)
    channel = models.CharField(max_length=20, blank=True)
    given = models.BooleanField()
    wording = models.TextField()
    wording_version = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10)
    page = models.CharField(max_length=2000)
    at = models.DateTimeField(auto_now_add=True)

    objects = ConsentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.purpose}: {'given' if self.given else 'withdrawn'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise LedgerIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise LedgerIsAppendOnly
