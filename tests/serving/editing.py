"""What the desk can do: Wagtail's own verbs, on the pages of a running site."""

from typing import Any

from django.db import close_old_connections
from django.db.models import Sum
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from standfirst.access.subscribing import grant
from standfirst.audience.models import Figure
from standfirst.newsroom.models import ArticlePage, HomePage, SectionPage
from standfirst.readers.models import Reader


def publish(slug: str, fields: dict[str, Any]) -> dict[str, Any]:
    close_old_connections()
    section = SectionPage.objects.filter(slug="harbour").first()
    if section is None:
        section = HomePage.objects.get().add_child(instance=SectionPage(title="Harbour", slug="harbour"))
    article = section.add_child(instance=ArticlePage(slug=slug, title=slug.replace("-", " ").title(), live=False))
    _with(article, fields).save_revision().publish()
    return {"id": article.pk}


def change(page: int, fields: dict[str, Any]) -> None:
    close_old_connections()
    _with(ArticlePage.objects.get(pk=page), fields).save_revision().publish()


def unpublish(page: int) -> None:
    close_old_connections()
    ArticlePage.objects.get(pk=page).unpublish()


def delete(page: int) -> None:
    close_old_connections()
    ArticlePage.objects.get(pk=page).delete()


def close_off(page: int) -> None:
    close_old_connections()
    PageViewRestriction.objects.create(
        page=Page.objects.get(pk=page), restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )


def alias(page: int, slug: str) -> dict[str, Any]:
    close_old_connections()
    made = ArticlePage.objects.get(pk=page).create_alias(update_slug=slug)
    return {"id": made.pk}


def session_of_a_subscriber() -> dict[str, Any]:
    close_old_connections()
    reader = Reader.objects.create_user("sue@example.com", "Tulip9 orchard", first_name="Sue")
    grant(reader.subject, source="test")
    client = Client()
    client.force_login(reader, "standfirst.readers.backend.LimitedBackend")
    return {"key": client.session.session_key}


def figures() -> dict[str, Any]:
    close_old_connections()
    summed = Figure.objects.filter(article__gt=0).values_list("kind", "article").annotate(all=Sum("n"))
    return {"figures": [list(row) for row in summed]}


def _with(article: ArticlePage, fields: dict[str, Any]) -> ArticlePage:
    for name, value in fields.items():
        setattr(article, name, [("text", value)] if name == "body" else value)
    return article
