"""What an article's page tells machines: structured data, Open Graph, canonical address."""

import json
import re

import pytest
from django.utils.html import escape
from wagtail.models import Site

from standfirst.access.levels import Level, Variant
from standfirst.newsroom.models import Author, Publication, SectionPage
from tests.newsroom.making import ARTICLE, a_picture, an_article, words
from tests.newsroom.reading import Head

SITE = "http://testserver"
MANY_WORDS = "Word after word. " * 200


def head(path: str = ARTICLE, variant: Variant = Variant.FULL) -> Head:
    return Head(words(path, variant))


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("variant", Variant)
def test_the_part_behind_the_wall_is_named_by_a_class_that_is_on_the_page_exactly_once(
    level: Level, variant: Variant, harbour: SectionPage
) -> None:
    an_article(harbour, access_level=level.value)
    data = head(variant=variant).data
    assert data["isAccessibleForFree"] is (level is Level.FREE)
    gated = re.findall(r'class="(?:[^"]* )?gated(?: [^"]*)?"', words(ARTICLE, variant))
    if level is Level.FREE:
        assert "hasPart" not in data
        assert gated == []
    else:
        assert data["hasPart"]["isAccessibleForFree"] is False
        assert data["hasPart"]["cssSelector"] == ".gated"
        assert len(gated) == 1


@pytest.mark.parametrize("variant", Variant)
def test_no_description_is_longer_than_the_standfirst(variant: Variant, harbour: SectionPage) -> None:
    body = [("text", f"<p>{MANY_WORDS}</p>" * 3)]
    an_article(harbour, standfirst="Short.", body=body, access_level=Level.REGISTERED.value)
    found = head(variant=variant)
    assert found.data["description"] == "Short."
    assert found.meta["description"] == found.meta["og:description"] == ["Short."]
    assert "articleBody" not in found.data
    assert "Word after" not in json.dumps(found.data)


def test_an_article_without_a_standfirst_describes_itself_with_nothing_instead(harbour: SectionPage) -> None:
    an_article(harbour, standfirst="", access_level=Level.REGISTERED.value)
    found = head(variant=Variant.REGISTER)
    assert "description" not in found.meta
    assert "og:description" not in found.meta
    assert "description" not in found.data


@pytest.mark.parametrize("variant", Variant)
def test_nothing_in_a_headline_or_a_name_gets_out_of_its_place(
    variant: Variant, harbour: SectionPage, ada: Author
) -> None:
    bad = """</script><script>alert(1)</script><!-- "'&\u2028\u2029 ]]>"""
    ada.name = bad
    ada.save()
    Publication.objects.create(site=Site.objects.get(), name=bad)
    harbour.title = bad
    harbour.save()
    an_article(harbour, title=bad, standfirst=bad, kicker=bad[:60], authors=(ada,), corrections=(bad,))
    page = words(ARTICLE, variant)
    assert "<script>alert" not in page
    found = Head(page)
    assert found.data["headline"] == found.data["articleSection"] == found.data["author"][0]["name"] == bad
    assert found.data["correction"][0]["text"] == bad
    assert found.meta["og:title"] == [bad]
    assert f"<h1>{escape(bad)}</h1>" in page


def test_open_graph_names_the_article_and_its_picture_in_full_addresses(harbour: SectionPage) -> None:
    an_article(harbour, hero=a_picture())
    found = head()
    assert found.meta["og:type"] == ["article"]
    assert found.meta["og:url"] == found.links["canonical"] == [f"{SITE}{ARTICLE}"]
    assert found.data["mainEntityOfPage"] == f"{SITE}{ARTICLE}"
    (image,) = found.meta["og:image"]
    assert image.startswith(f"{SITE}/media/images/")
    assert found.data["image"] == [image]
    assert found.meta["twitter:card"] == ["summary_large_image"]


def test_a_picture_whose_file_is_gone_is_not_offered_to_other_sites(harbour: SectionPage) -> None:
    picture = a_picture()
    an_article(harbour, hero=picture)
    picture.file.storage.delete(picture.file.name)
    found = head()
    assert "og:image" not in found.meta
    assert "image" not in found.data
    assert found.meta["twitter:card"] == ["summary"]


def test_an_alias_names_its_original_as_the_canonical_page(harbour: SectionPage, culture: SectionPage) -> None:
    an_article(harbour).create_alias(parent=culture)
    found = head("/culture/the-pilot/")
    assert found.links["canonical"] == found.meta["og:url"] == [f"{SITE}{ARTICLE}"]
    assert found.data["mainEntityOfPage"] == f"{SITE}{ARTICLE}"


@pytest.mark.parametrize("variant", Variant)
def test_a_page_that_readers_see_may_be_found_by_search_engines(variant: Variant, harbour: SectionPage) -> None:
    an_article(harbour, access_level=Level.PREMIUM.value)
    assert "robots" not in head(variant=variant).meta
