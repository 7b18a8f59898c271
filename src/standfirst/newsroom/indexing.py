"""Keeps the search index in step with what readers see."""

from django_tasks import task
from wagtail.search import index
from wagtail.search.backends import get_search_backends

from standfirst.mail.outbox import queue
from standfirst.newsroom.models import ArticlePage, Author, Topic

AT_ONCE = 500
"""Articles that one task indexes."""


def index_now(article: ArticlePage) -> None:
    """
    Put ``article`` into the index in the transaction that is open.

    Wagtail leaves this to the worker. Until it came round, a search would find a newly gated article by the words that
    are now behind the wall.
    """
    index.insert_or_update_object(article)


def index_later(named: Author | Topic) -> None:
    """Have the worker index again every article that is found by the name of ``named``."""
    found = {"bylines__author": named} if isinstance(named, Author) else {"topics": named}
    ids = list(ArticlePage.objects.filter(**found).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        queue(index_again, articles=ids[start : start + AT_ONCE])


@task()
def index_again(articles: list[int]) -> None:
    """Index the articles with these ids as they are now."""
    found = list(ArticlePage.objects.filter(pk__in=articles))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(ArticlePage, found)
