"""WordPress's own test export: 180 items with every oddity that an export can have."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from standfirst.access.levels import Level, Variant
from standfirst.discussion.models import Comment
from standfirst.discussion.recounting import drift
from standfirst.newsroom.models import ArticlePage
from standfirst.newsroom.teaser import split
from tests.importers.support import EXPORT, Run, import_wordpress, needs_export
from tests.newsroom.making import rendered

TURNED = {"Markup: Text Alignment": "العبّارة تتأخر من جديد", "Post Format: Standard": "המעבורת מאחרת שוב"}

pytestmark = [pytest.mark.django_db, needs_export]


@pytest.fixture(autouse=True)
def before_its_scheduled_post_is_due() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC)):
        yield


@pytest.fixture
def run() -> Run:
    return import_wordpress(EXPORT)


def article(number: int) -> ArticlePage:
    found: ArticlePage = ArticlePage.objects.get(source_id__endswith=f":{number}")
    return found


def test_every_item_is_counted_by_kind_and_goes_in_or_has_a_reason(run: Run) -> None:
    assert (run.status, run.stderr) == (0, "")
    counts = run.counts
    assert counts["kinds"] == {"post": 51, "page": 21, "attachment": 38, "nav_menu_item": 70}
    assert counts["articles"] == {"new": 71, "updated": 0, "unchanged": 0, "refused": 0}
    assert {(row["kind"], row["reason"]): row["count"] for row in counts["skipped"]} == {
        ("nav_menu_item", "menus are arranged in the admin"): 70,
        ("attachment", "picture left out: no --media folder was given"): 38,
        ("post", "protected by a password, and not to be published open"): 1,
        ("comment", "its article was not brought over"): 1,
        ("pingback", "says only that another site linked here"): 2,
        ("trackback", "says only that another site linked here"): 2,
    }
    assert counts["comments"] == {"new": 27, "unchanged": 0, "refused": 0}
    items = sum(row["count"] for row in counts["skipped"] if row["kind"] in counts["kinds"])
    assert items + counts["pictures"] + sum(counts["articles"].values()) == 180


def test_its_comments_are_in_their_threads_and_what_was_behind_a_password_is_not(run: Run) -> None:
    deepest = Comment.objects.get(text__startswith="Comment Depth 10")
    above: list[str] = []
    parent = deepest.parent
    while parent is not None:
        above.insert(0, parent.text[:16])
        parent = parent.parent
    assert above == [f"Comment Depth {depth:02}" for depth in range(1, 10)]
    assert deepest.text == "Comment Depth 10\n\nAlso an author comment."
    assert not Comment.objects.filter(text__contains="until the password is entered").exists()
    assert Comment.objects.filter(state="held").count() == 3
    assert list(drift()) == []


def test_the_tree_is_whole(run: Run) -> None:
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_second_run_changes_nothing(run: Run) -> None:
    before = [*Page.objects.order_by("pk").values()]
    again = import_wordpress(EXPORT)
    assert again.status == 0
    assert again.counts["comments"] == {"new": 0, "unchanged": 27, "refused": 0}
    assert again.counts["articles"] == {"new": 0, "updated": 0, "unchanged": 71, "refused": 0}
    assert [*Page.objects.order_by("pk").values()] == before


def test_the_post_with_a_password_is_not_here_and_none_of_its_words(run: Run) -> None:
    assert not ArticlePage.objects.filter(source_id__endswith=":1168").exists()
    assert not ArticlePage.objects.filter(title__icontains="password protected").exists()


def test_the_scheduled_post_waits_and_the_draft_is_a_draft(run: Run) -> None:
    scheduled, draft = article(1153), article(1164)
    assert (scheduled.live, scheduled.go_live_at) == (False, datetime(2030, 1, 1, 19, 0, 18, tzinfo=UTC))
    assert (draft.live, draft.go_live_at, draft.has_unpublished_changes) == (False, None, True)


def test_posts_are_public_and_pages_are_drafts(run: Run) -> None:
    assert ArticlePage.objects.live().count() == 48
    assert ArticlePage.objects.not_live().count() == 21 + 2


def test_odd_titles_are_kept(run: Run) -> None:
    titles = set(ArticlePage.objects.values_list("title", flat=True))
    assert "Markup: Title With Special Characters ~`!@#$%^&*()-_=+{}[]/\\;:'\"?,.>" in titles
    assert "Markup: Title With Markup" in titles
    assert "Taumatawhakatangihangakoauauotamateaturipukakapikimaungahoronukupokaiwhenuakitanatahu" in titles


def test_a_post_without_a_title_is_named_after_its_first_sentence(run: Run) -> None:
    named = ArticlePage.objects.get(slug="edge-case-no-title")
    assert named.title == "This post has no title, but it still must link to the single post view somehow"


def test_other_scripts_are_kept_in_titles_and_addresses(run: Run) -> None:
    greek = ArticlePage.objects.filter(title__contains="Επίπεδο").order_by("title")
    assert [(page.title, page.slug) for page in greek] == [
        ("Επίπεδο 2 -Second Greek level", "επίπεδο-2"),
        ("Επίπεδο 3", "επίπεδο-3"),
    ]


def test_titles_turned_to_arabic_and_hebrew_are_kept_and_know_their_language(tmp_path: Path) -> None:
    export = tmp_path / EXPORT.name
    text = EXPORT.read_text(encoding="utf-8")
    for title, turned in TURNED.items():
        assert text.count(f"<title>{title}</title>") == 1
        text = text.replace(f"<title>{title}</title>", f"<title>{turned}</title>")
    export.write_text(text, encoding="utf-8")
    import_wordpress(export)
    found = ArticlePage.objects.filter(title__in=TURNED.values())
    assert {page.title: page.language for page in found} == {"العبّارة تتأخر من جديد": "ar", "המעבורת מאחרת שוב": "he"}
    assert all('dir="rtl"' in rendered(page.url).body.decode() for page in found)


def test_every_article_that_went_public_is_a_page(run: Run) -> None:
    paths = [page.url for page in ArticlePage.objects.live()]
    assert {path: rendered(path).status for path in paths} == dict.fromkeys(paths, 200)


def test_what_did_not_go_public_is_no_page(run: Run, client: Client) -> None:
    paths = [page.url for page in ArticlePage.objects.not_live()]
    assert {client.get(path).status_code for path in paths} == {404}


def test_behind_a_wall_no_article_gives_away_what_stands_there(run: Run) -> None:
    """The export's markup is odd enough to try where a teaser ends."""
    ArticlePage.objects.update(access_level=Level.REGISTERED)
    looked_at = 0
    for page in ArticlePage.objects.live():
        parts = split(page.body)
        teaser = " ".join(words_of(block) for block in parts.teaser) + page.title + page.standfirst
        gated = [words for block in parts.rest if len(words := words_of(block)[:60]) > 20 and words not in teaser]
        answer = words_of(rendered(page.url, Variant.REGISTER).body.decode())
        for words in gated:
            assert words not in answer, page.title
        looked_at += len(gated)
    assert looked_at > 50


def words_of(block: object) -> str:
    return " ".join(BeautifulSoup(str(block), "html.parser").get_text(" ").split())
