"""What the wall says, by the level and the section of the article, and to whoever tries to register there."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Site

from standfirst.access.levels import Level, Variant
from standfirst.newsroom.models import Publication, SectionPage, WallWords
from tests.newsroom.making import ARTICLE, an_article, last_change, raised_since, words

PREMIUM, REGISTERED = Level.PREMIUM.value, Level.REGISTERED.value
AS_EVER = "Register free to keep reading"
NEW = "/admin/snippets/newsroom/wallwords/add/"


def say(heading: str = "", level: str = PREMIUM, **told: Any) -> WallWords:
    return WallWords.objects.create(level=level, heading=heading, **told)


def heading_of(page: str) -> str:
    (heading,) = re.findall(r'<h2 id="wall-heading">(.*?)</h2>', page)
    return heading


def benefits_of(page: str) -> list[str]:
    (listed,) = re.findall(r'<ul class="benefits">(.*?)</ul>', page)
    return re.findall("<li>(.*?)</li>", listed)


def wall(path: str = ARTICLE, variant: Variant = Variant.REGISTER) -> str:
    return words(path, variant)


@pytest.fixture
def premium(harbour: SectionPage) -> None:
    an_article(harbour, access_level=PREMIUM)


@pytest.mark.usefixtures("premium")
def test_as_long_as_nobody_has_set_other_words_the_wall_says_what_it_always_said() -> None:
    assert heading_of(wall()) == AS_EVER
    assert benefits_of(wall()) == Publication().benefits


@pytest.mark.usefixtures("premium")
def test_words_are_set_by_level_and_by_section(harbour: SectionPage, culture: SectionPage) -> None:
    an_article(harbour, "for-the-registered", access_level=REGISTERED)
    an_article(culture, "the-song", access_level=PREMIUM)
    say("Premium everywhere")
    say("Premium at the harbour", section=harbour)
    assert heading_of(wall()) == "Premium at the harbour"
    assert heading_of(wall("/culture/the-song/")) == "Premium everywhere"
    assert heading_of(wall("/harbour/for-the-registered/")) == AS_EVER


@pytest.mark.usefixtures("premium")
def test_what_is_left_empty_is_said_as_for_every_section(harbour: SectionPage) -> None:
    Publication.objects.create(site=Site.objects.get(), wall_benefits="Everything")
    say("Premium everywhere", benefits=" One \n\nTwo\n")
    own = say(section=harbour, line="From the quay")
    page = wall()
    assert (heading_of(page), benefits_of(page)) == ("Premium everywhere", ["One", "Two"])
    assert "From the quay" in page
    WallWords.objects.exclude(pk=own.pk).delete()
    page = wall()
    assert (heading_of(page), benefits_of(page)) == (AS_EVER, ["Everything"])


def look_of(page: str) -> str:
    (names,) = re.findall(r'<section class="wall([^"]*) gated"', page)
    return names.strip()


@pytest.mark.usefixtures("premium")
def test_every_wall_looks_as_was_chosen_for_its_level_and_its_section(
    harbour: SectionPage, culture: SectionPage
) -> None:
    an_article(harbour, "for-the-registered", access_level=REGISTERED)
    an_article(culture, "the-song", access_level=PREMIUM)
    assert look_of(wall()) == ""
    say(look="framed")
    say(look="blue", section=culture)
    for variant in set(Variant) - {Variant.FULL}:
        assert look_of(wall(variant=variant)) == "wall-framed"
        assert look_of(wall("/culture/the-song/", variant)) == "wall-blue"
    assert look_of(wall("/harbour/for-the-registered/")) == ""
    refused = Client().post("/register/", {"next": "/culture/the-song/", "email": "x"}, headers={"HX-Request": "true"})
    assert look_of(refused.text) == "wall-blue"


@pytest.mark.usefixtures("premium")
def test_other_walls_and_open_pages_keep_their_own_words() -> None:
    say("Register, do")
    for variant in set(Variant) - {Variant.REGISTER}:
        assert "Register, do" not in wall(variant=variant)


@pytest.mark.usefixtures("premium")
def test_whoever_is_refused_at_a_wall_reads_the_same_words_again(harbour: SectionPage) -> None:
    say("Premium <at> the harbour", section=harbour, line="From the quay", benefits="One\nTwo")
    answer = Client().post("/register/", {"next": ARTICLE, "email": "x"}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    for read in (heading_of, benefits_of):
        assert read(answer.text) == read(wall())
    assert heading_of(answer.text) == "Premium &lt;at&gt; the harbour"
    for said in ("From the quay", 'data-level="premium"'):
        assert said in answer.text
        assert said in wall()


@pytest.mark.usefixtures("premium")
@pytest.mark.parametrize("path", ["", "/", "/harbour/", "/nowhere/at-all/"])
def test_whoever_is_refused_elsewhere_reads_the_words_of_no_wall(path: str) -> None:
    say("Premium everywhere")
    answer = Client().post("/register/", {"next": path, "email": "x"}, headers={"HX-Request": "true"})
    assert heading_of(answer.text) == AS_EVER


@pytest.mark.parametrize(
    "change",
    [lambda made: made.save(), lambda made: made.delete(), lambda made: WallWords.objects.all().delete()],
    ids=["saved", "deleted", "deleted in a list"],
)
def test_new_words_let_every_page_fall(change: Callable[[WallWords], Any], front: Any) -> None:
    made = say("Premium everywhere")
    before = last_change()
    change(made)
    assert raised_since(before) == {"site"}


def test_there_is_one_wall_for_a_level_and_a_section(harbour: SectionPage) -> None:
    say(section=harbour)
    say()
    for section, sentence in ((harbour, "This section has words"), (None, "There are words for these articles")):
        with pytest.raises(ValidationError, match=sentence):
            WallWords(level=PREMIUM, section=section).full_clean()
    WallWords(level=REGISTERED, section=harbour).full_clean()


def test_a_moderator_sees_the_words_where_readers_will_meet_them(desk: Client, harbour: SectionPage) -> None:
    say("Premium everywhere", benefits="One\nTwo")
    draft = {
        "level": PREMIUM,
        "section": harbour.pk,
        "line": "From the quay",
        "heading": "",
        "benefits": "",
        "look": "blue",
    }
    desk.get(NEW)
    assert desk.post(f"{NEW.removesuffix('add/')}preview/", draft).json()["is_valid"]
    shown = desk.get(f"{NEW.removesuffix('add/')}preview/?mode=")
    assert shown.status_code == 200
    assert "From the quay" in shown.text
    assert look_of(shown.text) == "wall-blue"
    assert (heading_of(shown.text), benefits_of(shown.text)) == ("Premium everywhere", ["One", "Two"])
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert "no-store" in shown["Cache-Control"]
    assert WallWords.objects.count() == 1


def test_words_are_saved_in_the_admin(desk: Client, harbour: SectionPage) -> None:
    an_article(harbour, access_level=PREMIUM)
    form = {"level": PREMIUM, "section": "", "line": " ", "heading": " Read on ", "benefits": "One"}
    assert desk.post(NEW, form).status_code == 302
    assert heading_of(wall()) == "Read on"
