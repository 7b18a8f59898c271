from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone


class InstitutionQuerySet(models.QuerySet["Institution"]):
    """Institutions by when they run."""

    def open_at(self, now: datetime) -> "InstitutionQuerySet":
        """Those that have begun and have not ended."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)


class Institution(models.Model):
    """
    A library, a university or a company that pays for its people: they read like subscribers while it runs.

    They are known by the domain of their confirmed email address, or by the network they are in. ``seats``: how many
    may read at a time; empty: no limit. Who has not read for ``idle_days`` has left their seat.
    """

    name = models.CharField(max_length=120, unique=True)
    starts_at = models.DateTimeField("from", default=timezone.now)
    ends_at = models.DateTimeField("until", null=True, blank=True, help_text="Empty: until somebody ends it.")
    seats = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text="How many people may read at a time. Empty: no limit.",
    )
    idle_days = models.PositiveSmallIntegerField(
        "days until a seat is free again",
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text="A seat that nobody has read from for so many days is free for the next person.",
    )
    note = models.CharField(max_length=200, blank=True, help_text="For colleagues.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def runs_at(self, now: datetime) -> bool:
        """Whether it has begun and has not ended."""
        return self.starts_at <= now and (self.ends_at is None or self.ends_at > now)


class EmailDomain(models.Model):
    """``domain``, in small letters, belongs to an institution. ``*.`` before it: all domains below it, not itself."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253, db_index=True)

    def __str__(self) -> str:
        return self.domain


class NetworkRange(models.Model):
    """``network``, as address/length, belongs to an institution."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="ranges")
    network = models.CharField(max_length=50)

    def __str__(self) -> str:
        return self.network


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats by who has them and how."""

    def by_domain(self) -> "SeatQuerySet":
        """Those of readers who are known by their email domain."""
        return self.exclude(domain="")

    def held_at(self, now: datetime) -> "SeatQuerySet":
        """Those that nobody else may take."""
        return self.filter(free_at__gt=now)

    def taken_at(self, now: datetime) -> "SeatQuerySet":
        """Those that open articles: held, at an institution that runs."""
        return self.held_at(now).filter(
            Q(institution__ends_at=None) | Q(institution__ends_at__gt=now), institution__starts_at__lte=now
        )


class Seat(models.Model):
    """
    One place to read from at an institution. ``subject`` is a reader's, or in a network the number of a browser; no
    address is kept. ``domain``: by which email domain it was taken; empty: by the network. ``carrier``: the subject of
    the pass that is read with.
    """

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="taken")
    subject = models.UUIDField(db_index=True)
    carrier = models.UUIDField()
    domain = models.CharField(max_length=253, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)
    free_at = models.DateTimeField()

    objects = SeatQuerySet.as_manager()

    class Meta:
        indexes = (models.Index("institution", "free_at", name="seat_institution_free"),)
        constraints = (models.UniqueConstraint(fields=["institution", "subject"], name="one_seat_each"),)

    def __str__(self) -> str:
        return f"seat of {self.subject}"

    @property
    def last_used(self) -> datetime:
        """When it was last read from, to the hour or so."""
        return max(self.taken_at, self.free_at - timedelta(days=self.institution.idle_days))
