"""How often something was tried, for the limits."""

from django.db import models


class Tally(models.Model):
    """``key`` is a digest: neither an address nor a client's number can be read from it. ``ends``: unix seconds."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends = models.FloatField(db_index=True)

    def __str__(self) -> str:
        return self.key
