"""Sitemaps: every address the public may know, and for news search the articles of the last two days."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from standfirst.newsroom.cards import path_below_front, stories
from standfirst.newsroom.context import publication_of
from standfirst.newsroom.feeds import xml_text
from standfirst.newsroom.listing import kept
from standfirst.newsroom.models import Author, Correction, HomePage, PolicyPage, SectionPage, Topic

PER_FILE = 5_000
NEWS_FOR = timedelta(days=2)
NEWS_MOST = 1_000

Row = tuple[str, datetime | None]


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses in one file, or an index of files of 5,000 (sitemaps.org allows 50,000)."""
    starts = _starts()
    if len(starts) <= 1:
        return _file([*_other_pages(), *_people_and_topics(), *(_articles(starts[0]) if starts else ())], request)
    names = ["pages", *(str(number) for number in range(1, len(starts) + 1))]
    files = [f"{settings.STANDFIRST_SITE_URL}/sitemap-{name}.xml" for name in names]
    return _xml(render(request, "newsroom/sitemap_index.xml", {"files": files}))


@require_safe
def sitemap_part(request: HttpRequest, part: str) -> HttpResponse:
    """One file of the index: ``pages`` (all that is no article), or a number from 1."""
    if part == "pages":
        return _file([*_other_pages(), *_people_and_topics()], request)
    starts = _starts()
    if not 1 <= int(part) <= len(starts):
        raise Http404
    return _file(list(_articles(starts[int(part) - 1])), request)


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """
    Articles first published in the last two days, at most 1,000. Source: Google, "News sitemaps".

    What is in it depends on the clock, so the front door does not keep it.
    """
    since = timezone.now() - NEWS_FOR
    articles = stories().filter(listed_at__gte=since).values_list("url_path", "title", "language", "listed_at")
    rows = [
        {"url": _absolute(path), "title": xml_text(title), "lang": language, "at": at}
        for path, title, language, at in articles[:NEWS_MOST]
    ]
    answer = render(
        request, "newsroom/news_sitemap.xml", {"rows": rows, "name": xml_text(publication_of(request).name)}
    )
    answer["Content-Type"] = "application/xml; charset=utf-8"
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def _starts() -> list[int]:
    """
    The article that each file begins with, in the order of their ids.

    By id, because a file then keeps its articles when new ones come: only the last one grows.
    """
    ids = list(stories().order_by("pk").values_list("pk", flat=True))
    return ids[::PER_FILE]


def _articles(start: int) -> Iterator[Row]:
    corrected = Correction.objects.filter(article=OuterRef("pk")).order_by("-at").values("at")[:1]
    articles = stories().filter(pk__gte=start).annotate(corrected_at=Subquery(corrected)).order_by("pk")
    for path, *dates in articles.values_list("url_path", "updated_at", "listed_at", "corrected_at")[:PER_FILE]:
        yield _absolute(path), max(filter(None, dates), default=None)


def _other_pages() -> Iterator[Row]:
    for kind in (HomePage, SectionPage, PolicyPage):
        for path in kind.objects.live().public().order_by("path").values_list("url_path", flat=True):
            yield _absolute(path), None


def _people_and_topics() -> Iterator[Row]:
    things: list[Author | Topic] = [*Author.objects.only("slug"), *Topic.objects.only("slug")]
    for thing in things:
        yield settings.STANDFIRST_SITE_URL + thing.get_absolute_url(), None


def _absolute(tree_path: str) -> str:
    return f"{settings.STANDFIRST_SITE_URL}{path_below_front(tree_path)}"


def _file(rows: list[Row], request: HttpRequest) -> HttpResponse:
    return _xml(render(request, "newsroom/sitemap.xml", {"rows": rows}))


def _xml(answer: HttpResponse) -> HttpResponse:
    answer["Content-Type"] = "application/xml; charset=utf-8"
    return kept(answer, params=())
