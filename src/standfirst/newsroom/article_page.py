"""One article as a page: the variant that was asked for, and nothing of the text that it does not show."""

from math import inf
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from standfirst.access.gate import variant_for, visitor_with_gifts
from standfirst.access.levels import Level, Variant
from standfirst.access.models import gift_rules_in_force, rules_in_force
from standfirst.access.noting import note
from standfirst.access.policy import Allowances
from standfirst.access.spent import spent_words
from standfirst.frontdoor.counts import Counted
from standfirst.frontdoor.plan import CachePlan
from standfirst.newsroom.cards import path_of
from standfirst.newsroom.context import publication_of
from standfirst.newsroom.languages import direction
from standfirst.newsroom.levels import level_of
from standfirst.newsroom.models import ArticlePage
from standfirst.newsroom.models.telling import SITE
from standfirst.newsroom.paths import counted_as
from standfirst.newsroom.pictures import SHARE, load_sizes, pictures_in, size_of
from standfirst.newsroom.previewing import previewed
from standfirst.newsroom.structured_data import Told, article_data
from standfirst.newsroom.teaser import MARKER, Split, split
from standfirst.newsroom.walls import wall_of
from standfirst.readers.forms import registration_form

TEMPLATE = "newsroom/article.html"


def article_page(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    """The page of ``article`` for this visitor, or in the variant that the front door asked for."""
    placed, meter, now = level_of(article), rules_in_force(), timezone.now()
    variant = _variant(request, article, placed.level, meter.allowances)
    spent = spent_words(meter, now) if placed.level is Level.PREMIUM else None
    context = {**article_context(request, article, variant, placed.level), "spent": spent}
    context["gives"] = placed.level is not Level.FREE and gift_rules_in_force().a_month > 0
    answer = render(request, TEMPLATE, context)
    answer.counted = Counted(variant.value, counted_as(article), article.section_id or 0)  # type: ignore[attr-defined]
    if getattr(request, "page_variant", None) is not None:
        answer.cache_plan = CachePlan(  # type: ignore[attr-defined]
            level=placed.level,
            article=counted_as(article),
            tags=frozenset({SITE, *context["made_from"]}),
            allowances=meter.allowances,
            # The same for every variant: an entry has one plan.
            until=min(placed.until, spent.until if spent else inf),
            section=article.section_id or 0,
        )
    return answer


def _variant(request: HttpRequest, article: ArticlePage, level: Level, allowances: Allowances) -> Variant:
    """What this visitor is shown; noted, but for a render for the front door, which notes what it does itself."""
    if getattr(request, "page_variant", None) is not None:
        return variant_for(request, level, counted_as(article), allowances)
    before = visitor_with_gifts(request)
    variant = variant_for(request, level, counted_as(article), allowances)
    after = visitor_with_gifts(request)
    note(request, before, after, level, counted_as(article), article.section_id or 0, allowances, variant)
    return variant


def article_preview(request: HttpRequest, article: ArticlePage, mode: str) -> HttpResponse:
    """What a visitor of ``mode`` (a variant) would see of a draft. Kept by nobody, found by no search engine."""
    variant = Variant(mode) if mode in set(Variant) else Variant.FULL
    spent = spent_words(rules_in_force(), timezone.now())
    context = {**article_context(request, article, variant, article.level), "spent": spent, "is_preview": True}
    return previewed(render(request, TEMPLATE, context))


def article_context(request: HttpRequest, article: ArticlePage, variant: Variant, level: Level) -> dict[str, Any]:
    """
    All that the template may know. In a walled variant ``rest_blocks`` is empty and corrections tell only their date.

    ``made_from`` holds the tags of everything whose words are on the page.
    """
    full = variant is Variant.FULL or level is Level.FREE
    parts = _parts(article, level, full)
    load_sizes([article.hero, *pictures_in([*parts.teaser, *parts.rest])])
    section = article.get_parent().specific_deferred
    authors = [byline.author for byline in article.bylines.select_related("author__face").order_by("sort_order")]
    topics = list(article.topics.all())
    corrections = [{"at": one.at, "text": one.text if full else ""} for one in article.corrections.all()]
    wall = None if full else wall_of(level, article.section_id)
    path = path_of(article)
    share = size_of(article.hero, SHARE)
    told = Told(
        url=settings.STANDFIRST_SITE_URL + (path_of(article.alias_of) if article.alias_of else path),
        section=section.title,
        authors=authors,
        corrections=corrections,
        image=settings.STANDFIRST_SITE_URL + share.url if share else "",
        publisher=publication_of(request).name,
    )
    return {
        "page": article,
        "path": path,
        "canonical": told.url,
        "share_image": told.image,
        "variant": Variant.FULL.value if full else variant.value,
        "level": level.value,
        "gated": level is not Level.FREE,
        "teaser_blocks": parts.teaser,
        "rest_blocks": parts.rest,
        "wall": None if full else variant.value,
        "words_at_wall": wall if variant is Variant.REGISTER else None,
        "wall_look": wall.look if wall else "",
        "form": None if full else registration_form(next_path=path),
        "next_path": path,
        "talk_path": path_of(article.alias_of) if article.alias_of else path,
        "return_to": path if full else f"{path}#continue",
        "corrections": corrections,
        "authors": authors,
        "topics": topics,
        "section": section,
        "section_url": path_of(section),
        "lang": article.language,
        "dir": direction(article.language),
        "structured_data": article_data(article, level, told),
        "made_from": {
            f"page:{article.pk}",
            f"page:{section.pk}",
            *(f"author:{author.pk}" for author in authors),
            *(f"topic:{topic.pk}" for topic in topics),
            *_related(parts),
        },
    }


def _parts(article: ArticlePage, level: Level, full: bool) -> Split:
    """The text of this variant. The part behind the wall is dropped here, before any template could show it."""
    if level is Level.FREE:
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
