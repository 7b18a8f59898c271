"""Sitemaps and robots.txt: every public address, and no other."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from xml.etree.ElementTree import fromstring

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from standfirst.access.levels import Level
from standfirst.newsroom import sitemaps
from standfirst.newsroom.models import ArticlePage, Author, HomePage, PolicyPage, SectionPage, Topic
from tests.newsroom.making import an_article, queries_of, rendered, words

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITE = "http://testserver"


def listed_in(path: str) -> dict[str, str]:
    """Addresses in the file at ``path``, each with its date, which may be empty."""
    root = fromstring(words(path))
    return {each.findtext(f"{MAP}loc", ""): each.findtext(f"{MAP}lastmod", "") for each in root}


@pytest.fixture
def files_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sitemap is split after two articles."""
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)


def test_every_public_address_is_listed(front: HomePage, harbour: SectionPage, ada: Author, boats: Topic) -> None:
    front.add_child(instance=PolicyPage(title="Terms of use", slug="terms", kind="terms"))
    an_article(harbour, "one", access_level=Level.PREMIUM.value)
    an_article(harbour, "два")
    paths = ["/", "/harbour/", "/terms/", "/authors/ada-omalley/", "/topics/boats/", "/harbour/one/"]
    assert set(listed_in("/sitemap.xml")) == {SITE + quote(path) for path in [*paths, "/harbour/два/"]}


@pytest.mark.parametrize("path", ["/sitemap.xml", "/news-sitemap.xml"])
def test_what_is_not_public_is_not_listed(path: str, harbour: SectionPage, culture: SectionPage) -> None:
    an_article(harbour, "shown")
    an_article(harbour, "a-draft", live=False)
    an_article(harbour, "withdrawn").unpublish()
    later = an_article(harbour, "later", live=False, go_live_at=timezone.now() + timedelta(days=1))
    later.save_revision(approved_go_live_at=later.go_live_at)
    for page, kind in ((an_article(harbour, "with-password"), "password"), (culture, "login")):
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
    for_a_group = PageViewRestriction.objects.create(page=an_article(harbour, "of-a-group"), restriction_type="groups")
    for_a_group.groups.add(Group.objects.create(name="Insiders"))
    an_article(culture, "below-a-restriction")
    found = [address for address in listed_in(path) if address.count("/") > 4]
    assert found == [f"{SITE}/harbour/shown/"]
    assert f"{SITE}/culture/" not in listed_in(path)


def test_an_alias_is_not_listed_beside_its_original(harbour: SectionPage, culture: SectionPage) -> None:
    an_article(harbour).create_alias(parent=culture)
    for path in ("/sitemap.xml", "/news-sitemap.xml"):
        assert f"{SITE}/harbour/the-pilot/" in listed_in(path)
        assert f"{SITE}/culture/the-pilot/" not in listed_in(path)


@pytest.mark.usefixtures("files_of_two")
def test_many_articles_are_split_into_files_that_hold_each_of_them_once(harbour: SectionPage, boats: Topic) -> None:
    for number in range(5):
        an_article(harbour, f"article-{number}")
    files = list(listed_in("/sitemap.xml"))
    assert files == [f"{SITE}/sitemap-{part}.xml" for part in ("pages", 1, 2, 3)]
    addresses = [address for file in files for address in listed_in(file.removeprefix(SITE))]
    assert len(addresses) == len(set(addresses))
    assert {f"{SITE}/harbour/article-{number}/" for number in range(5)} <= set(addresses)
    assert {f"{SITE}/", f"{SITE}/harbour/", f"{SITE}/topics/boats/"} <= set(addresses)


@pytest.mark.usefixtures("files_of_two")
def test_a_file_keeps_its_articles_when_new_ones_come(harbour: SectionPage) -> None:
    for number in range(4):
        an_article(harbour, f"article-{number}")
    before = set(listed_in("/sitemap-1.xml"))
    an_article(harbour, "newest")
    assert set(listed_in("/sitemap-1.xml")) == before
    assert set(listed_in("/sitemap-3.xml")) == {f"{SITE}/harbour/newest/"}


@pytest.mark.parametrize("part", ["0", "2", "99999", "100000", "01", "-1", "x", "%D9%A1"])
def test_there_is_no_file_beyond_the_last(part: str, harbour: SectionPage, client: Client) -> None:
    an_article(harbour)
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_an_article_changed_when_it_was_published_updated_or_corrected(harbour: SectionPage) -> None:
    day = datetime(2026, 3, 29, 12, tzinfo=UTC)
    an_article(harbour, "published", first_published_at=day)
    an_article(harbour, "updated", first_published_at=day, updated_at=day + timedelta(days=1))
    corrected = an_article(harbour, "corrected", first_published_at=day, corrections=("It was no zebra.",))
    corrected.corrections.update(at=day + timedelta(days=2))
    dates = {address.split("/")[-2]: date for address, date in listed_in("/sitemap.xml").items() if date}
    said = {slug: datetime.fromisoformat(date) for slug, date in dates.items()}
    assert said == {
        "published": day,
        "updated": day + timedelta(days=1),
        "corrected": day + timedelta(days=2),
    }


def test_news_are_the_articles_of_two_days_in_their_languages(harbour: SectionPage) -> None:
    an_article(harbour, "new", title="Crabs & <boats>\x0b", language="cy", access_level=Level.REGISTERED.value)
    old = timezone.now() - sitemaps.NEWS_FOR - timedelta(minutes=1)
    an_article(harbour, "old", first_published_at=old)
    (item,) = fromstring(words("/news-sitemap.xml"))
    assert item.findtext(f"{MAP}loc") == f"{SITE}/harbour/new/"
    assert item.findtext(f"{NEWS}news/{NEWS}title") == "Crabs & <boats>"
    assert item.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}language") == "cy"
    assert item.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}name") == "Standfirst"
    published = datetime.fromisoformat(item.findtext(f"{NEWS}news/{NEWS}publication_date", ""))
    assert published == ArticlePage.objects.get(slug="new").first_published_at


def test_the_front_door_keeps_sitemaps_but_not_the_news_because_they_age_by_themselves(harbour: SectionPage) -> None:
    an_article(harbour)
    plan = rendered("/sitemap.xml").plan
    assert plan is not None
    assert {"lists", "site"} <= plan.tags
    assert rendered("/news-sitemap.xml").plan is None


def test_a_sitemap_of_many_asks_no_more_questions_than_one_of_one(
    harbour: SectionPage, ada: Author, boats: Topic
) -> None:
    an_article(harbour, "first", authors=(ada,), topics=(boats,))
    paths = ("/sitemap.xml", "/news-sitemap.xml")
    few = [queries_of(path) for path in paths]
    for number in range(5):
        an_article(harbour, f"later-{number}", authors=(ada,), topics=(boats,))
        Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")
    assert [queries_of(path) for path in paths] == few


def test_robots_are_told_where_the_sitemaps_are_and_what_to_leave_alone(db: None) -> None:
    text = words("/robots.txt")
    assert f"Sitemap: {SITE}/sitemap.xml\n" in text
    assert f"Sitemap: {SITE}/news-sitemap.xml\n" in text
    for path in ("/admin/", "/search/", "/account/"):
        assert f"Disallow: {path}\n" in text
    assert dict(rendered("/robots.txt").headers)["Content-Type"].startswith("text/plain")
