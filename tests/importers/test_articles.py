"""What becomes of a good line: a new article, a changed one, or nothing at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from wagtail.models import Page

from standfirst.access.levels import Level
from standfirst.generations.models import Change
from standfirst.newsroom.models import ArticlePage, Author, HomePage, LevelRule, SectionPage, Topic
from standfirst.newsroom.scheduling import publish_due
from tests.importers.support import Run, a_picture, an_article, import_articles, jsonl

pytestmark = pytest.mark.django_db

FAR_AWAY = "2999-01-01T00:00:00Z"


def bring(folder: Path, *lines: dict[str, object] | str) -> Run:
    return import_articles(jsonl(folder, *lines))


def bring_one(folder: Path, **changes: object) -> ArticlePage:
    run = bring(folder, an_article(1, **changes))
    assert run.status == 0, run.stderr
    return ArticlePage.objects.get()


def outcome(run: Run) -> tuple[int, int, int, int]:
    """New, updated, unchanged, refused."""
    counts = run.counts["articles"]
    return counts["new"], counts["updated"], counts["unchanged"], counts["refused"]


def test_every_field_arrives(tmp_path: Path) -> None:
    a_picture(tmp_path / "media" / "ferry.jpg")
    line = an_article(
        "a-7",
        section="Harbour",
        slug="the-last-ferry",
        headline="The last ferry <is> late",
        standfirst="It was\nlate before.",
        kicker="Ferries",
        dateline="Pellow",
        body="<p>One.</p><!--more--><h2>Then</h2><p>Two.</p>",
        access="premium",
        authors=["Ada Nance", "Jory Tremayne", "Ada Nance"],
        topics=["Ferries", "Weather"],
        published_at="2026-03-01T10:30:00+01:00",
        updated_at="2026-03-02T09:30:00Z",
        language="cy-GB",
        image={"file": "ferry.jpg", "caption": "At the quay", "credit": "Lowen Hale", "alt": "A ferry"},
    )
    assert import_articles(jsonl(tmp_path, line), tmp_path / "media").status == 0
    article = ArticlePage.objects.get()
    assert article.source_id == "articles:a-7"
    assert (article.get_parent().title, article.slug) == ("Harbour", "the-last-ferry")
    assert (article.title, article.standfirst) == ("The last ferry <is> late", "It was late before.")
    assert (article.kicker, article.dateline) == ("Ferries", "Pellow")
    assert [(block.block_type, str(block.value)) for block in article.body] == [
        ("text", "<p>One.</p>"),
        ("teaser_end", "None"),
        ("crosshead", "Then"),
        ("text", "<p>Two.</p>"),
    ]
    assert article.access_level == "premium"
    assert [byline.author.name for byline in article.bylines.all()] == ["Ada Nance", "Jory Tremayne"]
    assert [topic.name for topic in article.topics.order_by("name")] == ["Ferries", "Weather"]
    assert article.live
    assert article.first_published_at == article.listed_at == datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    assert article.updated_at == article.last_published_at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert article.language == "cy"
    assert (article.hero.credit, article.hero.description) == ("Lowen Hale", "A ferry")
    assert (article.hero_caption, article.hero_alt) == ("At the quay", "A ferry")


def test_what_is_left_out_of_a_line_is_empty_or_follows_from_the_headline(tmp_path: Path) -> None:
    article = bring_one(tmp_path, headline="The ferry is late")
    assert (article.slug, article.language) == ("the-ferry-is-late", "en")
    assert (article.standfirst, article.kicker, article.updated_at, article.hero) == ("", "", None, None)
    assert not article.bylines.exists()


def test_an_arabic_headline_says_the_language_and_makes_an_arabic_address(tmp_path: Path) -> None:
    article = bring_one(tmp_path, headline="العبّارة تتأخر من جديد")
    assert article.language == "ar"
    assert article.slug.startswith("العب")


def test_an_imported_article_is_a_page_for_readers(tmp_path: Path, client: Client) -> None:
    article = bring_one(tmp_path, access="free", headline="The ferry is late")
    answer = client.get(article.url)
    assert answer.status_code == 200
    assert "And the part behind the wall." in answer.content.decode()


def test_an_anonymous_visitor_gets_no_gated_text_of_an_imported_article(tmp_path: Path, client: Client) -> None:
    article = bring_one(tmp_path, access="registered")
    answer = client.get(article.url).content.decode()
    assert "One paragraph." in answer
    assert "behind the wall" not in answer


def test_an_import_says_who_an_article_is_for_whatever_the_access_rules_say(tmp_path: Path) -> None:
    LevelRule.objects.create(level="premium")
    assert bring_one(tmp_path, access="free").level is Level.FREE


def test_bringing_a_file_in_twice_changes_nothing(tmp_path: Path) -> None:
    lines = [an_article(n, authors=["Ada"], topics=["Ferries"]) for n in range(3)]
    assert outcome(bring(tmp_path, *lines)) == (3, 0, 0, 0)
    before = [*Page.objects.order_by("pk").values()], Change.objects.count()
    assert outcome(bring(tmp_path, *lines)) == (0, 0, 3, 0)
    assert ([*Page.objects.order_by("pk").values()], Change.objects.count()) == before


def test_a_changed_line_updates_its_article_and_lets_its_cached_page_fall(tmp_path: Path) -> None:
    bring(tmp_path, an_article(1), an_article(2))
    first = ArticlePage.objects.get(source_id="articles:1")
    Change.objects.all().delete()
    assert outcome(bring(tmp_path, an_article(1, headline="Better", access="premium"), an_article(2))) == (0, 1, 1, 0)
    updated = ArticlePage.objects.get(source_id="articles:1")
    assert (updated.pk, updated.title, updated.access_level) == (first.pk, "Better", "premium")
    tags = set(Change.objects.values_list("tag", flat=True))
    assert {f"page:{first.pk}", "lists"} <= tags


def test_an_update_takes_authors_topics_and_words_that_are_gone_away(tmp_path: Path) -> None:
    bring_one(tmp_path, authors=["Ada", "Jory"], topics=["Ferries"], kicker="Ferries")
    article = bring_one(tmp_path, authors=["Jory"])
    assert [byline.author.name for byline in article.bylines.all()] == ["Jory"]
    assert (article.topics.count(), article.kicker) == (0, "")


def test_an_update_that_names_another_section_moves_the_article(tmp_path: Path) -> None:
    before = bring_one(tmp_path, section="Harbour", slug="ferry")
    after = bring_one(tmp_path, section="Weather", slug="ferry")
    assert after.pk == before.pk
    section = SectionPage.objects.get(title="Weather")
    assert after.get_parent().pk == after.section_id == section.pk
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_edit_of_the_newsroom_stays_until_the_source_changes(tmp_path: Path) -> None:
    article = bring_one(tmp_path)
    imported = article.title
    article.title = "Changed here"
    article.save_revision().publish()
    assert bring_one(tmp_path).title == "Changed here"
    again = bring_one(tmp_path, headline="Changed there")
    assert again.title == "Changed there"
    assert again.get_latest_revision_as_object().title == "Changed there"
    kept = [revision.content["title"] for revision in again.revisions.order_by("pk")]
    assert kept == [imported, "Changed here", "Changed there"]


def test_an_article_of_the_future_is_scheduled_and_comes_out_by_the_clock(tmp_path: Path, client: Client) -> None:
    article = bring_one(tmp_path, published_at=FAR_AWAY)
    assert not article.live
    assert article.listed_at is None
    assert article.go_live_at == datetime(2999, 1, 1, tzinfo=UTC)
    assert client.get(article.url or article.url_path).status_code == 404
    with time_machine.travel(datetime(2999, 1, 2, tzinfo=UTC)):
        publish_due()
    article.refresh_from_db()
    assert article.live
    assert article.listed_at is not None


def test_a_date_moved_into_the_future_takes_the_article_back(tmp_path: Path) -> None:
    assert bring_one(tmp_path).live
    article = bring_one(tmp_path, published_at=FAR_AWAY)
    assert not article.live
    assert article.listed_at is None


def test_sections_are_made_once_whatever_their_case_and_old_ones_used(tmp_path: Path) -> None:
    HomePage.objects.get().add_child(instance=SectionPage(title="Weather", slug="weather"))
    bring(tmp_path, *(an_article(n, section=name) for n, name in enumerate(("Harbour", "HARBOUR", "weather"))))
    assert sorted(SectionPage.objects.values_list("title", flat=True)) == ["Harbour", "Weather"]


def test_a_section_does_not_take_an_address_that_is_ours(tmp_path: Path) -> None:
    article = bring_one(tmp_path, section="Account", slug="feed")
    assert article.get_parent().slug == "account-2"
    assert article.slug == "feed-2"


@pytest.mark.parametrize("name", ["Ferries", "École", "Σχολείο"])
def test_topics_are_found_again_whatever_their_case(tmp_path: Path, name: str) -> None:
    bring(tmp_path, an_article(1, topics=[name, name.lower()]))
    bring(tmp_path, an_article(2, topics=[name.upper()]))
    assert [topic.name for topic in Topic.objects.all()] == [name]


def test_authors_are_found_again_by_their_name(tmp_path: Path) -> None:
    Author.objects.create(name="Ada Nance", slug="ada")
    bring(tmp_path, an_article(1, authors=["Ada Nance"]), an_article(2, authors=["Ada Nance", "Jory"]))
    assert sorted(Author.objects.values_list("name", "slug")) == [("Ada Nance", "ada"), ("Jory", "jory")]


def test_articles_of_one_headline_get_addresses_of_their_own(tmp_path: Path) -> None:
    bring(tmp_path, *(an_article(n, headline="Same") for n in range(3)))
    bring(tmp_path, *(an_article(n, headline="Same") for n in range(5)))
    assert sorted(ArticlePage.objects.values_list("slug", flat=True)) == [
        "same",
        "same-2",
        "same-3",
        "same-4",
        "same-5",
    ]


def test_a_number_and_the_same_digits_as_text_are_one_id(tmp_path: Path) -> None:
    bring(tmp_path, an_article(7, headline="Number"))
    assert outcome(bring(tmp_path, an_article("7", headline="Number"))) == (0, 0, 1, 0)


def test_more_articles_than_a_batch_holds_all_go_in(tmp_path: Path) -> None:
    assert outcome(bring(tmp_path, *(an_article(n) for n in range(401)))) == (401, 0, 0, 0)
    assert SectionPage.objects.get().numchild == 401
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_article_that_was_made_here_is_not_taken_for_an_imported_one(tmp_path: Path) -> None:
    bring(tmp_path, an_article(1))
    section = SectionPage.objects.get()
    section.add_child(instance=ArticlePage(title="Here", slug="here", source_id="articles:2"))
    run = bring(tmp_path, an_article(2), an_article(3))
    assert run.status == 1
    assert "line 1: an article from articles:2 is here already" in run.stderr
    assert outcome(run) == (1, 0, 0, 1)
