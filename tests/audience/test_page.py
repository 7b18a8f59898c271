"""The audience in the admin: who may look, what the tables and pictures say, what a file holds."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from standfirst.audience import drawing
from standfirst.audience.columns import COLUMNS
from standfirst.audience.counting import counts
from standfirst.audience.models import Figure
from standfirst.audience.summing import Row
from standfirst.audience.upkeep import forget_old_figures
from standfirst.newsroom.models import ArticlePage, SectionPage
from tests.newsroom.conftest import _somebody
from tests.newsroom.making import an_article

pytestmark = pytest.mark.django_db

AUDIENCE = "/admin/audience/"
TODAY = timezone.localdate


def figure(kind: str, n: int, article: ArticlePage | None = None, *, back: int = 0, pk: int = 0) -> Figure:
    section = article.section_id if article else 0
    day = TODAY() - timedelta(days=back)
    return Figure.objects.create(day=day, kind=kind, section=section or 0, article=article.pk if article else pk, n=n)


def rows_of(answer: object) -> list[list[str]]:
    assert hasattr(answer, "content")
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_nobody_without_the_right_looks(client: Client, reader: object) -> None:
    assert client.get(AUDIENCE).status_code == 302
    client.force_login(_somebody("jo@example.com", "Editors"))
    assert client.get(AUDIENCE).status_code == 302
    assert "/admin/audience/" not in client.get("/admin/").text


def test_audience_editors_look_and_find_the_page_in_the_menu(client: Client, front: object) -> None:
    client.force_login(_somebody("au@example.com", "Audience editors"))
    page = client.get(AUDIENCE)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "/admin/audience/" in client.get("/admin/").text


def test_an_empty_page_says_why_it_is_empty(desk: Client, front: object) -> None:
    assert "Nothing was counted in these days" in desk.get(AUDIENCE).text


def test_the_funnel_and_its_table_say_the_same(desk: Client, article: ArticlePage) -> None:
    for kind, n in (("register", 2_000), ("begun", 100), ("accepted", 80), ("completed", 50)):
        figure(kind, n, article)
    text = desk.get(AUDIENCE).text
    for words in ("2,000", "5.0%", "80.0%", "62.5%", "2.5%"):
        assert text.count(words) >= 1, words
    assert '<svg class="funnel"' in text


def test_days_sections_and_articles_are_chosen(desk: Client, harbour: SectionPage, article: ArticlePage) -> None:
    other = an_article(harbour, slug="other", title="The other one")
    figure("full", 11, article)
    figure("full", 22, other, back=40)
    figure("full", 33, pk=0)
    usual = desk.get(AUDIENCE).context["total"].numbers["opened"]
    day = TODAY() - timedelta(days=40)
    then = desk.get(f"{AUDIENCE}?from={day}&to={day}").context["total"].numbers["opened"]
    section = desk.get(f"{AUDIENCE}?section={harbour.pk}").context["total"].numbers["opened"]
    alone = desk.get(f"{AUDIENCE}?article={other.pk}&from={day}").context["total"].numbers["opened"]
    assert (usual, then, section, alone) == (44, 22, 11, 22)


def test_articles_stand_in_the_order_that_was_asked_for(
    desk: Client, article: ArticlePage, harbour: SectionPage
) -> None:
    other = an_article(harbour, slug="other", title="The other one")
    figure("full", 11, article)
    figure("register", 7, other)
    assert [row.pk for row in desk.get(AUDIENCE).context["listing"]] == [article.pk, other.pk]
    assert [row.pk for row in desk.get(f"{AUDIENCE}?sort=walls").context["listing"]] == [other.pk, article.pk]


def test_articles_come_in_pages_and_one_that_is_gone_has_its_number(desk: Client, front: object) -> None:
    Figure.objects.bulk_create(Figure(day=TODAY(), kind="full", article=900 + n, n=n + 1) for n in range(30))
    first, second = desk.get(AUDIENCE), desk.get(f"{AUDIENCE}?p=2")
    assert len(first.context["articles"]) == 25
    assert len(second.context["articles"]) == 5
    assert "A page that is gone (no. 929)" in first.text


@pytest.mark.parametrize(
    "query",
    ["from=yesterday", "from=2026-12-01&to=2026-11-01", "from=0001-01-01", "to=0001-01-01", "from=9999-12-31",
     "section=x", "section=999999", "article=-1", f"article={2**70}", "sort=n;drop", "p=x", "p=99999"],
)  # fmt: skip
def test_what_no_link_of_ours_asks_is_answered_with_what_can_be(desk: Client, article: ArticlePage, query: str) -> None:
    figure("full", 11, article)
    assert desk.get(f"{AUDIENCE}?{query}").status_code == 200


def test_a_file_holds_the_table(desk: Client, article: ArticlePage) -> None:
    ArticlePage.objects.filter(pk=article.pk).update(title="=HYPERLINK(1)")
    figure("full", 1_100, article)
    figure("completed", 3, article)
    head, row = rows_of(desk.get(f"{AUDIENCE}?csv=articles"))
    assert head == ["Article", "No.", *(column.label for column in COLUMNS)]
    assert row[:3] == ["'=HYPERLINK(1)", str(article.pk), "1100"]
    assert row[head.index("Accounts")] == "3"
    days = rows_of(desk.get(f"{AUDIENCE}?csv=days"))
    assert (len(days), days[-1][0], days[-1][2]) == (31, str(TODAY()), "1100")
    assert rows_of(desk.get(f"{AUDIENCE}?csv=sections"))[1][0] == "Harbour"
    assert desk.get(f"{AUDIENCE}?csv=readers").status_code == 404


def test_figures_are_forgotten_after_their_days(settings: object) -> None:
    settings.STANDFIRST_FIGURES_DAYS = 10  # type: ignore[attr-defined]
    kept, gone = figure("full", 1, back=10), figure("full", 1, back=11)
    assert forget_old_figures() == 1
    assert list(Figure.objects.values_list("pk", flat=True)) == [kept.pk]
    assert gone.pk != kept.pk


@given(st.lists(st.integers(0, 10**9), min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_no_picture_leaves_its_frame(numbers: list[int]) -> None:
    row = Row(date(2026, 11, 25), dict(zip((column.name for column in COLUMNS), numbers, strict=True)))
    for step in drawing.funnel(row):
        assert 0 <= step.x <= step.x + step.width <= drawing.WIDE
    assert all(0 <= bar.width <= drawing.WIDE for bar in drawing.shares(row))
    row.numbers["opened"] = sum(n for name, n in row.numbers.items() if name != "opened")
    for bar in drawing.days([row, Row(date(2026, 11, 26))]):
        assert 0 <= bar.y <= drawing.DAYS_HIGH
        assert 0 <= bar.wall_y <= drawing.DAYS_HIGH


def test_a_preview_is_counted_by_nobody(desk: Client, article: ArticlePage) -> None:
    counts.gather()
    for page in (article, article.get_parent()):
        assert desk.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200
    assert counts.gather() is None
