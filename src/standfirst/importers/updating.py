"""Brings an article that is here in line with its source. One at a time, by Wagtail's own verbs: its signals go out."""

from datetime import datetime

from django.utils import timezone

from standfirst.importers.incoming import Incoming
from standfirst.importers.places import Places
from standfirst.importers.slugs import free_slugs, kept_or, wished_slug
from standfirst.newsroom.models import ArticleByline, ArticlePage


def update(article: ArticlePage, incoming: Incoming, places: Places) -> None:
    """
    Give ``article`` everything that ``incoming`` has; what editors changed here since the last import gives way.

    An article with revisions gets one more, so that its history shows what was there before.
    """
    now = timezone.now()
    section = places.section(incoming.section, listed=incoming.section_listed)
    if article.section_id != section.pk:
        article.slug = kept_or(article, wished_slug(incoming))
        if section.get_children().filter(slug=article.slug).exists():
            article.slug = free_slugs(section, [article.slug])[0]
        article.save(clean=False)
        article.move(section, pos="last-child")
        article = ArticlePage.objects.get(pk=article.pk)
    elif (wish := kept_or(article, wished_slug(incoming))) != article.slug:
        article.slug = free_slugs(section, [wish])[0]
    _fill(article, incoming, places)
    public = incoming.published_at is not None and incoming.published_at <= now
    if incoming.published_at and public:
        article.live, article.expired, article.go_live_at = True, False, None
        article.first_published_at = incoming.published_at
        article.last_published_at = incoming.updated_at or incoming.published_at
        article.has_unpublished_changes = False
    article.save(clean=False)
    if article.latest_revision_id and public:
        article.save_revision(clean=False).publish()
    elif not public:
        _take_back(article, incoming.published_at)


def has_pictures(article: ArticlePage) -> bool:
    """Is there a picture at the top or in the body?"""
    return article.hero_id is not None or any(block.block_type in {"picture", "gallery"} for block in article.body)


def schedule(article: ArticlePage, at: datetime) -> None:
    """Let ``article`` be published by the clock: Wagtail does that from a revision."""
    article.go_live_at = at
    article.save_revision(clean=False).publish()


def _take_back(article: ArticlePage, at: datetime | None) -> None:
    if article.live:
        article.unpublish()
    if at is not None:
        schedule(article, at)
    elif article.latest_revision_id:
        article.save_revision(clean=False)


def _fill(article: ArticlePage, incoming: Incoming, places: Places) -> None:
    article.title = article.draft_title = incoming.headline
    article.standfirst, article.kicker, article.dateline = incoming.standfirst, incoming.kicker, incoming.dateline
    article.access_level, article.language = incoming.access.value, incoming.language
    article.hero_id, article.hero_caption, article.hero_alt = incoming.hero, incoming.hero_caption, incoming.hero_alt
    article.body = incoming.raw_body()
    article.updated_at = incoming.updated_at
    article.bylines = [
        ArticleByline(author=places.author(name), sort_order=place) for place, name in enumerate(incoming.authors)
    ]
    article.topics.set(dict.fromkeys(places.topic(name) for name in incoming.topics))
