"""What a list shows of an article: nothing from behind the wall, and no query a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from wagtail.models import Site

from standfirst.access.levels import Level
from standfirst.newsroom.languages import direction
from standfirst.newsroom.models import ArticleByline, ArticlePage, Author, Picture


@dataclass(frozen=True, slots=True)
class Card:
    """One article in a list. ``url`` is a path; ``published`` is in UTC."""

    article: int
    headline: str
    standfirst: str
    kicker: str
    url: str
    level: Level
    picture: Picture | None
    picture_alt: str
    published: datetime | None
    authors: tuple[Author, ...]
    lang: str
    dir: str

    @property
    def premium(self) -> bool:
        return self.level is Level.PREMIUM


def listed() -> QuerySet[ArticlePage]:
    """Every article that the public may know of, newest first, with what a card needs. No article's body is loaded."""
    articles: QuerySet[ArticlePage] = ArticlePage.objects.live().public()
    return articles.order_by("-first_published_at", "-pk")


def cards_for(articles: QuerySet[ArticlePage] | Iterable[ArticlePage]) -> list[Card]:
    """Cards in the order of ``articles``; at most four queries, however many there are."""
    if isinstance(articles, QuerySet):
        names = Prefetch("bylines", ArticleByline.objects.select_related("author").order_by("sort_order"))
        articles = articles.select_related("hero").prefetch_related(names, "hero__renditions").defer("body")
    front = front_path()
    return [_card(article, front) for article in articles]


def cards_of(wanted: list[int]) -> list[Card]:
    """Cards of the articles with these ids, in this order; those the public may not know of are left out."""
    found = {card.article: card for card in cards_for(listed().filter(pk__in=wanted))}
    return [found[article] for article in wanted if article in found]


def front_path() -> str:
    """The tree path of the front, which every public path begins after."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    return site.root_page.url_path if site else "/"


def path_of(article: ArticlePage, front: str) -> str:
    """The public path of a page, from its tree path and the front's."""
    tree: str = article.url_path
    return "/" + tree.removeprefix(front)


def _card(article: ArticlePage, front: str) -> Card:
    return Card(
        article=article.pk,
        headline=article.title,
        standfirst=article.standfirst,
        kicker=article.kicker,
        url=path_of(article, front),
        level=article.level,
        picture=article.hero,
        picture_alt=article.hero_alt or (article.hero.description if article.hero else ""),
        published=article.first_published_at,
        authors=tuple(byline.author for byline in article.bylines.all()),
        lang=article.language,
        dir=direction(article.language),
    )
