"""Sitemaps: every address the public may know, and for news search the articles of the last two days."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from standfirst.newsroom.cards import front_path, listed
from standfirst.newsroom.listing import kept
from standfirst.newsroom.models import Author, Publication, Topic

PER_FILE = 5_000
NEWS_FOR = timedelta(days=2)
NEWS_MOST = 1_000


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses in one file, or an index of files of 5,000 (sitemaps.org allows 50,000)."""
    pages = (_pages().count() + PER_FILE - 1) // PER_FILE
    if pages <= 1:
        return _file([*_page_rows(0), *_people_and_topics()], request)
    files = [f"{settings.STANDFIRST_SITE_URL}/sitemap-{number}.xml" for number in range(1, pages + 1)]
    files.append(f"{settings.STANDFIRST_SITE_URL}/sitemap-people.xml")
    return _xml(render(request, "newsroom/sitemap_index.xml", {"files": files}))


@require_safe
def sitemap_part(request: HttpRequest, part: str) -> HttpResponse:
    """One file of the index: ``people`` (authors and topics), or a number from 1."""
    rows = list(_people_and_topics()) if part == "people" else list(_page_rows(int(part) - 1))
    if not rows:
        raise Http404
    return _file(rows, request)


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Articles first published in the last two days, at most 1,000. Source: Google, "News sitemaps"."""
    front, since = front_path(), timezone.now() - NEWS_FOR
    articles = listed().filter(first_published_at__gte=since).defer("body")[:NEWS_MOST]
    rows = [
        {"url": _absolute(article.url_path, front), "title": article.title, "lang": article.language,
         "at": article.first_published_at}
        for article in articles
    ]  # fmt: skip
    name = Publication.for_site(Site.objects.get(is_default_site=True)).name
    return _xml(render(request, "newsroom/news_sitemap.xml", {"rows": rows, "name": name}))


def _pages() -> "Iterable[Page]":
    return Page.objects.live().public().filter(url_path__startswith=front_path()).order_by("pk")


def _page_rows(part: int) -> Iterable[tuple[str, datetime | None]]:
    front = front_path()
    rows = _pages().values_list("url_path", "last_published_at")[part * PER_FILE : (part + 1) * PER_FILE]
    return ((_absolute(path, front), changed) for path, changed in rows)


def _people_and_topics() -> Iterable[tuple[str, datetime | None]]:
    for thing in [*Author.objects.all(), *Topic.objects.all()]:
        yield settings.STANDFIRST_SITE_URL + thing.get_absolute_url(), None


def _absolute(tree_path: str, front: str) -> str:
    return f"{settings.STANDFIRST_SITE_URL}/{tree_path.removeprefix(front)}"


def _file(rows: list[tuple[str, datetime | None]], request: HttpRequest) -> HttpResponse:
    return _xml(render(request, "newsroom/sitemap.xml", {"rows": rows}))


def _xml(answer: HttpResponse) -> HttpResponse:
    answer["Content-Type"] = "application/xml; charset=utf-8"
    return kept(answer, params=())
