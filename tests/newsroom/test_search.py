"""Search over published articles."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import PageViewRestriction

from standfirst.access.levels import Level
from standfirst.newsroom.models import ArticlePage, Author, SectionPage, Topic
from tests.newsroom.making import a_picture, an_article, rendered

GATED = Level.REGISTERED.value
NOT_FOUND = "No article has these words"


def search(client: Client, query: str, **more: str) -> str:
    answer = client.get("/search/", {"q": query, **more})
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def found(client: Client, query: str) -> list[str]:
    """The paths of what was found, in order."""
    return re.findall(r'<h2><a href="([^"]+)">', search(client, query))


@pytest.mark.parametrize("query", ["pilot", "PILOT", "about", "harbourmaster", "malley", "boats", "zebra", "the pilot"])
def test_a_free_article_is_found_by_all_its_public_words(
    query: str, harbour: SectionPage, ada: Author, boats: Topic, client: Client
) -> None:
    an_article(harbour, authors=(ada,), topics=(boats,), kicker="Harbourmaster")
    assert found(client, query) == ["/harbour/the-pilot/"]


def test_all_words_of_the_query_have_to_be_there(harbour: SectionPage, client: Client) -> None:
    an_article(harbour)
    assert found(client, "pilot nowhere") == []
    assert NOT_FOUND in search(client, "pilot nowhere")


def test_words_behind_the_wall_find_nothing_just_as_words_that_are_nowhere(
    harbour: SectionPage, client: Client
) -> None:
    shown = {"image": a_picture(), "caption": "quagga caption", "alt": "quagga alt", "size": "column"}
    body = [
        ("text", "<p>First paragraph.</p><p>Second paragraph.</p><p>The quagga secret.</p>"),
        ("crosshead", "quagga crosshead"),
        ("picture", shown),
        ("key_points", {"title": "quagga title", "points": ["quagga point"]}),
        ("fact_box", {"title": "quagga fact", "text": "<p>quagga box</p>"}),
    ]
    an_article(harbour, body=body, access_level=GATED, corrections=("It was a quagga.",))
    assert found(client, "first paragraph") == ["/harbour/the-pilot/"]
    behind, nowhere = search(client, "quagga"), search(client, "dugong")
    assert NOT_FOUND in behind
    assert behind.replace("quagga", "dugong") == nowhere


def test_an_article_that_is_closed_is_no_longer_found_by_what_is_now_behind_the_wall(
    harbour: SectionPage, client: Client
) -> None:
    article = an_article(harbour)
    assert found(client, "zebra") == ["/harbour/the-pilot/"]
    article.access_level = GATED
    article.save_revision().publish()
    assert found(client, "zebra") == []
    assert found(client, "pilot") == ["/harbour/the-pilot/"]


def test_a_search_does_not_wait_for_the_worker_to_forget_what_was_closed(
    harbour: SectionPage, client: Client, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "standfirst.mail.task_rows.TaskRows"}}
    article = an_article(harbour)
    assert found(client, "zebra") == ["/harbour/the-pilot/"]
    article.access_level = GATED
    article.save_revision().publish()
    assert found(client, "zebra") == []


def test_what_is_not_public_is_not_found(harbour: SectionPage, culture: SectionPage, client: Client) -> None:
    an_article(harbour, "a-draft", live=False)
    an_article(harbour, "withdrawn").unpublish()
    an_article(culture, "below-a-restriction")
    PageViewRestriction.objects.create(page=culture, restriction_type="login")
    for query in ("draft", "withdrawn", "restriction", "about", "paragraph"):
        assert found(client, query) == []


def test_a_draft_of_a_published_article_is_not_found(harbour: SectionPage, client: Client) -> None:
    article = an_article(harbour)
    article.title = "Dugong sighted"
    article.save_revision()
    assert found(client, "dugong") == []
    assert found(client, "pilot") == ["/harbour/the-pilot/"]


def test_a_deleted_article_is_not_found(harbour: SectionPage, client: Client) -> None:
    an_article(harbour).delete()
    assert found(client, "pilot") == []


def test_a_story_that_also_stands_in_another_section_is_found_once(
    harbour: SectionPage, culture: SectionPage, client: Client
) -> None:
    an_article(harbour).create_alias(parent=culture)
    assert found(client, "pilot") == ["/harbour/the-pilot/"]


def test_an_article_is_found_by_the_new_name_of_its_author_and_topic(
    harbour: SectionPage, ada: Author, boats: Topic, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    an_article(harbour, authors=(ada,), topics=(boats,))
    ada.name, boats.name = "Ada Quartermain", "Dinghies"
    with django_capture_on_commit_callbacks(execute=True):
        ada.save()
        boats.save()
    for query in ("quartermain", "dinghies"):
        assert found(client, query) == ["/harbour/the-pilot/"]
    for query in ("malley", "boats"):
        assert found(client, query) == []
    with django_capture_on_commit_callbacks(execute=True):
        boats.delete()
    assert found(client, "dinghies") == []


@pytest.mark.parametrize("query", ["", " ", "'", '"', "***", "\0", "!&|<>()", "—", "\u200f\u202e"])
def test_a_query_without_a_letter_or_a_number_finds_nothing(query: str, harbour: SectionPage, client: Client) -> None:
    an_article(harbour)
    assert found(client, query) == []


@pytest.mark.parametrize(
    "query",
    [
        "pilot\0",
        "\0pilot",
        '"pilot',
        'pilot"',
        "pilot'",
        "pilot:*",
        "pilot AND",
        "NOT pilot",
        "pilot OR ''",
        "title:pilot",
        "NEAR(pilot the, 5)",
        "-pilot",
        "^pilot",
        "pilot*",
        "(pilot",
        "pilot & !",
        "pilot); DROP TABLE newsroom_articlepage; --",
        "{pilot}: x",
        "pilot \\",
        "%",
        "pilot \u202e \ufeff",
        "🦓",
        "\ud83e",
        "a" * 10_000,
        "a " * 5_000,
        "é" * 300,
        "ميناء",
    ],
)
def test_whatever_is_asked_gets_an_answer(query: str, harbour: SectionPage, client: Client) -> None:
    an_article(harbour)
    answer = client.get("/search/", {"q": query.encode(errors="surrogatepass")})
    assert answer.status_code == 200
    assert len(answer.content) < 20_000
    assert ArticlePage.objects.count() == 1


def test_a_query_is_shown_as_text_and_nothing_else(harbour: SectionPage, client: Client) -> None:
    page = search(client, """"><script>alert(1)</script><img src=x onerror='alert(1)'>""")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_results_come_in_pages_and_the_links_between_them_hold_the_query(harbour: SectionPage, client: Client) -> None:
    for number in range(21):
        an_article(harbour, f"tide-{number}", title="Tide & time")
    first = search(client, "tide & time")
    assert first.count("<h2><a ") == 20
    assert 'href="?q=tide%20%26%20time&amp;page=2"' in first
    second = search(client, "tide & time", page="2")
    assert second.count("<h2><a ") == 1
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second


@pytest.mark.parametrize("page", ["0", "-1", "2", "11", "999999", "9" * 30, "abc", "1.5", " 1", "٢", "", "1\0"])
def test_there_is_no_page_of_results_beyond_the_last(page: str, harbour: SectionPage, client: Client) -> None:
    an_article(harbour)
    for query in ("pilot", "nowhere", ""):
        assert client.get("/search/", {"q": query, "page": page}).status_code == 404


def test_a_page_of_results_is_kept_by_nobody_and_listed_by_no_search_engine(
    harbour: SectionPage, client: Client
) -> None:
    an_article(harbour)
    answer = client.get("/search/", {"q": "pilot"})
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert rendered("/search/", query="q=pilot").plan is None


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_search_is_only_read(method: str, db: None, client: Client) -> None:
    assert getattr(client, method)("/search/?q=pilot").status_code == 405
