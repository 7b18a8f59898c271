from django.conf import settings
from django.db import models


class Newsletter(models.Model):
    """A letter that readers can choose. ``cadence`` is read by people: "Weekdays at 7am"."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    summary = models.CharField(max_length=200, help_text="One sentence: who writes, about what.")
    cadence = models.CharField(max_length=60, help_text="When it comes, like: Weekdays at 7am")
    open = models.BooleanField(default=True, help_text="Readers can choose it.")
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("sort_order", "name")

    def __str__(self) -> str:
        return self.name


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Places on lists by whether a letter goes to them."""

    def to_be_sent(self) -> "SubscriptionQuerySet":
        """Those of readers who may be written to: not of the banned, and not of those who have asked to leave."""
        return self.filter(reader__is_active=True, reader__leaves_at=None)


class Subscription(models.Model):
    """One reader's place on one list."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscriptions")
    newsletter = models.ForeignKey(Newsletter, models.CASCADE, related_name="subscriptions")
    source = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["reader", "newsletter"], name="one_place_on_a_list"),)

    def __str__(self) -> str:
        return f"{self.newsletter} for reader {self.reader_id}"
