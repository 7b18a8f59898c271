from django.db import models


class Decision(models.Model):
    """
    How often the same was decided at an article in one hour. Nothing here tells who read: no reader, no address, no
    browser, and a time that is cut to the hour.

    ``at``: the hour, in UTC. ``section``: the page id of the article's section then, 0 for none. ``tier``: the
    visitor's, or ``unconfirmed``. ``reason``: the name of the ``access.policy.Reason`` that spoke.

    ``in_month`` and ``in_week``: the how-manieth Premium article this was for that reader in the calendar month and
    week, opened or refused, each article once; 0 where nobody can tell. ``used``: how many of the allowance they had
    used before, where those two say nothing. ``allowance`` and ``period`` were in force.
    """

    at = models.DateTimeField()
    article = models.BigIntegerField()
    section = models.BigIntegerField(default=0)
    level = models.CharField(max_length=12)
    tier = models.CharField(max_length=12)
    reason = models.CharField(max_length=20)
    in_month = models.PositiveSmallIntegerField(default=0)
    in_week = models.PositiveSmallIntegerField(default=0)
    used = models.PositiveSmallIntegerField(default=0)
    allowance = models.PositiveSmallIntegerField(default=0)
    period = models.CharField(max_length=12)
    number = models.PositiveBigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=[
                    "at", "article", "section", "level", "tier", "reason",
                    "in_month", "in_week", "used", "allowance", "period",
                ],
                name="one_row_for_decisions_alike",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} times {self.reason} at {self.article}"


class Place(models.Model):
    """
    The how-manieth article something was in a period. What it was, and for whom, is not written here: ``token`` is an
    HMAC over both and can only be found again by whoever comes with the same reader and the same article.

    Forgotten when the period has ended, at ``until``.
    """

    token = models.UUIDField(primary_key=True)
    number = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"place {self.number}"
