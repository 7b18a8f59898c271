"""What becomes of each kind of item of a WordPress export."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from standfirst.newsroom.models import ArticlePage, Picture, SectionPage
from tests.importers.support import Run, a_picture, an_item, import_wordpress, wxr

pytestmark = pytest.mark.django_db


def bring(folder: Path, *items: str) -> Run:
    return import_wordpress(wxr(folder, *items))


def bring_one(folder: Path, number: object = 1, **changes: str) -> ArticlePage:
    run = bring(folder, an_item(number, **changes))
    assert run.status == 0, run.stderr
    return ArticlePage.objects.get()


def skipped(run: Run) -> dict[tuple[str, str], int]:
    return {(row["kind"], row["reason"]): row["count"] for row in run.counts["skipped"]}


def a_term(name: str, domain: str = "category") -> str:
    return f'<category domain="{domain}" nicename="x"><![CDATA[{name}]]></category>'


def meta(key: str, value: str) -> str:
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"


def an_attachment(number: object, address: str, **changes: str) -> str:
    return an_item(number, post_type="attachment", status="inherit", attachment_url=address, **changes)


def test_a_post_becomes_an_article_with_everything_it_says(tmp_path: Path) -> None:
    inside = (
        "<excerpt:encoded><![CDATA[It was <em>late</em> before.]]></excerpt:encoded>"
        f"{a_term('Uncategorized')}{a_term('Harbour &amp; sea')}{a_term('Weather')}{a_term('Ferries', 'post_tag')}"
    )
    article = bring_one(
        tmp_path, 12, title="The ferry &amp; the <em>tide</em>", post_name="the-ferry", inside=inside,
        post_modified_gmt="2026-03-02 10:00:00",
    )  # fmt: skip
    assert article.source_id == "wordpress:old.example:12"
    assert (article.title, article.standfirst, article.slug) == (
        "The ferry & the tide",
        "It was late before.",
        "the-ferry",
    )
    assert article.get_parent().title == "Harbour & sea"
    assert [topic.name for topic in article.topics.order_by("name")] == ["Ferries", "Weather"]
    assert [byline.author.name for byline in article.bylines.all()] == ["Ada Nance"]
    assert article.live
    assert article.access_level == "free"
    assert article.first_published_at == datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    assert article.updated_at == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert [str(block.value) for block in article.body] == ["<p>One.</p><p>Two.</p>"]


def test_a_post_without_a_category_goes_to_general(tmp_path: Path) -> None:
    assert bring_one(tmp_path, inside=a_term("Uncategorized")).get_parent().title == "General"


@pytest.mark.parametrize("status", ["draft", "pending", "private"])
def test_what_was_not_public_there_is_a_draft_here(tmp_path: Path, client: Client, status: str) -> None:
    article = bring_one(tmp_path, status=status)
    assert (article.live, article.listed_at, article.go_live_at) == (False, None, None)
    assert article.has_unpublished_changes
    assert client.get(f"/general/{article.slug}/").status_code == 404


def test_a_scheduled_post_is_scheduled_and_not_public(tmp_path: Path) -> None:
    article = bring_one(tmp_path, status="future", post_date_gmt="2999-01-01 00:00:00")
    assert (article.live, article.listed_at) == (False, None)
    assert article.go_live_at == datetime(2999, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["post", "page"])
def test_what_a_password_protects_does_not_come_in(tmp_path: Path, kind: str) -> None:
    run = bring(tmp_path, an_item(1, post_type=kind, post_password="enter"))
    assert run.status == 0
    assert skipped(run) == {(kind, "protected by a password, and not to be published open"): 1}
    assert not ArticlePage.objects.exists()


def test_a_page_is_a_draft_in_a_section_that_readers_do_not_see(tmp_path: Path, client: Client) -> None:
    article = bring_one(tmp_path, post_type="page")
    assert not article.live
    assert article.get_parent().title == "Pages"
    assert not SectionPage.objects.get().live
    assert client.get("/pages/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("nav_menu_item", "menus are arranged in the admin"),
        ("revision", "only the last state of an article is brought over"),
        ("wp_global_styles", "looks belong to the theme"),
        ("product", "a kind of its own that we have no place for"),
    ],
)
def test_other_kinds_are_counted_with_the_reason(tmp_path: Path, kind: str, reason: str) -> None:
    run = bring(tmp_path, an_item(1, post_type=kind), an_item(2))
    assert run.status == 0
    assert skipped(run) == {(kind, reason): 1}
    assert run.counts["kinds"] == {kind: 1, "post": 1}


def test_an_item_without_a_type_or_with_another_status_is_counted(tmp_path: Path) -> None:
    run = bring(tmp_path, an_item(1, post_type=""), an_item(2, status="trash"), an_item(3, status=""))
    assert skipped(run) == {
        ("item without a type", "a kind of its own that we have no place for"): 1,
        ("post", "its status is trash"): 1,
        ("post", "its status is not said"): 1,
    }


def test_a_broken_item_is_said_with_its_number_and_the_others_go_in(tmp_path: Path) -> None:
    run = bring(
        tmp_path,
        an_item(1),
        an_item("", guid="x" * 61),
        an_item(3, title="x" * 256),
        an_item(4, post_date_gmt="0000-00-00 00:00:00"),
        an_item(5, content="<div>" * 501),
        an_item(1),
        an_item(7),
    )
    assert run.status == 1
    assert run.stderr.splitlines() == [
        "item 2 (post): it has no wp:post_id",
        "item 3 (post): the headline has 256 characters; 255 is the most",
        "item 4 (post): it is published, but has no date that can be read",
        "item 5 (post): body has more than 500 tags inside each other",
        "item 1 (post): the same id was there before, at item 1 (post)",
    ]
    assert run.counts["articles"] == {"new": 2, "updated": 0, "unchanged": 0, "refused": 5}


def test_a_post_without_a_title_is_named_after_its_words_or_its_day(tmp_path: Path) -> None:
    bring(
        tmp_path,
        an_item(1, title=" ", content="<p>The ferry is late. Again.</p>"),
        an_item(2, title="", content="", post_date_gmt="2026-03-01 09:30:00"),
    )
    titles = set(ArticlePage.objects.values_list("title", flat=True))
    assert titles == {"The ferry is late", "Untitled, 1 March 2026"}


def test_two_exports_may_have_the_same_numbers(tmp_path: Path) -> None:
    bring(tmp_path, an_item(1))
    other = wxr(tmp_path, an_item(1))
    other.write_text(other.read_text(encoding="utf-8").replace("old.example", "other.example"), encoding="utf-8")
    assert import_wordpress(other).counts["articles"]["new"] == 1


def test_shortcodes_and_paragraphs_without_tags_are_read_as_wordpress_does(tmp_path: Path) -> None:
    article = bring_one(tmp_path, content="One\nline.\n\nTwo.\n\n[embed]https://youtu.be/abc123[/embed]\n\n[toc]")
    text, video = article.body
    assert text.value.source == "<p>One<br/>line.</p><p>Two.</p>"
    assert video.value["url"] == "https://www.youtube.com/watch?v=abc123"


def test_pictures_of_the_library_are_taken_from_the_folder_and_counted(tmp_path: Path) -> None:
    a_picture(tmp_path / "media" / "2026" / "03" / "boat.jpg")
    uploads = "https://old.example/wp-content/uploads/2026/03"
    path = wxr(
        tmp_path,
        an_item(1, inside=meta("_thumbnail_id", "9"), content=f'<p>One.</p><img src="{uploads}/boat-300x200.jpg">'),
        an_attachment(9, f"{uploads}/boat.jpg", title="Boat", inside=meta("_wp_attachment_image_alt", "A boat")),
        an_attachment(10, f"{uploads}/gone.jpg"),
        an_attachment(11, ""),
    )
    run = import_wordpress(path, tmp_path / "media")
    assert run.status == 0, run.stderr
    assert run.counts["pictures"] == 1
    assert skipped(run) == {("attachment", "missing picture"): 1, ("attachment", "has no address"): 1}
    article = ArticlePage.objects.get()
    assert (article.hero.title, article.hero_alt) == ("Boat", "A boat")
    assert article.body[1].value["image"] == Picture.objects.get()


def test_a_featured_picture_that_is_missing_is_said(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    path = wxr(
        tmp_path,
        an_item(1, inside=meta("_thumbnail_id", "9")),
        an_item(2, inside=meta("_thumbnail_id", "404")),
        an_attachment(9, "https://old.example/gone.jpg"),
    )
    run = import_wordpress(path, tmp_path / "media")
    assert run.status == 1
    assert run.stderr.splitlines() == [
        "item 1 (post): missing picture: https://old.example/gone.jpg",
        "item 2 (post): featured picture is not in the export: no. 404",
    ]
    assert run.counts["articles"]["new"] == 2
