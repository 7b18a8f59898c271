"""What the costliest password hash from elsewhere costs, by the kind of work it is."""

from django.db import models


class ForeignWork(models.Model):
    """While accounts with such hashes are there every try to sign in does this much (``readers.equal_work``)."""

    kind = models.CharField(max_length=20, primary_key=True)
    units = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.kind}: {self.units}"
