"""What is kept of the audience: numbers by day. Nothing in them leads to a reader."""

from django.db import models


class Figure(models.Model):
    """
    How often (``n``) ``kind`` was counted on ``day``, which is one of the publication's time zone.

    ``section`` and ``article`` are ids of pages, 0 for none; they stay when the page is gone, so that the sums do.
    """

    day = models.DateField()
    kind = models.CharField(max_length=20)
    section = models.BigIntegerField(default=0)
    article = models.BigIntegerField(default=0)
    n = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("day", "kind", "section", "article"), name="figure_once"),)

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.section}/{self.article}: {self.n}"
