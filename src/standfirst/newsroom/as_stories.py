"""Articles as the rooms below know them: what everybody may know of one, by its path or its id."""

from collections.abc import Collection

from django.conf import settings
from django.db.models import Q

from standfirst.access.levels import Level
from standfirst.access.stories import Story
from standfirst.newsroom.cards import listed, path_of
from standfirst.newsroom.languages import direction
from standfirst.newsroom.levels import levels_of
from standfirst.newsroom.models import ArticlePage
from standfirst.newsroom.paths import article_at, counted_as
from standfirst.newsroom.pictures import SHARE, size_of


def story_at(path: str) -> Story | None:
    """The public article at ``path``, or None."""
    article = article_at(path)
    return _story(article, article.level) if article is not None else None


def stories_of(articles: Collection[int]) -> dict[int, Story]:
    """Those of ``articles`` that are public, by the id under which they count; an alias stands for its original."""
    wanted = Q(pk__in=articles) | Q(alias_of__in=articles)
    found = list(listed().filter(wanted).select_related("hero", "section").prefetch_related("topics").defer("body"))
    levels = levels_of(found)
    # The original last, so that it is the one that stays.
    found.sort(key=lambda article: article.alias_of_id is None)
    return {counted_as(article): _story(article, levels[article.pk]) for article in found}


def _story(article: ArticlePage, level: Level) -> Story:
    share = size_of(article.hero, SHARE)
    return Story(
        article=counted_as(article),
        headline=article.title,
        standfirst=article.standfirst,
        path=path_of(article),
        level=level,
        lang=article.language,
        dir=direction(article.language),
        image=settings.STANDFIRST_SITE_URL + share.url if share else "",
        section=article.section.title if article.section else "",
        topics=tuple(topic.name for topic in article.topics.all()),
        published_at=article.first_published_at,
    )
