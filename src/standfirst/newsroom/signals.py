"""Whatever changes in the newsroom lets the pages that were made from it fall, in the transaction of the change."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from standfirst.generations.raising import raise_for
from standfirst.newsroom.listing import LISTS, SITE
from standfirst.newsroom.models import (
    ArticleByline,
    ArticlePage,
    Author,
    Correction,
    HomePage,
    Picture,
    PolicyPage,
    PolicyVersion,
    Publication,
    SectionPage,
    Topic,
)

_SITE_WIDE: tuple[type[Model], ...] = (SectionPage, PolicyPage, PolicyVersion, Publication, Site, Redirect, Picture,
                                       PageViewRestriction)  # fmt: skip


def follow_changes() -> None:
    """Connect every model whose words or pictures are on a cached page."""
    for model in _SITE_WIDE:
        post_save.connect(_site_changed, sender=model, dispatch_uid=f"{model.__name__} saved")
        post_delete.connect(_site_changed, sender=model, dispatch_uid=f"{model.__name__} deleted")
    for model, changed in (
        (ArticlePage, _article_changed),
        (HomePage, _home_changed),
        (Author, _author_changed),
        (Topic, _topic_changed),
        (Correction, _part_changed),
        (ArticleByline, _part_changed),
    ):
        post_save.connect(changed, sender=model, dispatch_uid=f"{model.__name__} saved")
        post_delete.connect(changed, sender=model, dispatch_uid=f"{model.__name__} deleted")
    m2m_changed.connect(_topics_changed, sender=ArticlePage.topics.through, dispatch_uid="topics of an article")
    page_published.connect(_article_changed, sender=ArticlePage, dispatch_uid="article published")
    page_unpublished.connect(_article_changed, sender=ArticlePage, dispatch_uid="article unpublished")
    page_slug_changed.connect(_site_changed, dispatch_uid="slug changed")
    post_page_move.connect(_site_changed, dispatch_uid="page moved")


def _site_changed(**_: Any) -> None:
    raise_for(SITE)


def _article_changed(instance: ArticlePage, **_: Any) -> None:
    raise_for(f"page:{instance.pk}", LISTS)


def _home_changed(instance: HomePage, **_: Any) -> None:
    raise_for(f"page:{instance.pk}")


def _author_changed(instance: Author, **_: Any) -> None:
    raise_for(f"author:{instance.pk}", LISTS)


def _topic_changed(instance: Topic, **_: Any) -> None:
    raise_for(f"topic:{instance.pk}", LISTS)


def _part_changed(instance: Correction | ArticleByline, **_: Any) -> None:
    raise_for(f"page:{instance.article_id}", LISTS)


def _topics_changed(instance: Any, action: str, **_: Any) -> None:
    if action.startswith("post_") and isinstance(instance, ArticlePage):
        raise_for(f"page:{instance.pk}", LISTS)
