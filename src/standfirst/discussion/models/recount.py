from django.db import models


class Recount(models.Model):
    """One night's recount. ``found``: how many counts were off; ``examples``: some of them, in words without names."""

    day = models.DateField(unique=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    found = models.PositiveIntegerField(default=0)
    examples = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.day}: {self.found}"
