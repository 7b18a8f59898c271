"""RSS and Atom: of the whole site, a section, a topic, an author. Headline and standfirst, never more."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape

from standfirst.newsroom.cards import Card, listed, path_of, stories
from standfirst.newsroom.context import publication_of
from standfirst.newsroom.listing import by_author, cards_in_order, kept
from standfirst.newsroom.models import Author, SectionPage, Topic

ENTRIES = 30

# A character that XML 1.0 cannot hold would break the feed for everybody. Source: XML 1.0, production [2] Char.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ArticleFeed(Feed[Card, Any]):
    """The newest articles of whatever ``get_object`` finds, as RSS 2.0."""

    feed_type: type[SyndicationFeed] = Rss201rev2Feed
    ending = "feed/"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        answer = super().__call__(request, *args, **kwargs)
        # Django would answer a conditional request from the newest date alone; the front door compares the bytes.
        del answer["Last-Modified"]
        return kept(answer, params=())

    def get_object(self, request: HttpRequest, **named: str) -> Any:
        return None

    def title(self, thing: Any) -> str:
        name = publication_of().name
        return xml_text(f"{name}: {thing}" if thing is not None else name)

    def link(self, thing: Any) -> str:
        # Always the configured address: Django would take the one that the request came to.
        return settings.STANDFIRST_SITE_URL + _path(thing)

    def feed_url(self, thing: Any) -> str:
        return self.link(thing) + self.ending

    def description(self, thing: Any) -> str:
        if thing is None:
            return xml_text(publication_of().strap_line)
        return xml_text(getattr(thing, "introduction", "") or getattr(thing, "about", ""))

    def items(self, thing: Any) -> list[Card]:
        articles = stories()
        if isinstance(thing, SectionPage):
            articles = listed().filter(section=thing)
        elif isinstance(thing, Topic):
            articles = articles.filter(topics=thing)
        elif isinstance(thing, Author):
            articles = by_author(thing)
        return cards_in_order(list(articles.values_list("pk", flat=True)[:ENTRIES]))

    def item_title(self, item: Any) -> str:
        return xml_text(item.headline)

    def item_description(self, item: Any) -> str:
        # Both formats say that this is HTML (Atom in so many words), and readers take it for that.
        return escape(xml_text(item.standfirst))

    def item_link(self, item: Any) -> str:
        return f"{settings.STANDFIRST_SITE_URL}{item.url}"

    def item_guid(self, item: Any) -> str:
        # Not the address: an article that moves or gets another slug is no new article.
        return f"urn:uuid:{item.story_key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Any) -> datetime | None:
        published: datetime | None = item.published
        return published

    def item_updateddate(self, item: Any) -> datetime | None:
        updated: datetime | None = item.updated or item.published
        return updated

    def item_author_name(self, item: Any) -> str:
        return xml_text(", ".join(author.name for author in item.authors))


class AtomArticleFeed(ArticleFeed):
    """The same as Atom 1.0."""

    feed_type = Atom1Feed
    ending = "feed/atom/"

    def subtitle(self, thing: Any) -> str:
        return self.description(thing)


def xml_text(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _NO_XML.sub("", text)


def _path(thing: Any) -> str:
    if thing is None:
        return "/"
    return path_of(thing) if isinstance(thing, SectionPage) else str(thing.get_absolute_url())


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
