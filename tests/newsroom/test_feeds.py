"""RSS and Atom: of the whole site, a section, a topic, an author."""

import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client

from standfirst.access.levels import Level
from standfirst.newsroom.models import Author, SectionPage, Topic
from tests.newsroom.making import an_article, queries_of, rendered, words

FEEDS = (
    "/feed/",
    "/feed/atom/",
    "/harbour/feed/",
    "/harbour/feed/atom/",
    "/topics/boats/feed/",
    "/topics/boats/feed/atom/",
    "/authors/ada-omalley/feed/",
    "/authors/ada-omalley/feed/atom/",
)
RSS_AND_ATOM = ("/feed/", "/feed/atom/")
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(path: str) -> Element:
    return fromstring(words(path))


def entries(path: str) -> list[Element]:
    root = feed(path)
    return root.findall("channel/item") or root.findall(f"{ATOM}entry")


def said(entry: Element, *names: str) -> str:
    """The text of the first child that has one of ``names``, in RSS or in Atom."""
    for name in names:
        for found in (entry.find(name), entry.find(f"{ATOM}{name}")):
            if found is not None:
                return found.text or ""
    raise AssertionError(f"none of {names}")


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_has_the_headline_and_the_standfirst_of_a_gated_article_and_nothing_of_its_body(
    path: str, harbour: SectionPage, ada: Author, boats: Topic
) -> None:
    an_article(harbour, title="Crabs & <boats>", authors=(ada,), topics=(boats,), access_level=Level.PREMIUM.value)
    (entry,) = entries(path)
    assert said(entry, "title") == "Crabs & <boats>"
    assert said(entry, "description", "summary") == "What it is about."
    assert "paragraph" not in words(path)
    assert "zebra" not in words(path)


@pytest.mark.parametrize("path", RSS_AND_ATOM)
def test_the_standfirst_is_escaped_once_more_because_feed_readers_take_it_for_html(
    path: str, harbour: SectionPage
) -> None:
    an_article(harbour, standfirst="Two < three & <script>alert(1)</script>")
    (entry,) = entries(path)
    assert said(entry, "description", "summary") == "Two &lt; three &amp; &lt;script&gt;alert(1)&lt;/script&gt;"


@pytest.mark.parametrize("path", FEEDS)
def test_an_empty_feed_is_a_feed_all_the_same(path: str, harbour: SectionPage, ada: Author, boats: Topic) -> None:
    assert feed(path).tag in {"rss", f"{ATOM}feed"}
    assert entries(path) == []


@pytest.mark.parametrize("path", FEEDS)
def test_every_address_in_a_feed_begins_with_the_address_of_the_site_whatever_name_the_request_came_to(
    path: str, harbour: SectionPage, ada: Author, boats: Topic, client: Client
) -> None:
    an_article(harbour, authors=(ada,), topics=(boats,))
    answer = client.get(path, headers={"Host": "testserver:8443"})
    addresses = re.findall(r"""(?:<link>|href="|<id>|<guid[^>]*>)([^<"]+)""", answer.content.decode())
    assert len(addresses) >= 4
    assert [each for each in addresses if not each.startswith(("http://testserver/", "urn:uuid:"))] == []


def test_a_feed_of_something_leaves_out_what_is_not_of_it(
    harbour: SectionPage, culture: SectionPage, ada: Author, boats: Topic
) -> None:
    an_article(harbour, "of-all-three", authors=(ada,), topics=(boats,))
    an_article(culture, "of-none")
    for path in FEEDS[2:]:
        assert [said(entry, "title") for entry in entries(path)] == ["Of All Three"]
    for path in RSS_AND_ATOM:
        assert [said(entry, "title") for entry in entries(path)] == ["Of None", "Of All Three"]


@pytest.mark.parametrize("path", RSS_AND_ATOM)
def test_the_id_of_an_entry_stays_when_the_article_gets_another_address(path: str, harbour: SectionPage) -> None:
    article = an_article(harbour)
    (before,) = entries(path)
    article.slug = "another-slug"
    article.save()
    (after,) = entries(path)
    assert said(before, "guid", "id") == said(after, "guid", "id") == f"urn:uuid:{article.story_key}"
    assert "another-slug" in words(path)


@pytest.mark.parametrize("path", FEEDS)
def test_characters_that_xml_cannot_hold_are_left_out(
    path: str, harbour: SectionPage, ada: Author, boats: Topic
) -> None:
    bad = "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)))
    an_article(harbour, title=f"One{bad} two", standfirst=f"Three{bad} four", authors=(ada,), topics=(boats,))
    for thing in (ada, boats):
        thing.name += bad
        thing.about = bad
        thing.save()
    harbour.introduction = bad
    harbour.title += bad
    harbour.save()
    (entry,) = entries(path)
    assert said(entry, "title") == "One two"
    assert said(entry, "description", "summary") == "Three four"


@pytest.mark.parametrize("path", ["/nowhere/feed/", "/topics/nothing/feed/", "/authors/nobody/feed/atom/"])
def test_there_is_no_feed_of_what_is_not_there(path: str, harbour: SectionPage, client: Client) -> None:
    assert client.get(path).status_code == 404


def test_an_unpublished_section_has_no_feed(harbour: SectionPage, client: Client) -> None:
    harbour.unpublish()
    assert client.get("/harbour/feed/").status_code == 404


def test_a_story_that_also_stands_in_another_section_comes_once_in_the_feed_of_the_site(
    harbour: SectionPage, culture: SectionPage, boats: Topic
) -> None:
    article = an_article(harbour, topics=(boats,))
    article.create_alias(parent=culture)
    assert len(entries("/feed/")) == 1
    assert len(entries("/topics/boats/feed/")) == 1
    assert len(entries("/culture/feed/")) == 1


def test_a_feed_of_many_asks_no_more_questions_than_a_feed_of_one(harbour: SectionPage, ada: Author) -> None:
    an_article(harbour, "first", authors=(ada,))
    few = queries_of("/feed/")
    for number in range(5):
        an_article(harbour, f"later-{number}", authors=(ada,))
    assert queries_of("/feed/") == few


@pytest.mark.parametrize("path", RSS_AND_ATOM)
def test_a_feed_says_what_kind_of_feed_it_is_and_may_be_kept_until_a_list_changes(
    path: str, harbour: SectionPage
) -> None:
    answer = rendered(path)
    assert "xml" in dict(answer.headers)["Content-Type"]
    assert answer.plan is not None
    assert {"lists", "site"} <= answer.plan.tags
    assert "Last-Modified" not in dict(answer.headers)
