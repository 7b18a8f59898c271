"""What the phases said of a comment, for those who moderate it."""

from typing import Any, ClassVar

from django.db import models

from standfirst.discussion.moderating.sentences import sentence


class Verdict(models.Model):
    """
    One word of one phase. A comment of which no phase said anything has none.

    ``verdict`` is publish (a phase that only watches), hold or reject; ``reason`` a code of ``moderating.sentences``.
    ``round`` tells one judging from the next: a comment is judged again when it is edited or reported. The answer of
    the outside check belongs to the judging that asked for it.
    """

    SAYS: ClassVar = [("publish", "Publish"), ("hold", "Hold"), ("reject", "Reject")]

    comment = models.ForeignKey("discussion.Comment", models.CASCADE, related_name="verdicts")
    round = models.PositiveSmallIntegerField(default=1)
    phase = models.CharField(max_length=20)
    verdict = models.CharField(max_length=7, choices=SAYS)
    reason = models.CharField(max_length=30)
    details = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["round", "pk"]

    def __str__(self) -> str:
        return f"{self.phase}: {self.verdict}"

    @property
    def sentence(self) -> str:
        """Why, for a moderator."""
        details: dict[str, Any] = self.details if isinstance(self.details, dict) else {}
        return sentence(self.reason, details, self.phase)
