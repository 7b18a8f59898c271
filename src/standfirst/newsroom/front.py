"""The front: the lead, the rows that editors arranged, and what came last."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from standfirst.newsroom.cards import Card, cards_for, cards_of, front_path, listed, path_of
from standfirst.newsroom.listing import kept
from standfirst.newsroom.models import HomePage


@dataclass(frozen=True, slots=True)
class Row:
    """A titled row of cards; ``url`` is empty for articles picked by hand."""

    title: str
    url: str
    articles: list[Card]


def front_page(request: HttpRequest, home: HomePage) -> HttpResponse:
    """The front page. Without a chosen lead the newest article leads; it is not repeated under the most recent."""
    lead = cards_for(listed().filter(pk=home.lead_id)) if home.lead_id else []
    lead = lead or cards_for(listed()[:1])
    shown = {card.article for card in lead}
    rows = _rows(home)
    recent = cards_for(listed()[: home.latest_count + len(shown)])
    latest = [card for card in recent if card.article not in shown][: home.latest_count]
    context = {"page": home, "lead": lead[0] if lead else None, "rows": rows, "latest": latest, "feed_url": "/feed/"}
    return kept(render(request, "newsroom/home.html", context), f"page:{home.pk}", params=())


def _rows(home: HomePage) -> list[Row]:
    rows: list[Row] = []
    front = front_path()
    for block in home.rows:
        if block.block_type == "section" and (section := block.value["section"]) and section.live:
            cards = cards_for(listed().child_of(section)[: block.value["count"]])
            rows.append(Row(section.title, path_of(section, front), cards))
        elif block.block_type == "picked":
            wanted = [article.pk for article in block.value["articles"] if article]
            rows.append(Row(block.value["title"], "", cards_of(wanted)))
    return [row for row in rows if row.articles]
