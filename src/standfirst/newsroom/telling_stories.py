"""Tells the rooms below that a story came, went, moved or is called something else (``access.stories``)."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from standfirst.access.stories import stories_changed, stories_published
from standfirst.newsroom.models import ArticlePage, SectionPage, Topic
from standfirst.newsroom.models.telling import UNSEEN
from standfirst.newsroom.paths import counted_as


def tell_of_stories() -> None:
    """Called once, when the room starts."""
    post_save.connect(_article_saved, sender=ArticlePage, dispatch_uid="story saved")
    post_delete.connect(_article_changed, sender=ArticlePage, dispatch_uid="story deleted")
    m2m_changed.connect(_topics_changed, sender=ArticlePage.topics.through, dispatch_uid="story about another topic")
    page_unpublished.connect(_page_changed, dispatch_uid="story unpublished")
    page_published.connect(_article_published, sender=ArticlePage, dispatch_uid="story published")
    # A move saves the plain page.
    post_save.connect(_plain_page_saved, sender=Page, dispatch_uid="story moved")
    for model in (SectionPage, Topic, PageViewRestriction):
        post_save.connect(_part_changed, sender=model, dispatch_uid=f"stories of {model.__name__} saved")
        post_delete.connect(_part_changed, sender=model, dispatch_uid=f"stories of {model.__name__} deleted")


def _article_saved(
    instance: ArticlePage, update_fields: frozenset[str] | None = None, raw: bool = False, **_: Any
) -> None:
    if not raw and (update_fields is None or not update_fields <= UNSEEN):
        _article_changed(instance)


def _article_changed(instance: ArticlePage, **_: Any) -> None:
    stories_changed.send(ArticlePage, articles=(counted_as(instance),))


def _article_published(instance: ArticlePage, **_: Any) -> None:
    stories_published.send(ArticlePage, articles=(counted_as(instance),))


def _topics_changed(instance: ArticlePage | Topic, action: str, **_: Any) -> None:
    if action.startswith("post_") and isinstance(instance, ArticlePage):
        _article_changed(instance)


def _page_changed(instance: Page, **_: Any) -> None:
    article = ArticlePage.objects.filter(pk=instance.pk).first()
    if article is not None:
        _article_changed(article)
    else:
        _part_changed()


def _plain_page_saved(instance: Page, update_fields: frozenset[str] | None = None, raw: bool = False, **_: Any) -> None:
    if not raw and update_fields is None:
        _page_changed(instance)


def _part_changed(raw: bool = False, **_: Any) -> None:
    if not raw:
        stories_changed.send(Page, articles=None)
