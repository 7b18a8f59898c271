"""Articles that grow older than a rule asks about: the lists that show them fall, and so show whom they are for now."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from standfirst.generations.raising import raise_for
from standfirst.newsroom.levels import BY_THE_RULES, rules_in_force
from standfirst.newsroom.models import ArticlePage
from standfirst.newsroom.models.telling import LISTS, SITE


class Ages:
    """
    What the clock has made of the access rules. The page of an article falls by itself at the moment; a list does not
    know the moments of all that it shows.
    """

    def __init__(self) -> None:
        self._looked_at: datetime | None = None

    def follow(self) -> int:
        """
        Let fall what shows an article that grew older than a rule asks about since the last look; returns how many did.

        The first look, which knows of no other, lets every page fall where there is such a rule.
        """
        since, now = self._looked_at, timezone.now()
        ages = {rule.older_than for rule in rules_in_force() if rule.older_than is not None}
        crossed = _crossed(ages, since, now) if since is not None else []
        with transaction.atomic():
            if crossed:
                raise_for(LISTS, *(f"page:{pk}" for pk in crossed))
            elif since is None and ages:
                raise_for(SITE)
        self._looked_at = now
        return len(crossed)


def _crossed(ages: set[int], since: datetime, now: datetime) -> list[int]:
    """The articles left to the rules that reached one of ``ages`` (in days) after ``since`` and not after ``now``."""
    found: set[int] = set()
    left = ArticlePage.objects.live().filter(access_level=BY_THE_RULES)
    for age in ages:
        days = timedelta(days=age)
        found.update(left.filter(listed_at__gt=since - days, listed_at__lte=now - days).values_list("pk", flat=True))
    return sorted(found)


follow_ages = Ages().follow
