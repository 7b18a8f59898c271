"""Search over published articles. Nobody finds by words that stand behind the wall."""

from django.http import Http404, HttpRequest, HttpResponse
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
    """
    Articles whose public words hold all the words of ``?q=``. Never kept: the answer repeats the query.

    Raises Http404 for a page of results that is not there.
    """
    query = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    found = _found(query, page_number(request))
    answer = render(request, "newsroom/search.html", {"query": query, **found})
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _found(query: str, number: int) -> Found:
    start = (number - 1) * PER_PAGE
    words = _words(query)
    ids: list[int] = []
    if words and number <= MOST_PAGES:
        articles = ArticlePage.objects.live().public().filter(alias_of=None).defer("body")
        ids = [article.pk for article in articles.search(words, operator="and")[start : start + PER_PAGE + 1]]
    if not ids and number > 1:
        raise Http404
    has_next = len(ids) > PER_PAGE and number < MOST_PAGES
    return Found(listing=Listing(number, has_next), articles=cards_in_order(ids[:PER_PAGE]))


def _words(query: str) -> str:
    """``query`` without what a search engine takes for its own signs: double quotes, and signs alone."""
    parts = query.replace('"', " ").split()
    return " ".join(part for part in parts if any(character.isalnum() for character in part))
