"""Several who write the search index at the same time: editors who publish, and the worker."""

import threading

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from wagtail.models import Locale
from wagtail.search.backends import get_search_backend

from standfirst.newsroom.models import ArticlePage, HomePage, SectionPage
from tests.newsroom.making import an_article

ROUNDS = 50


@pytest.fixture
def articles(transactional_db: None) -> list[ArticlePage]:
    # Tests that commit leave empty tables behind them.
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    home = HomePage.objects.first() or HomePage.add_root(instance=HomePage(title="Front", slug="front"))
    section = home.add_child(instance=SectionPage(title="Harbour", slug="harbour"))
    return [an_article(section, slug) for slug in ("first", "second", "third")]


def test_they_take_turns_and_none_of_them_fails(articles: list[ArticlePage]) -> None:
    failed: list[str] = []

    def publishes(article: ArticlePage) -> None:
        try:
            for _ in range(ROUNDS):
                with transaction.atomic():
                    get_search_backend().add(article)
                    get_search_backend().add(article)
        except DatabaseError as error:
            failed.append(str(error))
        finally:
            connection.close()

    def works() -> None:
        try:
            for number in range(ROUNDS):
                get_search_backend().add(articles[number % 3])
        except DatabaseError as error:
            failed.append(str(error))
        finally:
            connection.close()

    writers = [threading.Thread(target=publishes, args=(article,)) for article in articles[:2]]
    writers += [threading.Thread(target=works) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not failed
