"""Articles and pictures for the tests of the newsroom, with only what matters written out."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from unittest import mock

from django.core.files.images import ImageFile
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from standfirst.access.levels import Variant
from standfirst.generations.models import Change
from standfirst.newsroom.models import ArticleByline, ArticlePage, Author, Correction, Picture, SectionPage, Topic
from standfirst.rendering import Rendered, render_variant

ARTICLE = "/harbour/the-pilot/"
EXITS = (
    "/",
    "/harbour/",
    "/topics/boats/",
    "/authors/ada-omalley/",
    "/feed/",
    "/feed/atom/",
    "/harbour/feed/",
    "/topics/boats/feed/",
    "/authors/ada-omalley/feed/",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/search/?q=pilot",
    "/api/v1/articles/",
)
"""Where a public article is named besides its own page."""

PARAGRAPHS = "<p>First paragraph.</p><p>Second paragraph.</p><p>The zebra secret.</p>"


def an_article(
    section: SectionPage,
    slug: str = "the-pilot",
    *,
    authors: tuple[Author, ...] = (),
    topics: tuple[Topic, ...] = (),
    corrections: tuple[str, ...] = (),
    **fields: Any,
) -> ArticlePage:
    """A published article; with the defaults free, of three paragraphs of which the third says "zebra"."""
    told = {
        "access_level": "free",
        "title": slug.replace("-", " ").title(),
        "standfirst": "What it is about.",
        "body": [("text", PARAGRAPHS)],
    }
    article: ArticlePage = section.add_child(instance=ArticlePage(slug=slug, **{**told, **fields}))
    for author in authors:
        article.bylines.add(ArticleByline(author=author))
    for text in corrections:
        article.corrections.add(Correction(text=text))
    article.topics.add(*topics)
    article.save()
    return article


def a_picture(credit: str = "Ann Other", description: str = "A boat at the quay", **exif: Any) -> Picture:
    """A picture of 800 by 500."""
    file = BytesIO()
    Image.new("RGB", (800, 500), "steelblue").save(file, "JPEG", **exif)
    file.seek(0)
    picture = Picture(title="A boat", credit=credit, description=description, file=ImageFile(file, name="boat.jpg"))
    picture.save()
    return picture


def rendered(path: str, variant: Variant = Variant.FULL, query: str = "") -> Rendered:
    """The page as the front door would keep it."""
    with _the_connection_of_the_test_left_open():
        return render_variant(path, query, variant)


def words(path: str, variant: Variant = Variant.FULL, query: str = "") -> str:
    """The body of a page that answers 200."""
    answer = rendered(path, variant, query)
    assert answer.status == 200, answer.status
    return answer.body.decode()


def named_at(client: Client) -> set[str]:
    """The exits that name the article, by its address or by its headline."""
    return {path for path in EXITS if any(word in client.get(path).text for word in ("the-pilot", "The Pilot"))}


def queries_of(path: str, query: str = "") -> int:
    """How many questions a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        words(path, query=query)
    return len(asked)


def raised_since(last: int) -> set[str]:
    """The tags that were raised after the change with the id ``last``."""
    return set(Change.objects.filter(pk__gt=last).values_list("tag", flat=True))


def last_change() -> int:
    """The id of the newest change, 0 when there is none."""
    newest = Change.objects.order_by("-pk").first()
    return newest.pk if newest else 0


@contextmanager
def _the_connection_of_the_test_left_open() -> Iterator[None]:
    """A render tidies up its connection, as a request does; here that is the test's own, in its transaction."""
    request_finished.disconnect(close_old_connections)
    try:
        with mock.patch("standfirst.rendering.close_old_connections"):
            yield
    finally:
        request_finished.connect(close_old_connections)
