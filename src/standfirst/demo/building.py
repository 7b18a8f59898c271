"""Builds the demo newsroom in an empty database, by the verbs that people and imports use."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from standfirst.access.levels import Tier
from standfirst.access.subscribing import grant
from standfirst.demo import reading
from standfirst.demo.audience import make_up_figures
from standfirst.demo.bodies import Known, body_of, html_of
from standfirst.demo.conversations import talk
from standfirst.demo.decisions import decide_beforehand
from standfirst.demo.pictures import face_of, pictures_of
from standfirst.demo.reading import Manuscript
from standfirst.newsletters.models import Newsletter
from standfirst.newsletters.subscribing import subscribe
from standfirst.newsroom.levels import BY_THE_RULES
from standfirst.newsroom.models import (
    ArticleByline,
    ArticlePage,
    Author,
    Correction,
    HomePage,
    Picture,
    PolicyPage,
    PolicyVersion,
    Publication,
    SectionPage,
    Topic,
)
from standfirst.readers.models import Reader

Step = Callable[[str, int, int], None]
"""Told what is being made, how many of it are done and how many there are."""
_LEFT_TO_THE_RULES = {("sport", "free"), ("culture", "free"), ("business", "free")}
"""Articles that make no choice of their own; the demo has no rules at first, so they are free like the others."""
Illustrated = dict[str, tuple[Picture, dict[str, str]]]


def build(step: Step) -> None:
    """
    Fill an empty database with the demo, all of it or nothing. Pictures go into the media folder on the way.

    Times are counted back from now, so that the newest article is three hours old.
    """
    sheet = reading.newsroom()
    with transaction.atomic():
        home = _publication(sheet)
        _policies(home)
        _newsletters(sheet["newsletters"])
        _accounts(sheet["accounts"])
        authors = {told["slug"]: _author(told) for told in _counted(sheet["authors"], "Portraits", step)}
        topics = {told["slug"]: Topic.objects.create(**told) for told in sheet["topics"]}
        sections = {told["slug"]: home.add_child(instance=SectionPage(**told)) for told in sheet["sections"]}
        articles = _articles(reading.articles(), sections, authors, topics, step)
        _front(home, sheet["front"], sections, articles)
        talk(step)
        decide_beforehand(list(ArticlePage.objects.live().order_by("-first_published_at")))
        make_up_figures()


def _counted(things: list[Any], what: str, step: Step) -> Any:
    for number, thing in enumerate(things):
        step(what, number, len(things))
        yield thing
    step(what, len(things), len(things))


def _publication(sheet: dict[str, Any]) -> HomePage:
    home: HomePage = HomePage.objects.get()
    told = sheet["publication"]
    site = Site.objects.get(is_default_site=True)
    address = settings.STANDFIRST_SITE
    site.site_name, site.hostname = told["name"], address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
    Publication.objects.create(site=site, **{**told, "wall_benefits": "\n".join(told["wall_benefits"])})
    return home


def _policies(home: HomePage) -> None:
    pages: dict[str, PolicyPage] = {}
    for version in reading.policies():
        head = version.head
        if head["kind"] not in pages:
            page = PolicyPage(title=head["title"], slug=head["slug"], kind=head["kind"])
            pages[head["kind"]] = home.add_child(instance=page)
        PolicyVersion.objects.create(
            page=pages[head["kind"]],
            number=head["number"],
            text=html_of(version.words),
            effective_on=timezone.localdate() - timedelta(days=head["days"]),
            material=head.get("material", False),
        )


def _newsletters(told: list[dict[str, Any]]) -> None:
    for order, one in enumerate(told):
        Newsletter.objects.create(sort_order=order, **one)


def _accounts(told: list[dict[str, Any]]) -> None:
    for one in told:
        reader = Reader.objects.create_user(
            one["email"],
            one["password"],
            first_name=one["first_name"],
            last_name=one["last_name"],
            is_staff="groups" in one,
        )
        reader.groups.set(Group.objects.filter(name__in=one.get("groups", ())))
        if one.get("tier") == Tier.SUBSCRIBER:
            grant(reader.subject, source="demo")
        subscribe(reader.pk, one.get("newsletters", ()), source="demo")


def _author(told: dict[str, Any]) -> Author:
    author: Author = Author.objects.create(**{**told, "face": face_of(told)})
    return author


def _articles(
    manuscripts: list[Manuscript],
    sections: dict[str, SectionPage],
    authors: dict[str, Author],
    topics: dict[str, Topic],
    step: Step,
) -> dict[str, ArticlePage]:
    """Drafts first and their bodies afterwards: an article may name one that comes after it."""
    illustrated: dict[str, Illustrated] = {}
    drafts: dict[str, ArticlePage] = {}
    for manuscript in _counted(manuscripts, "Pictures", step):
        illustrated[manuscript.path] = pictures_of(manuscript)
        drafts[manuscript.path] = sections[manuscript.section].add_child(
            instance=_draft(manuscript, illustrated[manuscript.path]["hero"])
        )
    for manuscript in _counted(manuscripts, "Articles", step):
        article = drafts[manuscript.path]
        article.bylines = [ArticleByline(author=authors[slug]) for slug in manuscript.head["authors"]]
        article.topics = [topics[slug] for slug in manuscript.head["topics"]]
        article.corrections = [
            Correction(text=told["text"], at=_ago(told["hours"])) for told in manuscript.head.get("corrections", ())
        ]
        article.body = body_of(manuscript.words, _known(illustrated[manuscript.path], drafts))
        article.save_revision().publish()
    return drafts


def _draft(manuscript: Manuscript, hero: tuple[Picture, dict[str, str]]) -> ArticlePage:
    head = manuscript.head
    picture, told = hero
    return ArticlePage(
        title=head["headline"],
        slug=manuscript.slug,
        kicker=head["kicker"],
        standfirst=head["standfirst"],
        dateline=head["dateline"],
        access_level=BY_THE_RULES if (manuscript.section, head["access"]) in _LEFT_TO_THE_RULES else head["access"],
        language=head.get("language", "en"),
        hero=picture,
        hero_caption=told["caption"],
        hero_alt=told["alt"],
        live=False,
        first_published_at=_ago(head["hours"]),
        updated_at=_ago(head["updated"]) if "updated" in head else None,
    )


def _known(pictures: Illustrated, drafts: dict[str, ArticlePage]) -> Known:
    def picture(name: str) -> dict[str, Any]:
        found, told = pictures[name]
        return {"image": found.pk, "caption": told["caption"], "alt": told["alt"]}

    return Known(picture=picture, article=lambda path: int(drafts[path].pk))


def _front(
    home: HomePage, told: dict[str, Any], sections: dict[str, SectionPage], articles: dict[str, ArticlePage]
) -> None:
    home.lead = articles[told["lead"]]
    home.latest_count = told["latest"]
    home.rows = [
        {"type": "section", "value": {"section": sections[row["section"]].pk, "count": row["count"]}}
        if "section" in row
        else {
            "type": "picked",
            "value": {"title": row["title"], "articles": [articles[path].pk for path in row["articles"]]},
        }
        for row in told["rows"]
    ]
    home.save_revision().publish()


def _ago(hours: float) -> Any:
    return timezone.now() - timedelta(hours=hours)
