"""
Writes articles a batch at a time, each batch in one transaction.

Wagtail's own way (``add_child`` for each) makes dozens of queries and three tasks an article. Here the places in the
tree are computed and the rows go in in bulk; what is written is the same: ``tests/importers/test_same_as_wagtail.py``
compares the two.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import F, Max, Model, sql
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backends

from standfirst.generations.raising import raise_for
from standfirst.importers.incoming import Incoming, Refused
from standfirst.importers.models import Imported
from standfirst.importers.places import Places
from standfirst.importers.slugs import free_slugs, wished_slug
from standfirst.importers.updating import has_pictures, schedule, update
from standfirst.newsroom.models import ArticleByline, ArticlePage, SectionPage

BATCH = 200


@dataclass(slots=True)
class Written:
    """How many articles of a batch were new, had changed, or were here as they are."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0


def write(batch: Sequence[Incoming], places: Places) -> Written:
    """
    Bring ``batch`` in, all of it or, when something raises, nothing. No source id may be in it twice.

    Raises Refused when an article of that source id is here and was not brought in by an import, or would lose its
    pictures.
    """
    with transaction.atomic():
        digests = {incoming.source_id: incoming.digest() for incoming in batch}
        known = {row.source_id: row for row in Imported.objects.filter(source_id__in=digests)}
        new = [incoming for incoming in batch if incoming.source_id not in known]
        changed = [
            incoming
            for incoming in batch
            if incoming.source_id in known and known[incoming.source_id].digest != digests[incoming.source_id]
        ]
        sections_before = places.new_sections
        articles = _insert(new, places) if new else []
        for incoming in changed:
            row = known[incoming.source_id]
            article = ArticlePage.objects.get(pk=row.article_id)
            if incoming.without_pictures and has_pictures(article):
                raise Refused("it is here with pictures, which would be lost: give --media again")
            update(article, incoming, places)
            Imported.objects.filter(pk=row.pk).update(digest=digests[incoming.source_id])
        Imported.objects.bulk_create(
            Imported(source_id=article.source_id, article_id=article.pk, digest=digests[article.source_id])
            for article in articles
        )
        if new or changed:
            raise_for("lists", *(f"page:{known[incoming.source_id].article_id}" for incoming in changed))
        if places.new_sections > sections_before:
            raise_for("site")
    return Written(len(new), len(changed), len(batch) - len(new) - len(changed))


def _insert(new: Sequence[Incoming], places: Places) -> list[ArticlePage]:
    now = timezone.now()
    if taken := ArticlePage.objects.filter(source_id__in=[incoming.source_id for incoming in new]).first():
        raise Refused(f"an article from {taken.source_id} is here already and was not brought in by an import")
    by_section: dict[int, list[tuple[Incoming, ArticlePage]]] = defaultdict(list)
    sections: dict[int, SectionPage] = {}
    pairs = []
    for incoming in new:
        section = places.section(incoming.section, listed=incoming.section_listed)
        sections[section.pk] = section
        article = article_from(incoming, section, now)
        by_section[section.pk].append((incoming, article))
        pairs.append((incoming, article))
    for key, members in by_section.items():
        _put_in_tree(sections[key], members)
    articles = [article for _, article in pairs]
    _insert_rows(articles)
    _insert_relations(pairs, places)
    _log(articles, now)
    _index_references(articles)
    for article in articles:
        # The index asks three times for words that take longer to find than all others: here they are found once.
        article.__dict__["teaser_text"] = article.teaser_text()
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(ArticlePage, articles)
    for incoming, article in pairs:
        if incoming.published_at and incoming.published_at > now:
            schedule(article, incoming.published_at)
    return articles


def article_from(incoming: Incoming, section: SectionPage, now: datetime) -> ArticlePage:
    """The page, without its place among its siblings, its slug and its relations."""
    public = incoming.published_at is not None and incoming.published_at <= now
    published = incoming.published_at if public else None
    return ArticlePage(
        title=incoming.headline,
        draft_title=incoming.headline,
        live=public,
        has_unpublished_changes=not public,
        first_published_at=published,
        last_published_at=(incoming.updated_at or published) if public else None,
        locale_id=section.locale_id,
        standfirst=incoming.standfirst,
        kicker=incoming.kicker,
        dateline=incoming.dateline,
        access_level=incoming.access.value,
        language=incoming.language,
        hero_id=incoming.hero,
        hero_caption=incoming.hero_caption,
        hero_alt=incoming.hero_alt,
        body=incoming.raw_body(),
        updated_at=incoming.updated_at,
        source_id=incoming.source_id,
        section_id=section.pk,
        listed_at=published,
    )


def _put_in_tree(section: SectionPage, members: Sequence[tuple[Incoming, ArticlePage]]) -> None:
    """Give each article its slug, its path after the last sibling, and count it at the section."""
    # Whoever else adds to this section waits until our paths are in the table. SQLite has one writer anyway.
    Page.objects.select_for_update().get(pk=section.pk)
    siblings = Page.objects.filter(path__startswith=section.path, depth=section.depth + 1)
    last = siblings.aggregate(path=Max("path"))["path"]
    step = Page._str2int(last[-Page.steplen :]) if last else 0
    slugs = free_slugs(section, [wished_slug(incoming) for incoming, _ in members])
    for place, (_, article) in enumerate(members, start=1):
        article.path = Page._get_path(section.path, section.depth + 1, step + place)
        article.depth = section.depth + 1
        article.slug = slugs[place - 1]
        article.url_path = f"{section.url_path}{article.slug}/"
    Page.objects.filter(pk=section.pk).update(numchild=F("numchild") + len(members))


def _insert_rows(articles: Sequence[ArticlePage]) -> None:
    """The row of the page, then the row of the article: two tables hold one object."""
    of_page = [field for field in Page._meta.concrete_fields if not field.primary_key]
    pages = Page.objects.bulk_create(
        [Page(**{field.attname: getattr(article, field.attname) for field in of_page}) for article in articles]
    )
    for article, page in zip(articles, pages, strict=True):
        article.pk = article.id = page.pk
        article._state.adding = False
    _insert_child_rows(articles)


def _insert_child_rows(articles: Sequence[ArticlePage]) -> None:
    """
    Insert only the article's own columns.

    ``bulk_create`` refuses models with a parent table because it cannot know the parent's keys; we have them. So this
    builds the same INSERT that it would.
    """
    fields = [field for field in ArticlePage._meta.local_concrete_fields if isinstance(field, models.Field)]
    size = connection.ops.bulk_batch_size(fields, articles)
    for first in range(0, len(articles), size):
        query = sql.InsertQuery(ArticlePage)
        query.insert_values(fields, [*articles[first : first + size]])
        query.get_compiler(connection=connection).execute_sql()


def _insert_relations(pairs: Sequence[tuple[Incoming, ArticlePage]], places: Places) -> None:
    through = ArticlePage.topics.through
    nothing: dict[str, list[Model]] = {r.get_accessor_name(): [] for r in get_all_child_relations(ArticlePage)}
    bylines: list[ArticleByline] = []
    links: list[Model] = []
    for incoming, article in pairs:
        authors = [places.author(name) for name in incoming.authors]
        topics = list(dict.fromkeys(places.topic(name) for name in incoming.topics))
        own = [ArticleByline(article=article, author=author, sort_order=n) for n, author in enumerate(authors)]
        # The article knows its relations from here on, so that the indexes below ask the database for none of them.
        article._cluster_related_objects = {**nothing, "bylines": own, "topics": topics}
        bylines.extend(own)
        links.extend(through(articlepage_id=article.pk, topic_id=topic.pk) for topic in topics)
    ArticleByline.objects.bulk_create(bylines)
    through._default_manager.bulk_create(links)


def _index_references(articles: Sequence[ArticlePage]) -> None:
    """What is used where: the rows that create_or_update_for_object writes for a page that has none yet."""
    kind, base = ContentType.objects.get_for_model(ArticlePage), ContentType.objects.get_for_model(Page)
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=kind,
            base_content_type=base,
            object_id=article.pk,
            to_content_type_id=to_kind,
            to_object_id=to,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for article in articles
        for to_kind, to, model_path, content_path in set(ReferenceIndex._extract_references_from_object(article))
    )


def _log(articles: Sequence[ArticlePage], now: datetime) -> None:
    """The line in each page's history that says it was made, and that no person of ours did it."""
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=article.pk,
            content_type_id=article.content_type_id,
            label=article.title,
            action="wagtail.create",
            timestamp=now,
            content_changed=True,
        )
        for article in articles
    )
