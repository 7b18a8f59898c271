"""RSS and Atom: of the whole site, a section, a topic, an author. Headline and standfirst, never more."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from wagtail.models import Site

from standfirst.newsroom.cards import Card, cards_for, front_path, listed, path_of
from standfirst.newsroom.listing import kept
from standfirst.newsroom.models import Author, Publication, SectionPage, Topic

ENTRIES = 30


class ArticleFeed(Feed[Card, Any]):
    """The newest articles of whatever ``get_object`` finds, as RSS 2.0."""

    feed_type = Rss201rev2Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().__call__(request, *args, **kwargs)
        # Django would answer a conditional request from the newest date alone; the front door compares the bytes.
        del answer["Last-Modified"]
        return kept(answer, params=())

    def get_object(self, request: HttpRequest, **named: str) -> Any:
        return None

    def title(self, thing: Any) -> str:
        name = Publication.for_site(Site.objects.get(is_default_site=True)).name
        return f"{name}: {thing}" if thing is not None else name

    def link(self, thing: Any) -> str:
        if thing is None:
            return "/"
        return path_of(thing, front_path()) if isinstance(thing, SectionPage) else thing.get_absolute_url()

    def description(self, thing: Any) -> str:
        return (getattr(thing, "introduction", "") or getattr(thing, "about", "")) if thing is not None else ""

    def items(self, thing: Any) -> list[Card]:
        articles = listed()
        if isinstance(thing, SectionPage):
            articles = articles.child_of(thing)
        elif isinstance(thing, Topic):
            articles = articles.filter(topics=thing)
        elif isinstance(thing, Author):
            articles = articles.filter(bylines__author=thing)
        return cards_for(articles[:ENTRIES])

    def item_title(self, item: Any) -> str:
        return str(item.headline)

    def item_description(self, item: Any) -> str:
        return str(item.standfirst)

    def item_link(self, item: Any) -> str:
        return str(item.url)

    def item_guid(self, item: Any) -> str:
        return f"{settings.STANDFIRST_SITE_URL}{item.url}"

    item_guid_is_permalink = True

    def item_pubdate(self, item: Any) -> datetime | None:
        published: datetime | None = item.published
        return published

    def item_author_name(self, item: Any) -> str:
        return ", ".join(author.name for author in item.authors)


class AtomArticleFeed(ArticleFeed):
    """The same as Atom 1.0."""

    feed_type = Atom1Feed

    def subtitle(self, thing: Any) -> str:
        return self.description(thing)


class _OfSection:
    def get_object(self, request: HttpRequest, **named: str) -> SectionPage:
        section = SectionPage.objects.live().public().filter(slug=named["section"]).first()
        if section is None:
            raise Http404
        return section


class _OfTopic:
    def get_object(self, request: HttpRequest, **named: str) -> Topic:
        return get_object_or_404(Topic, slug=named["slug"])


class _OfAuthor:
    def get_object(self, request: HttpRequest, **named: str) -> Author:
        return get_object_or_404(Author, slug=named["slug"])


class SectionFeed(_OfSection, ArticleFeed):
    """A section as RSS."""


class SectionAtomFeed(_OfSection, AtomArticleFeed):
    """A section as Atom."""


class TopicFeed(_OfTopic, ArticleFeed):
    """A topic as RSS."""


class TopicAtomFeed(_OfTopic, AtomArticleFeed):
    """A topic as Atom."""


class AuthorFeed(_OfAuthor, ArticleFeed):
    """An author as RSS."""


class AuthorAtomFeed(_OfAuthor, AtomArticleFeed):
    """An author as Atom."""
