"""What editors see of a page before it is out: each variant as its readers would get it, and kept by nobody."""

from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset

from standfirst.access.levels import Level
from standfirst.newsroom.models import ArticlePage, Author, Correction, HomePage, PolicyPage, SectionPage
from standfirst.readers.models import Reader
from tests.newsroom.admin_forms import article_form, edit
from tests.newsroom.making import ARTICLE, words

MODES = {"register": False, "premium": False, "full": True}
"""Of each mode whether it shows what stands behind the wall."""


def preview(desk: Client, page: Any, form: dict[str, Any], mode: str) -> Any:
    """The preview of what stands in the form at this moment."""
    address = f"{edit(page)}preview/"
    assert desk.post(address, form).json()["is_valid"]
    return desk.get(address, {"mode": mode})


@pytest.fixture
def premium_draft(article: ArticlePage) -> ArticlePage:
    """A public article whose draft is Premium and says "dugong" behind the wall."""
    article.title, article.access_level = "The Dugong", Level.PREMIUM.value
    article.body = [("text", "<p>One.</p><p>Two.</p><p>The dugong secret.</p>")]
    article.corrections.add(Correction(text="It was no dugong."))
    article.save_revision()
    return article


@pytest.mark.parametrize(("mode", "whole"), MODES.items())
def test_a_preview_shows_what_its_readers_would_get_of_what_stands_in_the_form(
    mode: str, whole: bool, desk: Client, article: ArticlePage, ada: Author
) -> None:
    corrections = inline_formset([{"text": "It was no zebra.", "at": "2026-06-01 12:00"}])
    form = article_form(ada, title="The Dugong", corrections=corrections)
    page = preview(desk, article, form, mode).text
    assert "The Dugong" in page
    assert "Second paragraph." in page
    assert ("zebra secret" in page) is whole
    assert ("It was no zebra." in page) is whole
    assert ('id="register"' in page) is not whole


@pytest.mark.parametrize("mode", MODES)
def test_a_preview_is_framed_by_the_admin_kept_by_nobody_and_listed_nowhere(
    mode: str, desk: Client, article: ArticlePage, ada: Author
) -> None:
    answer = preview(desk, article, article_form(ada), mode)
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in desk.get(ARTICLE)["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.text
    assert not hasattr(answer, "cache_plan")


@pytest.mark.parametrize("mode", ["nonsense", "FULL", "\0"])
def test_a_mode_that_is_none_shows_the_editor_all_of_it(
    mode: str, desk: Client, article: ArticlePage, ada: Author
) -> None:
    answer = preview(desk, article, article_form(ada), mode)
    assert "zebra" in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_a_new_article_can_be_seen_before_it_is_saved(desk: Client, harbour: SectionPage, ada: Author) -> None:
    address = f"/admin/pages/add/newsroom/articlepage/{harbour.pk}/preview/"
    assert desk.post(address, article_form(ada)).json()["is_valid"]
    for mode, whole in MODES.items():
        page = desk.get(address, {"mode": mode}).text
        assert ("zebra" in page) is whole
        assert "Ada O’Malley" in page
    assert not ArticlePage.objects.exists()


def test_a_preview_does_not_change_what_readers_get(desk: Client, article: ArticlePage, ada: Author) -> None:
    before = words(ARTICLE)
    preview(desk, article, article_form(ada, title="The Dugong"), "full")
    assert words(ARTICLE) == before
    assert desk.get(ARTICLE).text.count("The Dugong") == 0


@pytest.mark.parametrize("kind", ["view_draft", "revisions/{}/view"])
def test_a_draft_and_an_older_revision_are_previews_too(kind: str, desk: Client, premium_draft: ArticlePage) -> None:
    revision = premium_draft.get_latest_revision()
    answer = desk.get(f"/admin/pages/{premium_draft.pk}/{kind.format(revision.pk)}/")
    assert answer.status_code == 200
    assert "The dugong secret." in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("kind", ["edit/preview", "view_draft", "revisions/{}/view", "edit", "history"])
def test_a_reader_gets_no_preview_and_no_revision(
    kind: str, client: Client, reader: Reader, premium_draft: ArticlePage
) -> None:
    revision = premium_draft.get_latest_revision()
    path = f"/admin/pages/{premium_draft.pk}/{kind.format(revision.pk)}/"
    for _ in ("a stranger", "a reader"):
        for answer in (client.get(path), client.get(path, {"mode": "full"}), client.post(path, {"mode": "full"})):
            assert answer.status_code in {302, 403}
            assert "dugong" not in answer.text.lower()
        client.force_login(reader)


@pytest.mark.parametrize("query", ["preview=1", "draft=1", "mode=full", "revision=1", "version=1", "page_variant=full"])
def test_no_parameter_of_the_public_address_opens_a_draft_or_the_wall(
    query: str, client: Client, premium_draft: ArticlePage
) -> None:
    premium_draft.access_level = Level.PREMIUM.value
    premium_draft.title = "The Pilot"
    premium_draft.body = [("text", "<p>One.</p><p>Two.</p><p>The zebra secret.</p>")]
    premium_draft.save_revision().publish()
    premium_draft.body = [("text", "<p>One.</p><p>Two.</p><p>The dugong secret.</p>")]
    premium_draft.save_revision()
    page = client.get(f"{ARTICLE}?{query}").text
    assert "zebra" not in page
    assert "dugong" not in page


def test_the_front_a_section_and_a_policy_have_a_preview(desk: Client, front: HomePage, harbour: SectionPage) -> None:
    terms = front.add_child(instance=PolicyPage(title="Terms of use", slug="terms", kind="terms"))
    for page in (front, harbour, terms):
        page.save_revision()
        answer = desk.get(f"/admin/pages/{page.pk}/view_draft/")
        assert answer.status_code == 200
        assert answer["X-Robots-Tag"] == "noindex"
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]
