"""What the editor is told to look at before an article goes out."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape

from standfirst.access.levels import Level
from standfirst.newsroom.models import Author, LevelRule, SectionPage
from tests.newsroom.admin_forms import edit
from tests.newsroom.making import PARAGRAPHS, a_picture, an_article


@pytest.fixture
def told(desk: Client, harbour: SectionPage, ada: Author) -> Any:
    """What the editor's form says of an article that is made as it is asked for."""

    def of(**fields: Any) -> str:
        article = an_article(harbour, **{"authors": (ada,), **fields})
        return desk.get(edit(article)).text

    return of


def without_alt(credit: str = "Ann Other") -> Any:
    return a_picture(description="", credit=credit)


def shown(picture: Any, alt: str = "") -> dict[str, Any]:
    return {"image": picture, "caption": "", "alt": alt, "size": "column"}


def test_of_a_sound_article_there_is_nothing_to_say(told: Any) -> None:
    page = told(hero=a_picture(), body=[("text", PARAGRAPHS), ("picture", shown(a_picture()))])
    assert "Before this goes out:" not in page
    assert "Everybody reads all of it." in page


@pytest.mark.parametrize(
    ("fields", "point"),
    [
        ({"title": "x" * 91}, "The headline has 91 characters."),
        ({"standfirst": " "}, "There is no standfirst."),
        ({"standfirst": "x" * 301}, "The standfirst has 301 characters."),
        ({"authors": ()}, "No author is named."),
    ],
)
def test_the_head_of_an_article_is_looked_at(fields: dict[str, Any], point: str, told: Any) -> None:
    page = told(**fields)
    assert "Before this goes out:" in page
    assert point in page


def test_pictures_without_alt_text_or_credit_are_named(told: Any) -> None:
    gallery = {"title": "", "pictures": [shown(without_alt(credit=" ")), shown(a_picture())]}
    page = told(
        hero=without_alt(credit=" "),
        body=[("text", PARAGRAPHS), ("picture", shown(without_alt())), ("gallery", gallery)],
    )
    for point in (
        "The picture at the top has no alt text.",
        "The picture at the top has no credit.",
        "Picture 1 in the body (“A boat”) has no alt text.",
        "Picture 2 in the body (“A boat”) has no alt text.",
        "Picture 2 in the body (“A boat”) has no credit.",
    ):
        assert point in page
    assert "Picture 3" not in page


def test_an_alt_text_of_the_place_is_as_good_as_one_of_the_picture(told: Any) -> None:
    page = told(hero=without_alt(), hero_alt="A boat", body=[("picture", shown(without_alt(), alt="A boat"))])
    assert "has no alt text" not in page


def test_a_picture_that_was_deleted_is_missed(told: Any) -> None:
    picture = a_picture()
    body = [("text", PARAGRAPHS), ("picture", shown(picture))]
    picture.delete()
    assert "Picture 1 in the body is missing." in told(body=body)


@pytest.mark.parametrize(
    ("level", "body", "sentence"),
    [
        (Level.FREE, [("text", PARAGRAPHS)], "Everybody reads all of it."),
        (Level.REGISTERED, [("text", PARAGRAPHS)], "Readers without an account see 2 paragraphs, then the wall."),
        (
            Level.PREMIUM,
            [("text", "<p>A</p><p>B</p>")],
            "Readers who neither subscribe nor have one of their allowance left see 1 paragraph, then the wall.",
        ),
        (Level.REGISTERED, [("text", "<p>A</p>")], "Readers without an account see no paragraph, then the wall."),
    ],
)
def test_the_editor_is_told_where_the_wall_stands(level: Level, body: Any, sentence: str, told: Any) -> None:
    assert sentence in told(access_level=level.value, body=body)


def test_the_editor_is_told_what_the_access_rules_make_of_an_article(told: Any, harbour: SectionPage) -> None:
    LevelRule.objects.create(section=harbour, level=Level.REGISTERED.value)
    said = "By the access rules: readers without an account see 2 paragraphs, then the wall."
    assert said in told(access_level="")
    assert "By the access rules" not in told(slug="another", access_level=Level.REGISTERED.value)


def test_the_editor_is_told_when_the_access_rules_will_have_it_otherwise(told: Any) -> None:
    LevelRule.objects.create(older_than_days=90, level=Level.PREMIUM.value)
    published = datetime(2026, 11, 1, 12, tzinfo=UTC)
    with time_machine.travel(published):
        page = told(access_level="", first_published_at=published)
    assert "By the access rules: everybody reads all of it. From 30 January 2027 it is Premium." in page


def test_a_mark_at_the_end_that_leaves_nothing_behind_the_wall_is_pointed_out(told: Any) -> None:
    body = [("text", PARAGRAPHS), ("teaser_end", None)]
    assert "Nothing stands behind the wall" in told(access_level=Level.REGISTERED.value, body=body)


def test_an_article_without_text_is_pointed_out_and_no_mark_is_blamed(told: Any) -> None:
    page = told(access_level=Level.REGISTERED.value, body=[])
    assert "There is no text yet." in page
    assert "Teaser ends here” is at the end" not in page


def test_what_an_editor_wrote_is_shown_as_text_in_the_checks(told: Any) -> None:
    picture = a_picture(description="")
    picture.title = "<script>alert(1)</script>"
    picture.save()
    page = told(body=[("picture", shown(picture))])
    assert escape("Picture 1 in the body (“<script>alert(1)</script>”) has no alt text.") in page
    assert "<script>alert(1)" not in page
