from django.db import models


class Consent(models.Model):
    """
    What somebody agreed to or withdrew, when, and in which wording. Rows are added, never changed.

    ``subject`` is the id of a registration or of the reader it became.
    """

    subject = models.UUIDField(db_index=True)
    purpose = models.CharField(max_length=60)
    channel = models.CharField(max_length=20, blank=True)
    given = models.BooleanField()
    wording = models.TextField()
    wording_version = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10)
    page = models.CharField(max_length=2000)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.purpose}: {'given' if self.given else 'withdrawn'}"
