"""One article as a page, in each of its variants."""

import re
from typing import Any

import pytest
from django.test import Client, RequestFactory

from standfirst.access.levels import Level, Variant
from standfirst.newsroom.article_page import article_context
from standfirst.newsroom.models import Author, SectionPage, Topic
from tests.newsroom.making import PARAGRAPHS, a_picture, an_article, rendered, words
from tests.newsroom.reading import json_ld

GATED: dict[str, Any] = {"access_level": Level.REGISTERED.value}
WALLED = (Variant.REGISTER, Variant.PREMIUM)


def test_a_free_article_shows_all_of_it_in_whatever_variant(harbour: SectionPage) -> None:
    an_article(harbour)
    for variant in Variant:
        assert "zebra" in words("/harbour/the-pilot/", variant)
        assert 'id="register"' not in words("/harbour/the-pilot/", variant)


@pytest.mark.parametrize("variant", WALLED)
def test_a_walled_variant_holds_nothing_of_what_is_behind_the_wall(harbour: SectionPage, variant: Variant) -> None:
    picture = a_picture(description="zebra description")
    shown = {"image": picture, "caption": "zebra caption", "alt": "zebra alt", "size": "wide"}
    body = [
        ("text", PARAGRAPHS),
        ("crosshead", "zebra crosshead"),
        ("picture", shown),
        ("gallery", {"title": "zebra gallery", "pictures": [shown, shown]}),
        ("pull_quote", {"quote": "zebra quote", "who": "zebra who"}),
        ("video", {"url": "https://youtu.be/zebrazebra1", "title": "zebra video", "poster": picture}),
        ("key_points", {"title": "zebra points", "points": ["zebra point"]}),
        ("fact_box", {"title": "zebra fact", "text": "<p>zebra box</p>"}),
    ]
    an_article(harbour, body=body, corrections=("It was no zebra.",), access_level=Level.PREMIUM.value)
    full = words("/harbour/the-pilot/")
    assert full.count("zebra") > 15
    assert 'id="continue"' in full
    walled = words("/harbour/the-pilot/", variant)
    assert "zebra" not in walled
    assert "Second paragraph." in walled
    assert "Corrected" in walled


@pytest.mark.parametrize("variant", WALLED)
def test_not_even_the_template_is_told_what_is_behind_the_wall(
    harbour: SectionPage, variant: Variant, rf: RequestFactory
) -> None:
    article = an_article(harbour, **GATED, corrections=("It was no zebra.",))
    told = article_context(rf.get("/harbour/the-pilot/"), article, variant, article.level)
    assert told["rest_blocks"] == []
    assert [correction["text"] for correction in told["corrections"]] == [""]
    assert "zebra" not in str([block.value.source for block in told["teaser_blocks"]])


def test_a_plan_is_given_only_to_what_is_rendered_for_the_front_door(harbour: SectionPage, client: Client) -> None:
    article = an_article(harbour, **GATED)
    plan = rendered("/harbour/the-pilot/", Variant.REGISTER).plan
    assert plan is not None
    assert (plan.level, plan.article, plan.params) == (Level.REGISTERED, article.pk, ())
    assert {f"page:{article.pk}", "site"} <= plan.tags
    answer = client.get("/harbour/the-pilot/")
    assert answer.status_code == 200
    assert not hasattr(answer, "cache_plan")
    assert b"zebra" not in answer.content


def test_a_cached_variant_holds_no_cookie_and_no_token(harbour: SectionPage) -> None:
    an_article(harbour, **GATED)
    answer = rendered("/harbour/the-pilot/", Variant.REGISTER)
    assert "Set-Cookie" not in dict(answer.headers)
    assert b"csrfmiddlewaretoken" not in answer.body


@pytest.mark.parametrize("variant", Variant)
def test_structured_data_says_which_part_is_behind_the_wall(harbour: SectionPage, variant: Variant) -> None:
    an_article(harbour, **GATED, corrections=("It was no zebra.",))
    page = words("/harbour/the-pilot/", variant)
    data = json_ld(page)
    assert data["isAccessibleForFree"] is False
    assert data["hasPart"] == {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".gated"}
    assert re.search(r'class="[^"]*\bgated\b', page)
    assert "articleBody" not in data
    assert ("text" in data["correction"][0]) is (variant is Variant.FULL)


def test_structured_data_of_a_free_article(harbour: SectionPage, ada: Author, boats: Topic) -> None:
    an_article(harbour, authors=(ada,), topics=(boats,), title="Tea </script><b> & toast", hero=a_picture())
    page = words("/harbour/the-pilot/")
    data = json_ld(page)
    assert data["headline"] == "Tea </script><b> & toast"
    assert data["isAccessibleForFree"] is True
    assert "hasPart" not in data
    assert data["author"][0]["name"] == "Ada O’Malley"
    assert data["author"][0]["url"].endswith("/authors/ada-omalley/")
    assert data["articleSection"] == "Harbour"
    assert data["image"][0].startswith("http")
    assert '<link rel="canonical" href="' in page
    assert 'property="og:image"' in page


def test_every_block_is_rendered_and_an_article_that_is_not_public_is_not_named(harbour: SectionPage) -> None:
    other = an_article(harbour, "other-story")
    hidden = an_article(harbour, "hidden-story")
    hidden.unpublish()
    picture = a_picture()
    shown = {"image": picture, "caption": "The caption", "alt": "The alt", "size": "column"}
    an_article(
        harbour,
        body=[
            ("text", "<p>The text</p>"),
            ("crosshead", "The crosshead"),
            ("picture", shown),
            ("gallery", {"title": "The gallery", "pictures": [shown, shown]}),
            ("pull_quote", {"quote": "The quote", "who": "The speaker"}),
            ("video", {"url": "https://vimeo.com/1234567", "title": "The video", "poster": None}),
            ("key_points", {"title": "The points", "points": ["A point"]}),
            ("fact_box", {"title": "The facts", "text": "<p>A fact</p>"}),
            ("related", {"title": "The others", "articles": [other, hidden]}),
            ("teaser_end", None),
        ],
    )
    page = words("/harbour/the-pilot/")
    for said in (
        "text",
        "crosshead",
        "caption",
        "alt",
        "gallery",
        "quote",
        "speaker",
        "video",
        "points",
        "facts",
        "others",
    ):
        assert f"The {said}" in page, said
    assert "/harbour/other-story/" in page
    assert "hidden-story" not in page
    assert "<iframe" not in page


def test_a_picture_whose_file_is_gone_does_not_break_the_page(harbour: SectionPage) -> None:
    picture = a_picture()
    an_article(harbour, hero=picture)
    picture.file.storage.delete(picture.file.name)
    assert "zebra" in words("/harbour/the-pilot/")


def test_an_article_in_arabic_is_written_from_right_to_left(harbour: SectionPage) -> None:
    an_article(harbour, language="ar", title="ميناء")
    assert '<article lang="ar" dir="rtl">' in words("/harbour/the-pilot/")


def test_the_number_of_queries_does_not_grow_with_the_pictures(
    harbour: SectionPage, django_assert_max_num_queries: Any
) -> None:
    pictures = [a_picture() for _ in range(6)]
    body: list[tuple[str, Any]] = [("text", PARAGRAPHS)]
    body += [("picture", {"image": each, "caption": "", "alt": "", "size": "column"}) for each in pictures]
    an_article(harbour, body=body, hero=pictures[0])
    words("/harbour/the-pilot/")  # makes the sizes
    with django_assert_max_num_queries(24):
        words("/harbour/the-pilot/")
