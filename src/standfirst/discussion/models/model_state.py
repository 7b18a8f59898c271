"""What was learned, when, from how much, and how it did."""

from typing import ClassVar

from django.db import models

from standfirst.discussion.moderating.learning import Measured


class ModelState(models.Model):
    """
    One learning. The newest one that has a ``file`` is the model in use; its number is its version.

    ``decisions``: of moderators, from which it learned and on which it was measured. The rest was counted on the newest
    fifth of them, which it had not seen. ``bar``: the precision that was asked for then. ``note``: why nothing came of
    it. ``day``: of the round that comes by itself, once a day.
    """

    day = models.DateField(null=True, unique=True)
    made_at = models.DateTimeField()
    decisions = models.PositiveIntegerField(default=0)
    held_out = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    flagged = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    bar = models.FloatField(default=0.0)
    file = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"model {self.pk}"

    @property
    def measured(self) -> Measured:
        """How it did on what it had not seen."""
        return Measured(self.held_out, self.rejected, self.flagged, self.right)

    @property
    def precision_percent(self) -> int:
        return round(self.measured.precision * 100)

    @property
    def recall_percent(self) -> int:
        return round(self.measured.recall * 100)
