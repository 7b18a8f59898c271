"""What changes behind a model's own back: moves, deletions by the tree, rows that belong to Wagtail."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_unpublished

from standfirst.generations.raising import raise_for
from standfirst.newsroom.indexing import index_later
from standfirst.newsroom.models import (
    ArticleByline,
    ArticlePage,
    Author,
    Correction,
    HomePage,
    LevelRule,
    Picture,
    PolicyPage,
    Publication,
    SectionPage,
    Topic,
    WallWords,
)
from standfirst.newsroom.models.telling import LISTS, SITE, UNSEEN, TellsOfChanges

_OF_WAGTAIL: tuple[type[Model], ...] = (Site, Redirect, PageViewRestriction)
_TELLING: tuple[type[Model], ...] = (
    ArticlePage,
    SectionPage,
    PolicyPage,
    HomePage,
    Author,
    Topic,
    Publication,
    LevelRule,
    WallWords,
)


def follow_changes() -> None:
    """Connect what ``TellsOfChanges`` cannot see: it knows only of saves and deletions that go through the model."""
    for model in _OF_WAGTAIL:
        post_save.connect(_site_changed, sender=model, dispatch_uid=f"{model.__name__} saved")
        post_delete.connect(_site_changed, sender=model, dispatch_uid=f"{model.__name__} deleted")
    # The tree and the admin's lists delete by queryset, and with it what hangs on it: no model's own delete() runs.
    for model in _TELLING:
        post_delete.connect(_gone, sender=model, dispatch_uid=f"{model.__name__} deleted")
    post_delete.connect(_site_changed, sender=Picture, dispatch_uid="Picture deleted")
    for model in (Author, Topic):
        post_save.connect(_renamed, sender=model, dispatch_uid=f"{model.__name__} renamed")
    pre_delete.connect(_named_nothing, sender=Topic, dispatch_uid="Topic names nothing")
    for model in (ArticleByline, Correction):
        post_save.connect(_part_changed, sender=model, dispatch_uid=f"{model.__name__} saved")
        post_delete.connect(_part_changed, sender=model, dispatch_uid=f"{model.__name__} deleted")
    m2m_changed.connect(_topics_changed, sender=ArticlePage.topics.through, dispatch_uid="topics of an article")
    # A move, and the unpublishing of an alias, save the plain page: ArticlePage.save() does not run.
    post_save.connect(_plain_page_saved, sender=Page, dispatch_uid="plain page saved")
    page_unpublished.connect(_unpublished, dispatch_uid="page unpublished")


def _site_changed(**_: Any) -> None:
    raise_for(SITE)


def _gone(instance: TellsOfChanges, **_: Any) -> None:
    raise_for(*instance.tags())


def _renamed(instance: Author | Topic, created: bool, **_: Any) -> None:
    if not created:
        index_later(instance)


def _named_nothing(instance: Topic, **_: Any) -> None:
    index_later(instance)


def _unpublished(instance: Any, **_: Any) -> None:
    ArticlePage.objects.filter(pk=instance.pk).update(listed_at=None)
    raise_for(f"page:{instance.pk}", LISTS, *(() if isinstance(instance, ArticlePage) else (SITE,)))


def _plain_page_saved(instance: Page, update_fields: frozenset[str] | None, **_: Any) -> None:
    """After a move every address below the page is another one, and an article may stand in another section."""
    if update_fields is None:
        parent = instance.get_parent()
        ArticlePage.objects.filter(pk=instance.pk).update(section=parent and parent.pk)
    if update_fields is None or not update_fields <= UNSEEN:
        raise_for(f"page:{instance.pk}", SITE)


def _part_changed(instance: Correction | ArticleByline, **_: Any) -> None:
    raise_for(f"page:{instance.article_id}", LISTS)


def _topics_changed(instance: ArticlePage | Topic, action: str, pk_set: set[int] | None, **_: Any) -> None:
    if not action.startswith("post_"):
        return
    if isinstance(instance, ArticlePage):
        raise_for(f"page:{instance.pk}", LISTS)
    else:
        raise_for(*instance.tags(), *(f"page:{pk}" for pk in pk_set or ()))
