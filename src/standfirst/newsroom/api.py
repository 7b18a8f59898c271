"""A small read-only API for integrators: what is published and where, with the standfirst, never with gated text."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from standfirst.newsroom.cards import Card, cards_for, listed, stories
from standfirst.newsroom.listing import kept, page_of

LARGEST_ID = 2**63 - 1


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """Published articles, newest first, 20 a page (``?page=``). Raises Http404 for a page that is not there."""
    found = page_of(request, stories())
    listing = found["listing"]
    address = f"{settings.STANDFIRST_SITE_URL}{request.path}?page="
    data = {
        "next": f"{address}{listing.next_page_number}" if listing.has_next else None,
        "previous": f"{address}{listing.previous_page_number}" if listing.has_previous else None,
        "articles": [_said(card) for card in found["articles"]],
    }
    return kept(_json(data))


@require_safe
def article_detail(request: HttpRequest, article: int) -> HttpResponse:
    """One published article by its id. Raises Http404 when there is none."""
    cards = cards_for(listed().filter(pk=article)) if article <= LARGEST_ID else []
    if not cards:
        raise Http404
    return kept(_json(_said(cards[0])), f"page:{article}", params=())


def _said(card: Card) -> dict[str, Any]:
    return {
        "id": card.article,
        "story_key": str(card.story_key),
        "url": settings.STANDFIRST_SITE_URL + card.url,
        "headline": card.headline,
        "standfirst": card.standfirst,
        "kicker": card.kicker,
        "access": card.level.value,
        "language": card.lang,
        "authors": [author.name for author in card.authors],
        "published_at": card.published.isoformat() if card.published else None,
        "updated_at": card.updated.isoformat() if card.updated else None,
    }


def _json(data: dict[str, Any]) -> JsonResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
