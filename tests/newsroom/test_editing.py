"""The editor's desk: writing an article and getting it out, with the rights of each."""

from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset

from standfirst.newsroom.models import (
    ArticleByline,
    ArticlePage,
    Author,
    SectionPage,
    Topic,
)
from standfirst.readers.models import Reader
from tests.newsroom.admin_forms import article_form, edit, errors
from tests.newsroom.making import ARTICLE, an_article, last_change, raised_since, words


def new_article(section: SectionPage) -> str:
    return f"/admin/pages/add/newsroom/articlepage/{section.pk}/"


def test_an_article_is_written_and_published(desk: Client, harbour: SectionPage, ada: Author, boats: Topic) -> None:
    assert desk.get(new_article(harbour)).status_code == 200
    form = {**article_form(ada), "topics": [boats.pk], "action-publish": "1"}
    answer = desk.post(new_article(harbour), form)
    assert answer.status_code == 302, errors(answer)
    article = ArticlePage.objects.get()
    assert article.section == harbour
    assert [byline.author for byline in article.bylines.all()] == [ada]
    assert list(article.topics.all()) == [boats]
    assert "zebra" in words(ARTICLE)


def test_the_form_of_an_article_opens_and_is_saved_as_a_draft_without_being_seen(
    desk: Client, article: ArticlePage, ada: Author
) -> None:
    answer = desk.get(edit(article))
    assert answer.status_code == 200
    assert "What it is about." in answer.text
    before = last_change()
    answer = desk.post(edit(article), article_form(ada, title="The Dugong"))
    assert answer.status_code == 302, errors(answer)
    assert raised_since(before) == set()
    assert "The Pilot" in words(ARTICLE)
    assert ArticlePage.objects.get().get_latest_revision_as_object().title == "The Dugong"


def test_publishing_from_the_form_changes_the_page(desk: Client, article: ArticlePage, ada: Author) -> None:
    before = last_change()
    answer = desk.post(edit(article), {**article_form(ada, title="The Dugong"), "action-publish": "1"})
    assert answer.status_code == 302, errors(answer)
    assert raised_since(before) >= {f"page:{article.pk}", "lists"}
    assert "The Dugong" in words(ARTICLE)


def test_a_journalist_writes_and_hands_in_but_cannot_publish(
    client: Client, journalist: Reader, harbour: SectionPage, ada: Author
) -> None:
    client.force_login(journalist)
    answer = client.post(new_article(harbour), {**article_form(ada), "action-publish": "1"})
    article = ArticlePage.objects.get()
    assert not article.live
    assert client.get(ARTICLE).status_code == 404
    assert client.get(edit(article)).status_code == 200
    answer = client.post(edit(article), {**article_form(ada), "action-publish": "1"})
    assert answer.status_code in {302, 403}
    assert not ArticlePage.objects.get().live
    client.post(edit(article), {**article_form(ada), "action-submit": "1"})
    state = ArticlePage.objects.get().current_workflow_state
    assert state is not None
    assert state.status == "in_progress"


def test_a_journalist_can_neither_withdraw_nor_delete_what_is_published(
    client: Client, journalist: Reader, article: ArticlePage
) -> None:
    client.force_login(journalist)
    for act in ("unpublish", "delete"):
        client.post(f"/admin/pages/{article.pk}/{act}/", {"confirm_site_name": "x"})
    assert ArticlePage.objects.get(pk=article.pk).live


def test_two_authors_can_swap_their_places(desk: Client, article: ArticlePage, ada: Author) -> None:
    ben = Author.objects.create(name="Ben", slug="ben")
    article.bylines.add(ArticleByline(author=ben))
    article.save_revision().publish()
    first, second = ArticlePage.objects.get().bylines.all()
    swapped = inline_formset([{"id": first.pk, "author": ben.pk}, {"id": second.pk, "author": ada.pk}], initial=2)
    answer = desk.post(edit(article), {**article_form(bylines=swapped), "action-publish": "1"})
    assert answer.status_code == 302, errors(answer)
    assert [byline.author for byline in ArticlePage.objects.get().bylines.all()] == [ben, ada]


def test_an_author_who_is_taken_off_and_put_on_again_is_on(desk: Client, article: ArticlePage, ada: Author) -> None:
    (byline,) = article.bylines.all()
    rows = inline_formset([{"id": byline.pk, "author": ada.pk, "DELETE": "1"}, {"author": ada.pk}], initial=1)
    answer = desk.post(edit(article), {**article_form(bylines=rows), "action-publish": "1"})
    assert answer.status_code == 302, errors(answer)
    assert [byline.author for byline in ArticlePage.objects.get().bylines.all()] == [ada]


def test_an_author_whom_two_editors_added_at_the_same_time_is_named_once(
    desk: Client, article: ArticlePage, ada: Author
) -> None:
    # The form was opened before the other editor saved: it knows nothing of the row that is there now.
    answer = desk.post(edit(article), {**article_form(ada), "action-publish": "1"})
    assert answer.status_code == 302, errors(answer)
    assert [byline.author for byline in ArticlePage.objects.get().bylines.all()] == [ada]


def test_an_older_revision_with_other_authors_can_be_published_again(article: ArticlePage, ada: Author) -> None:
    older = article.get_latest_revision()
    article.bylines.set([ArticleByline(author=Author.objects.create(name="Ben", slug="ben"))])
    article.save_revision().publish()
    older.publish()
    assert [byline.author for byline in ArticlePage.objects.get().bylines.all()] == [ada]


def test_the_same_author_twice_is_refused_in_words(desk: Client, harbour: SectionPage, ada: Author) -> None:
    answer = desk.post(new_article(harbour), {**article_form(ada, ada), "action-publish": "1"})
    assert answer.status_code == 200
    assert "duplicate" in errors(answer)
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 10_000}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"slug": "feed"}, "slug"),
        ({"slug": "../x"}, "slug"),
        ({"access_level": "everybody"}, "access_level"),
        ({"language": "xx"}, "language"),
        ({"hero": "999999"}, "hero"),
        ({"kicker": "x" * 61}, "kicker"),
        ({"updated_at": "yesterday"}, "updated_at"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    changed: dict[str, Any], field: str, desk: Client, harbour: SectionPage, ada: Author
) -> None:
    answer = desk.post(new_article(harbour), {**article_form(ada, **changed), "action-publish": "1"})
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not ArticlePage.objects.exists()


def test_a_second_article_with_the_same_slug_is_refused_in_words(
    desk: Client, harbour: SectionPage, ada: Author
) -> None:
    an_article(harbour)
    answer = desk.post(new_article(harbour), {**article_form(ada), "action-publish": "1"})
    assert answer.status_code in {200, 302}
    assert ArticlePage.objects.filter(slug="the-pilot").count() == 1


def test_an_author_who_is_named_over_articles_cannot_be_deleted(
    client: Client, admin_user: Reader, article: ArticlePage, ada: Author
) -> None:
    client.force_login(admin_user)
    client.post(f"/admin/snippets/newsroom/author/delete/{ada.pk}/")
    assert Author.objects.filter(pk=ada.pk).exists()
    assert client.get("/authors/ada-omalley/").status_code == 200


def test_topics_that_are_deleted_from_their_list_are_off_every_page(
    client: Client, admin_user: Reader, article: ArticlePage, boats: Topic
) -> None:
    client.force_login(admin_user)
    before = last_change()
    client.post(f"/admin/bulk/newsroom/topic/delete/?id={boats.pk}")
    assert raised_since(before) >= {f"topic:{boats.pk}", "lists"}
    assert "Boats" not in words(ARTICLE)


def test_a_journalist_adds_the_author_and_the_topic_of_a_new_article(client: Client, journalist: Reader) -> None:
    client.force_login(journalist)
    client.post("/admin/snippets/newsroom/author/add/", {"name": "Ben", "slug": "ben", "role": "", "about": ""})
    client.post("/admin/snippets/newsroom/topic/add/", {"name": "ميناء", "slug": "ميناء", "about": ""})
    assert client.get("/authors/ben/").status_code == 200
    assert client.get("/topics/ميناء/").status_code == 200
