"""Copies are other stories; aliases are the same story in another section."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from standfirst.access.levels import Level, Variant
from standfirst.newsroom.models import (
    ArticlePage,
    Author,
    SectionPage,
)
from tests.newsroom.making import (
    an_article,
    last_change,
    raised_since,
    words,
)


def test_a_copy_is_another_story_and_can_be_published(article: ArticlePage, ada: Author, client: Client) -> None:
    article.source_id = "wordpress:7"
    article.save_revision().publish()
    copy = article.copy(update_attrs={"slug": "the-copy", "title": "The Copy"}, copy_revisions=True, keep_live=False)
    assert client.get("/harbour/the-copy/").status_code == 404
    copy.get_latest_revision().publish()
    copy = ArticlePage.objects.get(pk=copy.pk)
    assert client.get("/harbour/the-copy/").status_code == 200
    assert copy.story_key != article.story_key
    assert copy.source_id == ""
    assert [byline.author for byline in copy.bylines.all()] == [ada]
    assert copy.first_published_at > article.first_published_at


def test_a_copy_that_is_live_at_once_is_listed_by_the_date_that_it_shows(harbour: SectionPage) -> None:
    old = an_article(harbour, "old", first_published_at=timezone.now() - timedelta(days=9))
    an_article(harbour, "newer")
    copy = old.copy(update_attrs={"slug": "the-copy"}, keep_live=True)
    copy = ArticlePage.objects.get(pk=copy.pk)
    assert copy.listed_at == copy.first_published_at


def test_an_alias_follows_its_original_and_falls_with_it(
    article: ArticlePage, harbour: SectionPage, culture: SectionPage, client: Client
) -> None:
    sport = harbour.get_parent().add_child(instance=SectionPage(title="Sport", slug="sport"))
    aliases = [article.create_alias(parent=section) for section in (culture, sport)]
    article.title, article.access_level = "The Dugong", Level.REGISTERED.value
    before = last_change()
    article.save_revision().publish()
    assert {f"page:{alias.pk}" for alias in aliases} <= raised_since(before)
    for path in ("/culture/the-pilot/", "/sport/the-pilot/"):
        assert "The Dugong" in words(path)
        assert "zebra" not in words(path, Variant.REGISTER)
    keys = {each.story_key for each in ArticlePage.objects.all()}
    assert len(keys) == 3
    before = last_change()
    article.unpublish()
    assert {f"page:{alias.pk}" for alias in aliases} | {"lists"} <= raised_since(before)
    assert client.get("/culture/the-pilot/").status_code == 404
    assert "The Dugong" not in words("/culture/")
