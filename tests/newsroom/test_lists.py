"""The front, and the pages of sections, topics and authors."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from standfirst.access.levels import Level
from standfirst.newsroom.models import ArticlePage, Author, HomePage, Picture, SectionPage, Topic
from tests.newsroom.making import a_picture, an_article, queries_of, rendered, words

LISTS = ("/harbour/", "/topics/boats/", "/authors/ada-omalley/")
DAY = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def many(harbour: SectionPage, ada: Author, boats: Topic) -> list[ArticlePage]:
    """Twenty-one articles of the same section, topic and author; the last one is the newest."""
    return [
        an_article(harbour, f"no-{number}", authors=(ada,), topics=(boats,), first_published_at=DAY.replace(day=number))
        for number in range(1, 22)
    ]


def shown(page: str) -> list[str]:
    """The slugs of the articles that a page names in headlines, in order."""
    return [path.split("/")[-2] for path in re.findall(r'<h[23]><a href="(/[^"]+/)">', page)]


def rows(page: str) -> dict[str, list[str]]:
    """The rows of a front by their titles."""
    found = re.findall(r'<section class="row[^>]*>\s*<h2[^>]*>(?:<a [^>]*>)?([^<]+)(.*?)</section>', page, re.DOTALL)
    return {title: shown(row) for title, row in found}


def lead(page: str) -> list[str]:
    found = re.search(r'<article class="lead.*?</article>', page, re.DOTALL)
    return shown(found[0]) if found else []


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.usefixtures("many")
def test_a_list_shows_twenty_articles_newest_first_and_the_older_ones_on_the_next_page(path: str) -> None:
    first, second = words(path), words(path, query="page=2")
    assert shown(first) == [f"no-{number}" for number in range(21, 1, -1)]
    assert shown(second) == ["no-1"]
    assert f'<a rel="next" href="{path}?page=2">' in first
    assert f'<a rel="prev" href="{path}">' in second
    assert 'rel="next"' not in second
    assert f'<link rel="canonical" href="http://testserver{path}">' in first
    assert f'<link rel="canonical" href="http://testserver{path}?page=2">' in second


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("page", ["0", "-1", "2", "999999", "9" * 40, "abc", "1.0", "01", " 1", "%00", "٣", "", "1e1"])
def test_there_is_no_page_of_a_list_that_no_link_of_ours_names(
    page: str, path: str, harbour: SectionPage, ada: Author, boats: Topic, client: Client
) -> None:
    assert client.get(f"{path}?page={page}").status_code == 404


@pytest.mark.parametrize("path", [*LISTS, "/"])
def test_an_empty_list_says_so(path: str, harbour: SectionPage, ada: Author, boats: Topic) -> None:
    page = words(path)
    assert "No articles here yet." in page or "Nothing is published yet." in page
    assert shown(page) == []


@pytest.mark.parametrize("path", [*LISTS, "/"])
def test_a_list_names_only_what_is_public(path: str, harbour: SectionPage, ada: Author, boats: Topic) -> None:
    told: dict[str, Any] = {"authors": (ada,), "topics": (boats,)}
    an_article(harbour, "shown", **told)
    an_article(harbour, "a-draft", live=False, **told)
    an_article(harbour, "withdrawn", **told).unpublish()
    PageViewRestriction.objects.create(page=an_article(harbour, "restricted", **told), restriction_type="login")
    page = words(path)
    assert set(shown(page)) == {"shown"}
    assert not re.search("draft|withdrawn|restricted", page, re.IGNORECASE)


@pytest.mark.parametrize("path", [*LISTS, "/"])
def test_a_list_shows_nothing_of_the_text_of_a_gated_article(
    path: str, harbour: SectionPage, ada: Author, boats: Topic
) -> None:
    an_article(harbour, authors=(ada,), topics=(boats,), access_level=Level.PREMIUM.value, kicker="Shipping")
    page = words(path)
    assert "What it is about." in page
    assert "Shipping" in page
    assert "Premium" in page
    assert "paragraph" not in page
    assert "zebra" not in page


@pytest.mark.parametrize("path", [*LISTS, "/"])
def test_the_questions_of_a_list_do_not_grow_with_its_articles(
    path: str, harbour: SectionPage, ada: Author, boats: Topic
) -> None:
    pictures: list[Picture] = [a_picture() for _ in range(6)]
    told: dict[str, Any] = {"authors": (ada,), "topics": (boats,)}
    an_article(harbour, "first", hero=pictures[0], **told)
    an_article(harbour, "second", hero=pictures[1], **told)
    words(path)  # makes the sizes of the pictures
    few = queries_of(path)
    for number in range(2, 6):
        an_article(harbour, f"later-{number}", hero=pictures[number], **told)
    words(path)
    assert queries_of(path) == few


def test_a_page_of_an_author_says_who_they_are(ada: Author) -> None:
    ada.about, ada.face = "She knows <every> boat.", a_picture()
    ada.save()
    page = words("/authors/ada-omalley/")
    assert "Harbour correspondent" in page
    assert "She knows &lt;every&gt; boat." in page
    assert "/media/images/" in page


@pytest.mark.parametrize("path", ["/topics/nothing/", "/authors/nobody/", "/nowhere/"])
def test_what_is_not_there_is_not_found(path: str, harbour: SectionPage, client: Client) -> None:
    assert client.get(path).status_code == 404


def test_a_topic_in_another_script_has_an_address(harbour: SectionPage) -> None:
    topic = Topic.objects.create(name="ميناء", slug="ميناء")
    an_article(harbour, topics=(topic,))
    assert shown(words("/topics/ميناء/")) == ["the-pilot"]


def test_an_article_in_arabic_reads_from_right_to_left_in_a_list(harbour: SectionPage) -> None:
    an_article(harbour, title="ميناء", language="ar")
    assert '<article class="card" lang="ar" dir="rtl">' in words("/harbour/")


def test_an_alias_is_listed_in_its_section_and_once_everywhere_else(
    harbour: SectionPage, culture: SectionPage, ada: Author, boats: Topic
) -> None:
    an_article(harbour, authors=(ada,), topics=(boats,)).create_alias(parent=culture)
    for path in (*LISTS, "/culture/"):
        assert shown(words(path)) == ["the-pilot"]
    assert lead(words("/")) == ["the-pilot"]
    assert "Most recent" not in words("/")


def test_a_front_that_nobody_arranged_leads_with_the_newest_and_has_a_row_of_each_section(
    harbour: SectionPage, culture: SectionPage
) -> None:
    for number in range(1, 7):
        an_article(harbour, f"no-{number}", first_published_at=DAY + timedelta(hours=number))
    an_article(culture, "opera", first_published_at=DAY)
    page = words("/")
    assert lead(page) == ["no-6"]
    assert rows(page) == {
        "Harbour": ["no-6", "no-5", "no-4", "no-3"],
        "Culture": ["opera"],
        "Most recent": ["no-5", "no-4", "no-3", "no-2", "no-1", "opera"],
    }


def test_editors_choose_the_lead_the_rows_and_how_many_come_last(
    front: HomePage, harbour: SectionPage, culture: SectionPage
) -> None:
    articles = [an_article(harbour, f"no-{number}", first_published_at=DAY.replace(day=number)) for number in (1, 2, 3)]
    an_article(culture, "opera", first_published_at=DAY.replace(day=9))
    front.lead = articles[0]
    front.rows = [
        ("picked", {"title": "Our choice", "articles": [articles[1], articles[0]]}),
        ("section", {"section": harbour, "count": 1}),
    ]
    front.latest_count = 2
    front.save()
    page = words("/")
    assert lead(page) == ["no-1"]
    assert rows(page) == {"Our choice": ["no-2", "no-1"], "Harbour": ["no-3"], "Most recent": ["opera", "no-3"]}


def test_a_front_gets_by_without_what_editors_chose_and_then_withdrew(
    front: HomePage, harbour: SectionPage, culture: SectionPage
) -> None:
    withdrawn, deleted, stays = (an_article(harbour, slug) for slug in ("withdrawn", "deleted", "stays"))
    an_article(culture, "opera")
    front.lead = withdrawn
    front.rows = [
        ("picked", {"title": "Our choice", "articles": [withdrawn, deleted, stays]}),
        ("picked", {"title": "Nothing left", "articles": [withdrawn, deleted]}),
        ("section", {"section": culture, "count": 3}),
    ]
    front.save()
    withdrawn.unpublish()
    deleted.delete()
    culture.delete()
    page = words("/")
    assert lead(page) == ["stays"]
    assert rows(page) == {"Our choice": ["stays"]}


def test_a_section_that_is_restricted_or_withdrawn_has_no_row_and_no_place_in_the_navigation(
    harbour: SectionPage, culture: SectionPage
) -> None:
    an_article(harbour)
    an_article(culture, "opera")
    PageViewRestriction.objects.create(page=culture, restriction_type="login")
    harbour.unpublish()
    page = words("/")
    assert "Culture" not in page
    assert not re.search(r"<h2[^>]*>\s*(?:<a[^>]*>)?Harbour", page)
    assert 'href="/harbour/"' not in page


def test_articles_of_the_same_second_keep_one_order_over_the_pages(harbour: SectionPage) -> None:
    now = timezone.now()
    for number in range(25):
        an_article(harbour, f"no-{number}", first_published_at=now)
    both = [*shown(words("/harbour/")), *shown(words("/harbour/", query="page=2"))]
    assert both == [f"no-{number}" for number in reversed(range(25))]


@pytest.mark.parametrize(
    ("path", "tag"), [("/harbour/", "page"), ("/topics/boats/", "topic"), ("/authors/ada-omalley/", "author")]
)
def test_a_list_falls_with_any_list_the_site_and_what_it_is_a_list_of(
    path: str, tag: str, harbour: SectionPage, ada: Author, boats: Topic
) -> None:
    plan = rendered(path).plan
    assert plan is not None
    thing: Any = {"page": harbour, "topic": boats, "author": ada}[tag]
    assert plan.tags == {"lists", "site", f"{tag}:{thing.pk}"}
    assert plan.params == ("page",)


@pytest.mark.parametrize("path", [*LISTS, "/"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_list_is_only_read(
    method: str, path: str, harbour: SectionPage, ada: Author, boats: Topic, client: Client
) -> None:
    assert getattr(client, method)(path).status_code in {403, 405}


@pytest.mark.parametrize("slug", ["search", "admin", "register", "topics", "authors", "media", "static", "feed"])
def test_a_section_cannot_take_an_address_that_leads_elsewhere(slug: str, front: HomePage) -> None:
    with pytest.raises(ValidationError, match="another part of the site"):
        front.add_child(instance=SectionPage(title="A section", slug=slug))


def test_an_article_cannot_take_the_address_of_the_feed_of_its_section(harbour: SectionPage) -> None:
    with pytest.raises(ValidationError, match="another part of the site"):
        an_article(harbour, "feed")
    assert an_article(harbour, "search").pk
