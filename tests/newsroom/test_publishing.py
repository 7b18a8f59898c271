"""The life of an article: draft, published, withdrawn, deleted; nowhere or everywhere."""

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from standfirst.access.levels import Level, Variant
from standfirst.newsroom.models import (
    ArticlePage,
    SectionPage,
)
from standfirst.readers.models import Reader
from tests.newsroom.making import (
    ARTICLE,
    EXITS,
    last_change,
    named_at,
    raised_since,
    rendered,
    words,
)


def test_a_draft_is_nowhere(draft: ArticlePage, client: Client) -> None:
    assert client.get(ARTICLE).status_code == 404
    assert named_at(client) == set()
    assert client.get(f"/api/v1/articles/{draft.pk}/").status_code == 404


def test_a_published_article_is_everywhere_and_withdrawn_it_is_nowhere(article: ArticlePage, client: Client) -> None:
    assert client.get(ARTICLE).status_code == 200
    assert named_at(client) == set(EXITS)
    article.unpublish()
    assert client.get(ARTICLE).status_code == 404
    assert named_at(client) == set()
    assert client.get(f"/api/v1/articles/{article.pk}/").status_code == 404


def test_a_deleted_article_is_nowhere(article: ArticlePage, client: Client) -> None:
    article.delete()
    assert client.get(ARTICLE).status_code == 404
    assert named_at(client) == set()


def of_pages(tags: set[str]) -> set[str]:
    """Those of the newsroom's own pages: the conversation about an article goes its own way with it."""
    return {tag for tag in tags if not tag.startswith("conversation")}


def test_saving_a_draft_shows_nothing_and_lets_nothing_fall(article: ArticlePage, client: Client) -> None:
    before = last_change()
    article.title = "The Dugong"
    article.body = [("text", "<p>The dugong secret.</p>")]
    article.save_revision()
    assert raised_since(before) == set()
    assert "ugong" not in "".join(client.get(path).text for path in (*EXITS, ARTICLE))


def test_publishing_lets_the_page_and_the_lists_fall(article: ArticlePage) -> None:
    before = last_change()
    article.title = "The Dugong"
    article.save_revision().publish()
    assert of_pages(raised_since(before)) == {f"page:{article.pk}", "lists"}
    assert "The Dugong" in words(ARTICLE)


def test_a_first_publication_lets_the_lists_fall_and_a_draft_never_did(draft: ArticlePage) -> None:
    before = last_change()
    draft.get_latest_revision().publish()
    assert of_pages(raised_since(before)) == {f"page:{draft.pk}", "lists"}


@pytest.mark.parametrize("step", ["unpublish", "delete"])
def test_withdrawing_lets_the_page_and_the_lists_fall(step: str, article: ArticlePage) -> None:
    before = last_change()
    getattr(article, step)()
    assert raised_since(before) >= {f"page:{article.pk}", "lists"}


def test_an_article_that_is_gated_is_walled_at_once_and_its_page_falls(article: ArticlePage) -> None:
    before = last_change()
    article.access_level = Level.REGISTERED.value
    article.save_revision().publish()
    assert f"page:{article.pk}" in raised_since(before)
    assert "zebra" not in words(ARTICLE, Variant.REGISTER)


def test_an_article_published_again_keeps_its_first_date_and_its_place(article: ArticlePage) -> None:
    first = article.first_published_at
    article.unpublish()
    article.refresh_from_db()
    assert article.listed_at is None
    article.get_latest_revision().publish()
    article.refresh_from_db()
    assert article.first_published_at == article.listed_at == first


def test_a_whole_section_that_is_deleted_takes_its_articles_out_of_every_list(
    article: ArticlePage, harbour: SectionPage, client: Client
) -> None:
    before = last_change()
    Page.objects.get(pk=harbour.pk).delete()
    assert raised_since(before) >= {f"page:{article.pk}", "lists", "site"}
    assert named_at(client) == set()


def test_an_article_that_gets_a_restriction_leaves_every_list_and_falls(article: ArticlePage, client: Client) -> None:
    before = last_change()
    restriction = PageViewRestriction.objects.create(page=article, restriction_type="password", password="x")
    assert "site" in raised_since(before)
    assert named_at(client) == set()
    answer = rendered(ARTICLE)
    assert b"zebra" not in answer.body
    assert answer.plan is None
    before = last_change()
    restriction.delete()
    assert "site" in raised_since(before)
    assert named_at(client) == set(EXITS)


def test_who_waits_for_a_moderator_is_published_when_one_approves(
    draft: ArticlePage, client: Client, journalist: Reader, moderator: Reader
) -> None:
    workflow = draft.get_workflow()
    assert workflow is not None
    before = last_change()
    state = workflow.start(draft, journalist)
    assert raised_since(before) == set()
    assert client.get(ARTICLE).status_code == 404
    state.current_task_state.approve(user=moderator)
    assert raised_since(before) >= {f"page:{draft.pk}", "lists"}
    assert client.get(ARTICLE).status_code == 200
