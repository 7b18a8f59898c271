"""The front: the lead, the rows that editors arranged, and what came last."""

from dataclasses import dataclass
from itertools import chain

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from standfirst.newsroom.cards import Card, listed, path_of, stories
from standfirst.newsroom.listing import cards_in_order, list_of
from standfirst.newsroom.models import ArticlePage, HomePage, SectionPage

OF_A_SECTION = 4
"""Articles in the row of a section on a front that nobody has arranged yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """A titled row of cards; ``url`` is empty for articles picked by hand."""

    title: str
    url: str
    articles: list[Card]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A row before its articles are read: only their ids, newest first or in the editor's order."""

    title: str
    url: str
    ids: list[int]


def front_page(request: HttpRequest, home: HomePage) -> HttpResponse:
    """
    The front page. Without a chosen lead the newest article leads; it is not repeated under the most recent.

    The cards of all rows are read together: the number of queries does not grow with what they show.
    """
    newest = _ids(stories(), home.latest_count + 1)
    lead = _public_ids([home.lead_id])[:1] if home.lead_id else []
    lead = lead or newest[:1]
    latest = [pk for pk in newest if pk not in lead][: home.latest_count]
    rows = _rows(home)
    everything = dict.fromkeys(chain(lead, latest, *(row.ids for row in rows)))
    cards = {card.article: card for card in cards_in_order(list(everything))}
    context = {
        "page": home,
        "lead": cards.get(lead[0]) if lead else None,
        "rows": [Row(row.title, row.url, [cards[pk] for pk in row.ids if pk in cards]) for row in rows if row.ids],
        "latest": [cards[pk] for pk in latest if pk in cards],
        "feed_url": "/feed/",
    }
    return list_of(request, "newsroom/home.html", context, f"page:{home.pk}", section=home.pk)


def _rows(home: HomePage) -> list[_Wanted]:
    blocks = list(home.rows)
    if not blocks:
        sections = SectionPage.objects.live().public().order_by("path")
        return [_of_section(section, OF_A_SECTION) for section in sections]
    picked = [[page.pk for page in block.value["articles"] if page] for block in blocks if block.block_type == "picked"]
    public = set(_public_ids(list(chain(*picked))))
    hand = iter(picked)
    rows = []
    for block in blocks:
        if block.block_type == "picked":
            rows.append(_Wanted(block.value["title"], "", [pk for pk in next(hand) if pk in public]))
        elif (section := block.value["section"]) and section.live:
            rows.append(_of_section(section, block.value["count"]))
    return rows


def _of_section(section: SectionPage, count: int) -> _Wanted:
    return _Wanted(section.title, path_of(section), _ids(listed().filter(section=section), count))


def _public_ids(ids: list[int]) -> list[int]:
    return list(listed().filter(pk__in=ids).values_list("pk", flat=True)) if ids else []


def _ids(articles: QuerySet[ArticlePage], count: int) -> list[int]:
    return list(articles.values_list("pk", flat=True)[:count])
