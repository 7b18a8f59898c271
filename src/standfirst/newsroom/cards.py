"""What a list shows of an article: nothing from behind the wall, and no query a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.encoding import escape_uri_path
from wagtail.models import Page, PageViewRestriction

from standfirst.access.levels import Level
from standfirst.newsroom.languages import direction
from standfirst.newsroom.levels import levels_of
from standfirst.newsroom.models import ArticleByline, ArticlePage, Author, Picture


@dataclass(frozen=True, slots=True)
class Card:
    """
    One article in a list. ``url`` is a path; ``published`` is in UTC; ``counted``: the id under which it counts.
    """

    article: int
    counted: int
    headline: str
    standfirst: str
    kicker: str
    url: str
    level: Level
    picture: Picture | None
    picture_alt: str
    published: datetime | None
    updated: datetime | None
    story_key: UUID
    authors: tuple[Author, ...]
    lang: str
    dir: str

    @property
    def premium(self) -> bool:
        return self.level is Level.PREMIUM


def listed() -> QuerySet[ArticlePage]:
    """Every article that the public may know of, newest first, read from the index that has this order."""
    articles: QuerySet[ArticlePage] = ArticlePage.objects.live().filter(listed_at__isnull=False)
    if hidden := _hidden_trees():
        articles = articles.exclude(hidden)
    return articles.order_by("-listed_at", "-pk")


def stories() -> QuerySet[ArticlePage]:
    """``listed`` with every story once: without the aliases that also stand in another section."""
    return listed().filter(alias_of=None)


def cards_for(articles: QuerySet[ArticlePage] | Iterable[ArticlePage]) -> list[Card]:
    """Cards in the order of ``articles``; at most six queries, however many there are. No article's body is loaded."""
    if isinstance(articles, QuerySet):
        names = Prefetch("bylines", ArticleByline.objects.select_related("author").order_by("sort_order"))
        articles = articles.select_related("hero").prefetch_related(names, "hero__renditions").defer("body")
    found = list(articles)
    levels = levels_of(found)
    return [_card(article, levels[article.pk]) for article in found]


def path_of(page: Page) -> str:
    """The public path of a page below the front: its path in the tree without the front's own step. No query."""
    tree: str = page.url_path
    return path_below_front(tree)


def path_below_front(tree_path: str) -> str:
    """``/front/harbour/the-pilot/`` as readers know it: ``/harbour/the-pilot/``, percent-encoded where it must be."""
    return escape_uri_path("/" + tree_path.split("/", 2)[2])


def _hidden_trees() -> Q:
    """Pages under one of Wagtail's view restrictions (a password, a login, a group): never listed to anybody."""
    hidden = Q()
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        hidden |= Q(path__startswith=path)
    return hidden


def _card(article: ArticlePage, level: Level) -> Card:
    return Card(
        article=article.pk,
        counted=article.alias_of_id or article.pk,
        headline=article.title,
        standfirst=article.standfirst,
        kicker=article.kicker,
        url=path_of(article),
        level=level,
        picture=article.hero,
        picture_alt=article.hero_alt or (article.hero.description if article.hero else ""),
        published=article.first_published_at,
        updated=article.updated_at,
        story_key=article.story_key,
        authors=tuple(byline.author for byline in article.bylines.all()),
        lang=article.language,
        dir=direction(article.language),
    )
