"""The read-only API for integrators."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from standfirst.access.levels import Level
from standfirst.frontdoor.plan import CachePlan
from standfirst.newsroom.models import ArticlePage, Author, SectionPage, Topic
from standfirst.readers.models import Reader
from tests.newsroom.making import a_picture, an_article, queries_of, rendered, words

LIST = "/api/v1/articles/"
DAY = datetime(2026, 6, 1, 12, tzinfo=UTC)


def articles(query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(words(LIST, query=query))["articles"]
    return found


def test_an_article_is_told_with_its_standfirst_its_address_and_its_access_level(
    harbour: SectionPage, ada: Author
) -> None:
    article = an_article(
        harbour,
        title="Crabs & <boats>",
        kicker="Shipping",
        authors=(ada,),
        language="cy",
        access_level=Level.PREMIUM.value,
        first_published_at=DAY,
        updated_at=DAY.replace(hour=15),
    )
    told = {
        "id": article.pk,
        "story_key": str(article.story_key),
        "url": "http://testserver/harbour/the-pilot/",
        "headline": "Crabs & <boats>",
        "standfirst": "What it is about.",
        "kicker": "Shipping",
        "access": "premium",
        "language": "cy",
        "authors": ["Ada O’Malley"],
        "published_at": "2026-06-01T12:00:00+00:00",
        "updated_at": "2026-06-01T15:00:00+00:00",
    }
    assert articles() == [told]
    assert json.loads(words(f"{LIST}{article.pk}/")) == told


def test_no_word_of_the_text_is_in_it_whoever_asks(harbour: SectionPage, client: Client, reader: Reader) -> None:
    body = [
        ("text", "<p>First paragraph.</p><p>Second paragraph.</p><p>The zebra secret.</p>"),
        ("picture", {"image": a_picture(description="zebra"), "caption": "zebra", "alt": "zebra", "size": "wide"}),
    ]
    article = an_article(harbour, body=body, access_level=Level.REGISTERED.value, corrections=("It was no zebra.",))
    client.force_login(reader)
    for path in (LIST, f"{LIST}{article.pk}/"):
        for text in (words(path), client.get(path).text):
            assert "zebra" not in text
            assert "paragraph" not in text


@pytest.mark.parametrize(
    "query",
    [
        "fields=*",
        "fields=_,body",
        "expand=body",
        "include=body",
        "order=body",
        "body__icontains=zebra",
        "body__icontains=dugong",
        "search=zebra",
        "search=dugong",
        "format=html",
        "limit=0",
        "offset=9",
    ],
)
def test_a_parameter_that_is_none_of_ours_changes_nothing_and_so_asks_nothing(query: str, harbour: SectionPage) -> None:
    an_article(harbour, access_level=Level.REGISTERED.value)
    assert words(LIST, query=query) == words(LIST)


def test_the_list_comes_in_pages_of_twenty_newest_first_that_name_each_other(harbour: SectionPage) -> None:
    for number in range(1, 22):
        an_article(harbour, f"no-{number}", first_published_at=DAY.replace(day=number))
    first, second = json.loads(words(LIST)), json.loads(words(LIST, query="page=2"))
    assert [each["headline"] for each in first["articles"]] == [f"No {number}" for number in range(21, 1, -1)]
    assert [each["headline"] for each in second["articles"]] == ["No 1"]
    assert (first["previous"], first["next"]) == (None, f"http://testserver{LIST}?page=2")
    assert (second["previous"], second["next"]) == (f"http://testserver{LIST}?page=1", None)


@pytest.mark.parametrize("page", ["0", "-1", "2", "999999", "9" * 40, "abc", "", "%00", "1e1", "٣"])
def test_a_page_that_is_not_there_is_not_found(page: str, harbour: SectionPage, client: Client) -> None:
    assert client.get(f"{LIST}?page={page}").status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "999999", str(2**63 - 1), str(2**63), "9" * 400, "abc", "%00", "1.0"])
def test_an_article_that_is_not_there_is_not_found(number: str, harbour: SectionPage, client: Client) -> None:
    an_article(harbour)
    assert client.get(f"{LIST}{number}/").status_code == 404


def test_a_page_that_is_no_article_is_not_found(harbour: SectionPage, client: Client) -> None:
    assert client.get(f"{LIST}{harbour.pk}/").status_code == 404


def test_the_questions_do_not_grow_with_the_articles(harbour: SectionPage, ada: Author, boats: Topic) -> None:
    an_article(harbour, "first", authors=(ada,), topics=(boats,), hero=a_picture())
    few = queries_of(LIST)
    for number in range(5):
        an_article(harbour, f"later-{number}", authors=(ada,), topics=(boats,), hero=a_picture())
    assert queries_of(LIST) == few


def test_the_front_door_may_keep_it_until_the_article_or_any_list_changes(article: ArticlePage) -> None:
    of_the_list, of_one = rendered(LIST).plan, rendered(f"{LIST}{article.pk}/").plan
    assert of_the_list == CachePlan(tags=frozenset({"lists", "site"}), params=("page",))
    assert of_one == CachePlan(tags=frozenset({"lists", "site", f"page:{article.pk}"}))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_is_only_read(method: str, article: ArticlePage, client: Client) -> None:
    for path in (LIST, f"{LIST}{article.pk}/"):
        assert getattr(client, method)(path, "{}", content_type="application/json").status_code in {405, 415}
    assert ArticlePage.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize("path", ["/api/", "/api/v2/pages/", "/api/v3/pages/", "/admin/api/main/pages/"])
def test_wagtails_own_apis_are_closed(path: str, article: ArticlePage, client: Client, reader: Reader) -> None:
    for _ in ("a stranger", "a reader"):
        answer = client.get(path)
        assert answer.status_code in {302, 403, 404}
        assert "zebra" not in answer.text
        client.force_login(reader)
