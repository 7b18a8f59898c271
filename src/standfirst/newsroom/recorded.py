"""What the simulator works on: recorded decisions, the articles they were about, the rules in force."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from standfirst.access import models as meter
from standfirst.access.models import Decision
from standfirst.access.recording import in_words
from standfirst.newsroom.levels import BY_THE_RULES, rules_in_force
from standfirst.newsroom.models import ArticlePage, SectionPage
from standfirst.newsroom.simulating import About, Answer, DayOf, Proposal, Recorded, simulate

_AT_ONCE = 5_000


def proposal_in_force() -> Proposal:
    """The rules as they are now."""
    rules = meter.rules_in_force()
    return Proposal(
        rules.anonymous_allowance, rules.registered_allowance, in_words(rules.span), tuple(rules_in_force())
    )


def try_out(proposal: Proposal, days: int) -> Answer:
    """What ``proposal`` would have made of the decisions since midnight ``days`` days ago."""
    since = _since(days)
    ids = Decision.objects.filter(at__gte=since).values_list("article", flat=True).distinct()
    return simulate(_rows(since), proposal, _articles(list(ids)), DayOf(ZoneInfo(settings.TIME_ZONE)))


def first_recorded() -> datetime | None:
    """When the oldest decision was recorded that is still kept."""
    return Decision.objects.order_by("at").values_list("at", flat=True).first()


def section_names(sections: Iterator[int]) -> dict[int, str]:
    """The names of the sections that are still there."""
    return dict(SectionPage.objects.filter(pk__in=list(sections)).values_list("pk", "title"))


def _since(days: int) -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)


def _rows(since: datetime) -> Iterator[Recorded]:
    # In the order of time, so that the level of an article is worked out once for as long as it holds.
    rows = Decision.objects.filter(at__gte=since).order_by("at").values_list(*Recorded._fields)
    return (Recorded._make(row) for row in rows.iterator(_AT_ONCE))


def _articles(ids: list[int]) -> dict[int, About]:
    topics: dict[int, set[int]] = defaultdict(set)
    found: dict[int, About] = {}
    links = ArticlePage.topics.through._default_manager
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        for article, topic in links.filter(articlepage__in=some).values_list("articlepage", "topic"):
            topics[article].add(topic)
        rows = ArticlePage.objects.filter(pk__in=some).values_list("pk", "access_level", "first_published_at")
        for article, level, published in rows:
            found[article] = About(level != BY_THE_RULES, frozenset(topics[article]), published)
    return found
