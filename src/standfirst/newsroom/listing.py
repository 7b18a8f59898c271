"""Pages that list articles: sections, topics, authors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from standfirst.access.levels import Variant
from standfirst.frontdoor.counts import page_counted
from standfirst.frontdoor.light import PARAMETER
from standfirst.frontdoor.plan import CachePlan
from standfirst.newsroom.cards import Card, cards_for, listed, stories
from standfirst.newsroom.models import ArticlePage, Author, SectionPage, Topic
from standfirst.newsroom.models.telling import LISTS, SITE
from standfirst.theme.light import in_its_form

PER_PAGE = 20


def section_page(request: HttpRequest, section: SectionPage) -> HttpResponse:
    """The articles of a section, newest first."""
    found = page_of(request, listed().filter(section=section))
    context = {"section": section, "page": section, "feed_url": f"{request.path}feed/", **found}
    return list_of(request, "newsroom/section.html", context, f"page:{section.pk}", section=section.pk)


@require_safe
def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles on a topic, newest first."""
    topic = get_object_or_404(Topic, slug=slug)
    found = page_of(request, stories().filter(topics=topic))
    context = {"topic": topic, "feed_url": f"{request.path}feed/", **found}
    return list_of(request, "newsroom/topic.html", context, f"topic:{topic.pk}")


@require_safe
def author_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who somebody is, and what they wrote, newest first."""
    author = get_object_or_404(Author.objects.select_related("face"), slug=slug)
    found = page_of(request, by_author(author))
    context = {"author": author, "feed_url": f"{request.path}feed/", **found}
    return list_of(request, "newsroom/author.html", context, f"author:{author.pk}")


def by_author(author: Author) -> QuerySet[ArticlePage]:
    """What ``author`` wrote, newest first."""
    return stories().filter(bylines__author=author)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list. How many there are in all is not counted: a reader needs only to know whether it goes on."""

    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        return self.has_next or self.has_previous

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1


class Found(TypedDict):
    """What the template of a list gets."""

    listing: Listing
    articles: list[Card]


def page_of(request: HttpRequest, articles: QuerySet[ArticlePage]) -> Found:
    """The cards of the page that ``?page=`` names, and that page. Raises Http404 for a page that is not there."""
    number = page_number(request)
    start = (number - 1) * PER_PAGE
    # The ids come from the index alone, so that a page far back does not read the rows that it skips.
    ids = list(articles.values_list("pk", flat=True)[start : start + PER_PAGE + 1])
    if not ids and number > 1:
        raise Http404
    return {"listing": Listing(number, len(ids) > PER_PAGE), "articles": cards_in_order(ids[:PER_PAGE])}


def page_number(request: HttpRequest) -> int:
    """The number in ``?page=``, 1 when there is none. Raises Http404 for anything that no link of ours says."""
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and not number.startswith("0") and len(number) < 7):
        raise Http404
    return int(number)


def cards_in_order(ids: list[int]) -> list[Card]:
    """The cards of the articles with these ids, in their order."""
    found = {card.article: card for card in cards_for(ArticlePage.objects.filter(pk__in=ids))}
    return [found[pk] for pk in ids if pk in found]


def public_cards(ids: list[int]) -> list[Card]:
    """The cards of those of the articles with these ids that the public may know of, in their order."""
    public = set(listed().filter(pk__in=ids).values_list("pk", flat=True))
    return cards_in_order([pk for pk in ids if pk in public])


def list_of(
    request: HttpRequest, template: str, context: Mapping[str, Any], *tags: str, section: int = 0
) -> HttpResponse:
    """A list as a page with its light form, kept as ``kept`` says."""
    answer = render(request, template, {**context, "has_light_form": True})
    return in_its_form(request, kept(answer, *tags, params=("page", PARAMETER), section=section))


def kept(answer: HttpResponse, *tags: str, params: tuple[str, ...] = ("page",), section: int = 0) -> HttpResponse:
    """
    Let the front door keep a list until one of ``tags``, any list, or the whole site changes. ``section``: the page
    under whose id it is counted.
    """
    plan = CachePlan(tags=frozenset({LISTS, SITE, *tags}), params=params, section=section)
    answer.cache_plan = plan  # type: ignore[attr-defined]
    answer.counted = page_counted(plan, Variant.FULL, answer.headers.get("Content-Type", ""))  # type: ignore[attr-defined]
    return answer
