"""Articles that move or get another slug, and the old addresses that lead there."""

from typing import Any
from unittest import mock

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from standfirst.newsroom.models import (
    ArticlePage,
    SectionPage,
)
from tests.newsroom.making import (
    ARTICLE,
    last_change,
    raised_since,
    words,
)


def test_a_moved_article_stands_in_its_new_section_and_its_old_address_leads_there(
    article: ArticlePage, culture: SectionPage, client: Client
) -> None:
    before = last_change()
    article.move(culture, pos="last-child")
    assert "site" in raised_since(before)
    assert ArticlePage.objects.get(pk=article.pk).section == culture
    assert "the-pilot" not in words("/harbour/")
    assert "/culture/the-pilot/" in words("/culture/")
    assert "/culture/the-pilot/" in words("/feed/")
    answer = client.get(ARTICLE)
    assert (answer.status_code, answer["Location"]) == (301, "/culture/the-pilot/")


def test_an_older_revision_that_is_published_again_stays_where_the_article_is_now(
    article: ArticlePage, culture: SectionPage
) -> None:
    revision = article.get_latest_revision()
    article.move(culture, pos="last-child")
    revision.publish()
    now = ArticlePage.objects.get(pk=article.pk)
    assert (now.section, now.get_parent().specific) == (culture, culture)
    assert "/culture/the-pilot/" in words("/culture/")


def test_a_new_slug_leads_on_from_the_old_one(
    article: ArticlePage, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    article.slug = "pilotage"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    answer = client.get(f"{ARTICLE}?utm_source=letter")
    assert (answer.status_code, answer["Location"]) == (301, "/harbour/pilotage/")
    assert "/harbour/pilotage/" in words("/harbour/")
    assert ARTICLE not in words("/sitemap.xml")


def test_a_section_that_gets_another_slug_takes_its_articles_along(
    article: ArticlePage, harbour: SectionPage, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    harbour = SectionPage.objects.get(pk=harbour.pk)
    harbour.slug = "port"
    before = last_change()
    with django_capture_on_commit_callbacks(execute=True):
        harbour.save_revision().publish()
    assert "site" in raised_since(before)
    assert client.get("/port/the-pilot/").status_code == 200
    assert client.get(ARTICLE)["Location"] == "/port/the-pilot/"
    assert client.get("/harbour/")["Location"] == "/port/"
    assert "/port/the-pilot/" in words("/port/feed/")


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/harbour/old/",
        "/harbour/old/?next=https://evil.example/",
        "/harbour/old//evil.example/",
        "/harbour/old/@evil.example/",
        "/%5Cevil.example/harbour/old",
        "//evil.example/harbour/old",
        "/harbour/old/%0d%0aLocation:%20https://evil.example/",
    ],
)
def test_a_redirect_never_leads_off_the_site(path: str, article: ArticlePage, client: Client) -> None:
    Redirect.objects.create(old_path="/harbour/old", site=Site.objects.get(), redirect_page=article)
    assert client.get("/harbour/old/")["Location"] == ARTICLE
    answer = client.get(path, headers={"Host": "testserver"})
    assert answer.get("Location", "/").startswith("/")
    assert not answer.get("Location", "/").startswith(("//", "/\\"))


def test_an_old_address_of_a_withdrawn_article_leads_to_nothing_of_it(
    article: ArticlePage, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    article.slug = "pilotage"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    ArticlePage.objects.get(pk=article.pk).unpublish()
    assert client.get(ARTICLE, follow=True).status_code == 404


def test_a_move_the_new_section_and_what_falls_with_it_are_one_commit(
    article: ArticlePage, culture: SectionPage
) -> None:
    before = last_change()
    with mock.patch("wagtail.actions.move_page.post_page_move"):  # as if the process was killed after the commit
        article.move(culture, pos="last-child")
    assert ArticlePage.objects.get(pk=article.pk).section == culture
    assert "site" in raised_since(before)
