"""Search over published articles. Nobody finds by words that stand behind the wall."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.newsroom.listing import PER_PAGE, Found, Listing, cards_in_order, page_number
from standfirst.newsroom.models import ArticlePage

LONGEST = 200
"""Characters of a query that are looked at."""

MOST_PAGES = 10
"""Pages of results: who has not found it among 200 needs other words, and each page costs a sorted search."""


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Articles whose public words hold all the words of ``?q=``. Never kept: the answer repeats the query."""
    query = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    found = _found(query, min(page_number(request), MOST_PAGES))
    answer = render(request, "newsroom/search.html", {"query": query, **found})
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _found(query: str, number: int) -> Found:
    if not any(character.isalnum() for character in query):
        return Found(listing=Listing(1, has_next=False), articles=[])
    start = (number - 1) * PER_PAGE
    results = ArticlePage.objects.live().public().search(query, operator="and")[start : start + PER_PAGE + 1]
    ids = [article.pk for article in results]
    has_next = len(ids) > PER_PAGE and number < MOST_PAGES
    return Found(listing=Listing(number, has_next), articles=cards_in_order(ids[:PER_PAGE]))
