"""One article as a page: the variant that was asked for, and nothing of the text that it does not show."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from standfirst.access.gate import variant_for
from standfirst.access.levels import Variant
from standfirst.frontdoor.plan import CachePlan
from standfirst.newsroom.cards import front_path, path_of
from standfirst.newsroom.languages import direction
from standfirst.newsroom.listing import SITE
from standfirst.newsroom.models import ArticlePage
from standfirst.newsroom.structured_data import article_data
from standfirst.newsroom.teaser import MARKER, Split, split
from standfirst.readers.forms import registration_form


def article_page(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    """The page of ``article`` for this visitor, or in the variant that the front door asked for."""
    variant = variant_for(request, article.level, article.pk)
    context = article_context(article, variant)
    answer = render(request, "newsroom/article.html", context)
    if getattr(request, "page_variant", None) is not None:
        answer.cache_plan = CachePlan(  # type: ignore[attr-defined]
            level=article.level, article=article.pk, tags=frozenset({SITE, *context["made_from"]})
        )
    return answer


def article_preview(request: HttpRequest, article: ArticlePage, mode: str) -> HttpResponse:
    """What a visitor of ``mode`` (a variant) would see of a draft. Kept by nobody, found by no search engine."""
    variant = Variant(mode) if mode in set(Variant) else Variant.FULL
    if article.level.value == "free":
        variant = Variant.FULL
    answer = render(request, "newsroom/article.html", {**article_context(article, variant), "is_preview": True})
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def article_context(article: ArticlePage, variant: Variant) -> dict[str, Any]:
    """
    All that the template may know. In a walled variant ``rest_blocks`` is empty and a correction tells only its date.

    ``made_from`` holds the tags of everything whose words are on the page.
    """
    full = variant is Variant.FULL
    parts = _parts(article, full)
    section = article.get_parent()
    front = front_path()
    authors = [byline.author for byline in article.bylines.select_related("author").order_by("sort_order")]
    topics = list(article.topics.all())
    corrections = list(article.corrections.all())
    path = path_of(article, front)
    return {
        "page": article,
        "path": path,
        "variant": variant.value,
        "level": article.level.value,
        "teaser_blocks": parts.teaser,
        "rest_blocks": parts.rest,
        "gated": article.level.value != "free",
        "wall": None if full else variant.value,
        "form": None if full else registration_form(next_path=path),
        "next_path": path,
        "corrections": [{"at": correction.at, "text": correction.text if full else ""} for correction in corrections],
        "authors": authors,
        "topics": topics,
        "section": section,
        "section_url": path_of(section, front),
        "lang": article.language,
        "dir": direction(article.language),
        "structured_data": article_data(article, path, authors, corrections, section.title, full=full),
        "made_from": {
            f"page:{article.pk}",
            f"page:{section.pk}",
            *(f"author:{author.pk}" for author in authors),
            *(f"topic:{topic.pk}" for topic in topics),
            *_related(parts),
        },
    }


def _parts(article: ArticlePage, full: bool) -> Split:
    if article.level.value == "free":
        return Split([block for block in article.body if block.block_type != MARKER], [])
    parts = split(article.body)
    return parts if full else Split(parts.teaser, [])


def _related(parts: Split) -> set[str]:
    return {
        f"page:{page.pk}"
        for block in [*parts.teaser, *parts.rest]
        if block.block_type == "related"
        for page in block.value["articles"]
        if page
    }
