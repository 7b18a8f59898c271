"""Search over published articles. Nobody finds by words that stand behind the wall."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.newsroom.cards import cards_for
from standfirst.newsroom.listing import PER_PAGE
from standfirst.newsroom.models import ArticlePage

LONGEST = 200
"""Characters of a query that are looked at."""


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Articles whose public words hold all the words of ``?q=``. Never kept: the answer repeats the query."""
    query = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    found = ArticlePage.objects.live().public().search(query, operator="and") if query else ArticlePage.objects.none()
    listing = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    articles = _in_order([article.pk for article in listing.object_list])
    answer = render(request, "newsroom/search.html", {"query": query, "listing": listing, "articles": articles})
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _in_order(wanted: list[int]) -> list[object]:
    cards = {card.article: card for card in cards_for(ArticlePage.objects.filter(pk__in=wanted))}
    return [cards[article] for article in wanted if article in cards]
