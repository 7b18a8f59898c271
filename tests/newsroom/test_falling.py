"""Whatever a page shows lets it fall when it changes, in the same commit."""

from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from standfirst.generations import raising
from standfirst.generations.models import Change
from standfirst.newsroom.models import (
    ArticlePage,
    Correction,
    HomePage,
    Picture,
    Publication,
    Topic,
)
from tests.newsroom.making import (
    a_picture,
    last_change,
    raised_since,
)


@pytest.mark.parametrize(
    ("what", "tags"),
    [
        (lambda a: Correction.objects.create(article=a, text="It was no zebra."), {"page", "lists"}),
        (lambda a: a.topics.first().save(), {"topic", "lists"}),
        (lambda a: a.topics.first().articles.remove(a), {"page", "topic", "lists"}),
        (lambda a: a.topics.first().articles.clear(), {"topic", "lists"}),
        (lambda a: a.topics.first().delete(), {"topic", "lists"}),
        (lambda a: Topic.objects.all().delete(), {"topic", "lists"}),
        (lambda a: a.bylines.first().author.save(), {"author", "lists"}),
        (lambda a: a.bylines.first().delete() or a.save(), {"page", "lists"}),
        (lambda a: a.section.save(), {"site"}),
        (lambda a: Publication.objects.create(site=Site.objects.get(), name="The Courier"), {"site"}),
        (lambda a: HomePage.objects.get().save(), {"front"}),
        (lambda a: Redirect.objects.create(old_path="/old", redirect_page=a), {"site"}),
    ],
)
def test_whatever_a_page_shows_lets_it_fall_when_it_changes(what: Any, tags: set[str], article: ArticlePage) -> None:
    front, topic, author = HomePage.objects.get(), article.topics.first(), article.bylines.first()
    assert topic
    assert author
    names = {
        "page": f"page:{article.pk}",
        "front": f"page:{front.pk}",
        "topic": f"topic:{topic.pk}",
        "author": f"author:{author.author_id}",
    }
    before = last_change()
    what(ArticlePage.objects.get(pk=article.pk))
    assert {names.get(tag, tag) for tag in tags} <= raised_since(before)


def test_a_new_picture_lets_nothing_fall_and_a_changed_or_deleted_one_everything(db: None) -> None:
    before = last_change()
    picture = a_picture()
    picture.get_file_hash()
    picture.get_file_size()
    assert raised_since(before) == set()
    picture.credit = "Somebody else"
    picture.save()
    assert raised_since(before) == {"site"}
    before = last_change()
    Picture.objects.all().delete()
    assert "site" in raised_since(before)


def test_a_change_and_what_falls_with_it_are_one_commit(article: ArticlePage) -> None:
    before = last_change()
    with mock.patch.object(raising, "do", side_effect=RuntimeError):
        article.title = "Never seen"
        with pytest.raises(RuntimeError), transaction.atomic():
            article.save()
    assert raised_since(before) == set()
    assert ArticlePage.objects.get(pk=article.pk).title == "The Pilot"


@pytest.mark.django_db(transaction=True)
def test_the_marker_moves_only_when_the_change_can_be_seen(front: HomePage) -> None:
    before, count = raising.shared_marker().value(), Change.objects.count()
    with transaction.atomic():
        front.save()
        assert raising.shared_marker().value() == before
    assert raising.shared_marker().value() > before
    assert Change.objects.count() > count
