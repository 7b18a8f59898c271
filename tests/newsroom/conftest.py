"""A small newsroom: a front, a section, an author; articles and pictures are made as a test needs them."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

if TYPE_CHECKING:  # this file is read before Django is set up: models can only be imported by the fixtures
    from standfirst.newsroom.models import ArticlePage, Author, HomePage, SectionPage, Topic
    from standfirst.readers.models import Reader


@pytest.fixture(autouse=True)
def media_of_its_own(tmp_path: Path, settings: Settings) -> None:
    """Pictures of a test go into a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()  # sizes of pictures: ids are given again in every test


@pytest.fixture
def front(db: None) -> "HomePage":
    """The front that a new installation has; made anew where a test with commits of its own has emptied every table."""
    from wagtail.models import Locale, Page, Site

    from standfirst.newsroom.models import HomePage

    if (home := HomePage.objects.first()) is not None:
        return home
    Locale.objects.get_or_create(language_code="en-gb")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    front: HomePage = root.add_child(instance=HomePage(title="Front", slug="front"))
    Site.objects.create(hostname="localhost", root_page=front, is_default_site=True)
    return front


@pytest.fixture
def harbour(front: "HomePage") -> "SectionPage":
    """The section that most tests publish in."""
    from standfirst.newsroom.models import SectionPage

    return front.add_child(instance=SectionPage(title="Harbour", slug="harbour"))


@pytest.fixture
def culture(front: "HomePage") -> "SectionPage":
    """Another section, after the harbour."""
    from standfirst.newsroom.models import SectionPage

    return front.add_child(instance=SectionPage(title="Culture", slug="culture"))


@pytest.fixture
def ada(db: None) -> "Author":
    """An author with an apostrophe in her name."""
    from standfirst.newsroom.models import Author

    return Author.objects.create(name="Ada O’Malley", slug="ada-omalley", role="Harbour correspondent")


@pytest.fixture
def boats(db: None) -> "Topic":
    """A topic."""
    from standfirst.newsroom.models import Topic

    return Topic.objects.create(name="Boats", slug="boats")


@pytest.fixture
def article(harbour: "SectionPage", ada: "Author", boats: "Topic") -> "ArticlePage":
    """A published article with its revision, as the editor makes one."""
    from standfirst.newsroom.models import ArticlePage
    from tests.newsroom.making import an_article

    made = an_article(harbour, authors=(ada,), topics=(boats,))
    made.save_revision().publish()
    return ArticlePage.objects.get(pk=made.pk)


@pytest.fixture
def draft(harbour: "SectionPage", ada: "Author", boats: "Topic") -> "ArticlePage":
    """An article that was never published."""
    from standfirst.newsroom.models import ArticlePage
    from tests.newsroom.making import an_article

    made = an_article(harbour, authors=(ada,), topics=(boats,), live=False)
    made.save_revision()
    return ArticlePage.objects.get(pk=made.pk)


@pytest.fixture
def journalist(db: None) -> "Reader":
    """Somebody who writes and may not publish; made as the admin makes one, by a group alone."""
    return _somebody("jo@example.com", "Editors")


@pytest.fixture
def moderator(db: None) -> "Reader":
    """Somebody who may publish."""
    return _somebody("mo@example.com", "Moderators")


@pytest.fixture
def reader(db: None) -> "Reader":
    """Somebody with an account and nothing more."""
    return _somebody("ann@example.com")


@pytest.fixture
def desk(client: Client, moderator: "Reader") -> Client:
    """A browser in which somebody is signed in who may publish."""
    client.force_login(moderator)
    return client


def _somebody(email: str, *groups: str) -> "Reader":
    from django.contrib.auth.models import Group

    from standfirst.readers.models import Reader

    somebody = Reader.objects.create_user(email, "correct horse 9")
    somebody.groups.set(Group.objects.filter(name__in=groups))
    return somebody
