from django.db import models


class Meter(models.Model):
    """One reader's meter: the row that is locked while it is read and written, so that no race spends one too many."""

    subject = models.UUIDField(primary_key=True)

    def __str__(self) -> str:
        return f"meter of {self.subject}"


class Unlock(models.Model):
    """One article that a reader opened with their allowance. ``at``: when, in UTC."""

    subject = models.UUIDField()
    article = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index("subject", "at", name="unlock_subject_at"),)

    def __str__(self) -> str:
        return f"{self.subject} opened {self.article}"
