"""Pages that list articles: sections, topics, authors."""

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from standfirst.frontdoor.plan import CachePlan
from standfirst.newsroom.cards import Card, cards_for, listed
from standfirst.newsroom.models import ArticlePage, Author, SectionPage, Topic

PER_PAGE = 20
LISTS = "lists"
SITE = "site"


def section_page(request: HttpRequest, section: SectionPage) -> HttpResponse:
    """The articles of a section, newest first."""
    found = page_of(request, listed().child_of(section))
    context = {"section": section, "page": section, "feed_url": f"{request.path}feed/", **found}
    return kept(render(request, "newsroom/section.html", context), f"page:{section.pk}")


@require_safe
def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles on a topic, newest first."""
    topic = get_object_or_404(Topic, slug=slug)
    found = page_of(request, listed().filter(topics=topic))
    context = {"topic": topic, "feed_url": f"{request.path}feed/", **found}
    return kept(render(request, "newsroom/topic.html", context), f"topic:{topic.pk}")


@require_safe
def author_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who somebody is, and what they wrote, newest first."""
    author = get_object_or_404(Author.objects.select_related("face"), slug=slug)
    found = page_of(request, listed().filter(bylines__author=author))
    context = {"author": author, "feed_url": f"{request.path}feed/", **found}
    return kept(render(request, "newsroom/author.html", context), f"author:{author.pk}")


def page_of(request: HttpRequest, articles: QuerySet[ArticlePage]) -> dict[str, object]:
    """The cards of the page that ``?page=`` names, and that page. Raises Http404 for a page that is not there."""
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and not number.startswith("0") and len(number) < 7):
        raise Http404
    paginator = Paginator(articles, PER_PAGE)
    if int(number) > paginator.num_pages:
        raise Http404
    listing: PaginatorPage[ArticlePage] = paginator.page(int(number))
    cards: list[Card] = cards_for(listing.object_list)  # type: ignore[arg-type]  # a slice of the queryset
    return {"listing": listing, "articles": cards}


def kept(answer: HttpResponse, *tags: str, params: tuple[str, ...] = ("page",)) -> HttpResponse:
    """Let the front door keep a list until one of ``tags``, any list, or the whole site changes."""
    answer.cache_plan = CachePlan(tags=frozenset({LISTS, SITE, *tags}), params=params)  # type: ignore[attr-defined]
    return answer
