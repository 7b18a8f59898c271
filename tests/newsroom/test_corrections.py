"""Corrections: said above the body, kept as records of their own."""

from datetime import UTC, datetime
from typing import Any

import pytest

from standfirst.access.levels import Level, Variant
from standfirst.newsroom.models import ArticlePage, Correction, SectionPage
from tests.newsroom.making import ARTICLE, an_article, words
from tests.newsroom.reading import json_ld

SUMMER = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


@pytest.fixture
def corrected(harbour: SectionPage) -> ArticlePage:
    """A gated article with two corrections of different days."""
    article = an_article(harbour, access_level=Level.REGISTERED.value, first_published_at=SUMMER.replace(month=6))
    Correction.objects.create(article=article, text="The boat is <blue>, not red.", at=SUMMER)
    Correction.objects.create(article=article, text="The crew is of nine.", at=SUMMER.replace(month=12))
    return article


@pytest.mark.usefixtures("corrected")
def test_corrections_stand_above_the_body_the_newest_first() -> None:
    page = words(ARTICLE)
    newest, oldest, body = map(page.index, ("The crew is of nine.", "The boat is &lt;blue&gt;", "First paragraph."))
    assert newest < oldest < body


@pytest.mark.usefixtures("corrected")
def test_the_date_of_a_correction_is_told_in_the_time_zone_of_the_publication() -> None:
    page = words(ARTICLE)
    assert "Corrected Thursday 2 July 2026, 12.30am" in page
    assert "Corrected Tuesday 1 December 2026, 11.30pm" in page


@pytest.mark.usefixtures("corrected")
@pytest.mark.parametrize("variant", [Variant.REGISTER, Variant.PREMIUM])
def test_at_the_wall_only_the_date_of_a_correction_is_told(variant: Variant) -> None:
    page = words(ARTICLE, variant)
    assert "Corrected Thursday 2 July 2026, 12.30am" in page
    assert "blue" not in page
    assert "crew" not in page


@pytest.mark.usefixtures("corrected")
@pytest.mark.parametrize("variant", Variant)
def test_structured_data_tells_of_a_correction_what_the_page_tells(variant: Variant) -> None:
    data = json_ld(words(ARTICLE, variant))
    expected: list[dict[str, Any]] = [
        {"@type": "CorrectionComment", "datePublished": "2026-12-01T23:30:00+00:00"},
        {"@type": "CorrectionComment", "datePublished": "2026-07-01T23:30:00+00:00"},
    ]
    if variant is Variant.FULL:
        for told, text in zip(expected, ("The crew is of nine.", "The boat is <blue>, not red."), strict=True):
            told["text"] = text
    assert data["correction"] == expected
    assert data["dateModified"] == "2026-12-01T23:30:00+00:00"
    assert data["datePublished"] == "2026-06-01T23:30:00+00:00"


def test_a_correction_in_a_draft_is_not_told_before_it_is_published(harbour: SectionPage) -> None:
    article = an_article(harbour)
    article.corrections.add(Correction(text="It was no zebra."))
    revision = article.save_revision()
    assert "It was no zebra." not in words(ARTICLE)
    revision.publish()
    assert "It was no zebra." in words(ARTICLE)
