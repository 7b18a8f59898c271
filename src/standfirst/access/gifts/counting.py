"""How many gift links were given, and in how many browsers they were opened: by article and month, of no person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from standfirst.access.models import Gift
from standfirst.access.stories import Story, stories_of


@dataclass(frozen=True, slots=True)
class Counted:
    """Of one article: ``given`` links, that were ``opened`` in so many browsers; ``story`` is None if not public."""

    article: int
    given: int
    opened: int
    story: Story | None


def months() -> list[date]:
    """The months in which links were given, by their first days, newest first."""
    zone = ZoneInfo(settings.TIME_ZONE)
    given = Gift.objects.annotate(month=TruncMonth("at", tzinfo=zone)).distinct().values("month")
    return sorted({row["month"].date() for row in given}, reverse=True)


def by_article(month: date) -> Sequence[Counted]:
    """What was given in ``month`` (its first day), the most opened article first. Two queries for the numbers."""
    zone = ZoneInfo(settings.TIME_ZONE)
    begins = datetime(month.year, month.month, 1, tzinfo=zone).astimezone(UTC)
    later = (month.year + 1, 1) if month.month == date.max.month else (month.year, month.month + 1)
    ends = datetime(*later, 1, tzinfo=zone).astimezone(UTC)
    rows = (
        Gift.objects.filter(at__gte=begins, at__lt=ends)
        .values("article")
        .annotate(links=Count("pk"), browsers=Sum("opened"))
        .order_by("-browsers", "-links", "article")
    )
    found = list(rows)
    stories = stories_of([row["article"] for row in found])
    return [Counted(row["article"], row["links"], row["browsers"], stories.get(row["article"])) for row in found]
