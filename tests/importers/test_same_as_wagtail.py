"""The fast way writes what Wagtail's own way writes."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from standfirst.newsroom.models import ArticleByline, ArticlePage, Author, SectionPage, Topic
from standfirst.readers.models import Reader
from tests.importers.support import a_picture, an_article, import_articles, jsonl, run_waiting_tasks

pytestmark = pytest.mark.django_db

# Each page has its own of these.
OWN = {
    "id",
    "page_ptr_id",
    "path",
    "slug",
    "url_path",
    "translation_key",
    "story_key",
    "source_id",
    "title",
    "draft_title",
}


@pytest.fixture
def imported(tmp_path: Path) -> ArticlePage:
    a_picture(tmp_path / "media" / "ferry.jpg")
    line = an_article(
        1,
        headline="Imported",
        slug="imported",
        standfirst="The standfirst.",
        kicker="Ferries",
        dateline="Pellow",
        access="free",
        authors=["Ada Nance", "Jory Tremayne"],
        topics=["Ferries", "Weather"],
        updated_at="2026-03-02T09:30:00+00:00",
        image={"file": "ferry.jpg", "caption": "At the quay", "credit": "Lowen Hale", "alt": "A ferry"},
        body='<p>Words, <a href="https://example.org/">a link</a>.</p><h2>Then</h2><img src="ferry.jpg" alt="Again">',
    )
    run = import_articles(jsonl(tmp_path, line), tmp_path / "media")
    assert run.status == 0, run.stderr
    return ArticlePage.objects.get()


@pytest.fixture
def made(imported: ArticlePage) -> ArticlePage:
    """The same article, made beside ``imported`` as an editor's form or a script would."""
    section = SectionPage.objects.get()
    article = ArticlePage(
        title="Made",
        slug="made",
        standfirst="The standfirst.",
        kicker="Ferries",
        dateline="Pellow",
        access_level="free",
        hero=imported.hero,
        hero_caption="At the quay",
        hero_alt="A ferry",
        first_published_at=imported.first_published_at,
        last_published_at=imported.last_published_at,
        updated_at=imported.updated_at,
        body=imported.body.get_prep_value(),
    )
    article.bylines = [
        ArticleByline(author=Author.objects.get(name=name), sort_order=place)
        for place, name in enumerate(("Ada Nance", "Jory Tremayne"))
    ]
    article.topics = list(Topic.objects.order_by("name"))
    section.add_child(instance=article)
    run_waiting_tasks()
    return ArticlePage.objects.get(pk=article.pk)


def columns(article: ArticlePage) -> dict[str, Any]:
    return {
        field.attname: field.get_prep_value(getattr(article, field.attname))
        for field in ArticlePage._meta.concrete_fields
        if field.attname not in OWN
    }


def test_every_column_is_the_same(imported: ArticlePage, made: ArticlePage) -> None:
    assert columns(imported) == columns(made)


def test_the_places_in_the_tree_follow_each_other(imported: ArticlePage, made: ArticlePage) -> None:
    section = SectionPage.objects.get()
    assert imported.get_parent().pk == made.get_parent().pk == section.pk
    assert (imported.path, made.path) == (f"{section.path}0001", f"{section.path}0002")
    assert imported.url_path == f"{section.url_path}imported/"
    assert section.numchild == 2
    assert Page.find_problems() == ([], [], [], [], [])


def test_authors_and_topics_are_the_same(imported: ArticlePage, made: ArticlePage) -> None:
    def rows(article: ArticlePage) -> list[tuple[str, int | None]]:
        return [(byline.author.name, byline.sort_order) for byline in article.bylines.all()]

    assert rows(imported) == rows(made) == [("Ada Nance", 0), ("Jory Tremayne", 1)]
    assert {t.name for t in imported.topics.all()} == {t.name for t in made.topics.all()} == {"Ferries", "Weather"}


def test_both_are_in_the_search_index_alike(imported: ArticlePage, made: ArticlePage) -> None:
    kind = ContentType.objects.get_for_model(ArticlePage)
    entries = {e.object_id: e for e in IndexEntry.objects.filter(content_type=kind)}
    ours, theirs = entries[str(imported.pk)], entries[str(made.pk)]
    assert ours.body == theirs.body
    found = get_search_backend().search("quay OR link OR words", ArticlePage.objects.live(), operator="or")
    assert {article.pk for article in found} == {imported.pk, made.pk}


def test_both_are_in_the_reference_index_alike(imported: ArticlePage, made: ArticlePage) -> None:
    def references(article: ArticlePage) -> set[tuple[int, int, str, str]]:
        found = ReferenceIndex.get_references_for_object(article)
        for row in found:
            assert row.content_path_hash == ReferenceIndex._get_content_path_hash(row.content_path)
        return {(r.content_type_id, r.to_content_type_id, r.to_object_id, r.model_path) for r in found}

    assert references(imported) == references(made)
    assert len(references(imported)) >= 5


def test_both_histories_begin_with_their_creation(imported: ArticlePage, made: ArticlePage) -> None:
    actions = [
        list(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)) for page in (imported, made)
    ]
    assert actions[0] == actions[1] == ["wagtail.create"]


def test_an_editor_can_open_change_and_publish_it(imported: ArticlePage, client: Client) -> None:
    editor = Reader.objects.create_superuser(email="editor@example.org", password="Plenty-1-of-it")
    client.force_login(editor)
    answer = client.get(f"/admin/pages/{imported.pk}/edit/")
    assert answer.status_code == 200
    assert imported.latest_revision_id is None
    imported.title = "Changed by an editor"
    imported.save_revision().publish()
    imported.refresh_from_db()
    assert imported.title == "Changed by an editor"
    assert imported.live
    assert client.get(f"/admin/pages/{imported.pk}/edit/").status_code == 200
