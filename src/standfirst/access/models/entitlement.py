import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q


class EntitlementQuerySet(models.QuerySet["Entitlement"]):
    """The subscriptions by what they open."""

    def open_at(self, now: datetime) -> "EntitlementQuerySet":
        """Those that have begun and have not ended."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)


class Entitlement(models.Model):
    """
    A time in which a reader is a subscriber. ``ends_at`` is empty while nobody knows the end.

    ``source`` says who granted it (``staff``, ``import``, a payment provider), ``reference`` how that source names it:
    the same reference again is the same subscription.
    """

    subject = models.UUIDField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=40)
    reference = models.CharField(max_length=120, default=uuid.uuid4)
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        verbose_name = "subscription"
        indexes = (models.Index("subject", "ends_at", name="entitlement_subject"),)
        constraints = (models.UniqueConstraint(fields=["source", "reference"], name="one_entitlement_a_reference"),)

    def __str__(self) -> str:
        return f"{self.subject} from {self.starts_at:%Y-%m-%d}"
