"""A small read-only API for integrators: what is published and where, with the teaser, never with gated text."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from standfirst.newsroom.cards import Card, cards_for, listed
from standfirst.newsroom.listing import PER_PAGE, kept


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """Published articles, newest first, 20 a page (``?page=``). Raises Http404 for a page that is not there."""
    number = request.GET.get("page", "1")
    paginator = Paginator(listed(), PER_PAGE)
    if not (number.isascii() and number.isdigit() and len(number) < 7 and 1 <= int(number) <= paginator.num_pages):
        raise Http404
    page = paginator.page(int(number))
    following = f"{settings.STANDFIRST_SITE_URL}{request.path}?page={int(number) + 1}" if page.has_next() else None
    data = {
        "count": paginator.count,
        "next": following,
        "articles": [_said(card) for card in cards_for(page.object_list)],
    }  # type: ignore[arg-type]  # a slice of the queryset
    return kept(_json(data))


@require_safe
def article_detail(request: HttpRequest, article: int) -> HttpResponse:
    """One published article by its id. Raises Http404 when there is none."""
    cards = cards_for(listed().filter(pk=article)) if article < 2**63 else []
    if not cards:
        raise Http404
    return kept(_json(_said(cards[0])), f"page:{article}", params=())


def _said(card: Card) -> dict[str, Any]:
    return {
        "id": card.article,
        "url": settings.STANDFIRST_SITE_URL + card.url,
        "headline": card.headline,
        "standfirst": card.standfirst,
        "kicker": card.kicker,
        "access": card.level.value,
        "language": card.lang,
        "authors": [author.name for author in card.authors],
        "published_at": card.published.isoformat() if card.published else None,
    }


def _json(data: dict[str, Any]) -> JsonResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
