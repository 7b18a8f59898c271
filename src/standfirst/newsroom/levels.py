"""Who an article is for: its own choice, else what the editors' rules say of its section, topics and age."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from typing import TYPE_CHECKING

from django.utils import timezone

from standfirst.access.levels import Level
from standfirst.newsroom.models.level_rule import LevelRule

if TYPE_CHECKING:
    from standfirst.newsroom.models import ArticlePage

BY_THE_RULES = ""
"""What an article's own choice says when it makes none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it is judged by; None asks nothing. ``older_than`` in days."""

    level: Level
    section: int | None = None
    topic: int | None = None
    older_than: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """The level of an article, and until when (seconds since 1970) it has that level if nobody changes anything."""

    level: Level
    until: float = inf


def placed(
    rules: Sequence[Rule], *, section: int | None, topics: Collection[int], published: datetime, now: datetime
) -> Placed:
    """
    What ``rules`` say of an article at ``now``; free when none fits. Pure.

    Ages are counted in days of 24 hours since ``published``, so that the moment of change can be named.
    """
    until = inf
    for rule in rules:
        if rule.section not in (None, section) or not (rule.topic is None or rule.topic in topics):
            continue
        if rule.older_than is not None:
            comes = published + timedelta(days=rule.older_than)
            if now < comes:
                until = min(until, comes.timestamp())
                continue
        return Placed(rule.level, until)
    return Placed(Level.FREE, until)


def rules_in_force() -> list[Rule]:
    """The editors' rules, in the order in which they are asked. One query."""
    rows = LevelRule.objects.values_list("level", "section", "topic", "older_than_days")
    return [Rule(Level(level), section, topic, age) for level, section, topic, age in rows]


def level_of(article: "ArticlePage", now: datetime | None = None) -> Placed:
    """Who ``article`` is for at ``now``. Its own choice needs no query; the rules and its topics one each."""
    if article.access_level != BY_THE_RULES:
        return Placed(Level(article.access_level))
    rules = rules_in_force()
    # Not from the table of links: an editor's draft may be about something else.
    topics = {topic.pk for topic in article.topics.all()} if _ask_for_topics(rules) else set()
    return _placed(article, rules, topics, now or timezone.now())


def levels_of(articles: Iterable["ArticlePage"]) -> dict[int, Level]:
    """Who each of ``articles`` is for now, by its id; at most two queries, however many there are."""
    levels = {}
    undecided = []
    for article in articles:
        if article.access_level != BY_THE_RULES:
            levels[article.pk] = Level(article.access_level)
        else:
            undecided.append(article)
    if not undecided:
        return levels
    rules, now = rules_in_force(), timezone.now()
    topics: dict[int, set[int]] = defaultdict(set)
    if _ask_for_topics(rules):
        links = type(undecided[0]).topics.through._default_manager
        for pk, topic in links.filter(articlepage__in=undecided).values_list("articlepage", "topic"):
            topics[pk].add(topic)
    return levels | {article.pk: _placed(article, rules, topics[article.pk], now).level for article in undecided}


def _ask_for_topics(rules: Sequence[Rule]) -> bool:
    return any(rule.topic is not None for rule in rules)


def _placed(article: "ArticlePage", rules: Sequence[Rule], topics: Collection[int], now: datetime) -> Placed:
    published = article.first_published_at or now
    return placed(rules, section=article.section_id, topics=topics, published=published, now=now)
