"""
Brings a WordPress export in: posts become articles, their comments conversations, the rest is counted with the reason
why it is not.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from standfirst.access.levels import Level
from standfirst.importers.attachments import Attachments
from standfirst.importers.bringing import Bringing
from standfirst.importers.cleaning import Unreadable
from standfirst.importers.comments.importing import import_found
from standfirst.importers.comments.report import CommentReport
from standfirst.importers.comments.wordpress import comments_of
from standfirst.importers.conversion import Body, body_from, words_of
from standfirst.importers.incoming import Incoming, Refused
from standfirst.importers.media import MediaFolder
from standfirst.importers.notes import NoPicture, Note, pictures_were_left_out
from standfirst.importers.places import NAME_LIMIT
from standfirst.importers.progress import Advance
from standfirst.importers.report import Report
from standfirst.importers.shortcodes import without_shortcodes
from standfirst.importers.words import headline_from, language_of, one_line, shortened, without_markup
from standfirst.importers.wxr import Channel, Item, channel_of, items_of
from standfirst.newsroom.models import ArticlePage

WITHOUT_CATEGORY = "General"
"""The section of posts that have no category, or only WordPress's “Uncategorized”."""

PAGES = "Pages"
"""The section, itself unpublished, that holds WordPress's pages as drafts."""

_ARTICLES = 0.8
"""Of the way, comments being the rest."""
_DRAFTS = {"draft", "pending", "private"}
_NO_CATEGORY = {"uncategorized", "uncategorised"}
_LANGUAGES = {code for code, _ in ArticlePage.LANGUAGES}
_SKIPPED_KINDS = {
    "nav_menu_item": "menus are arranged in the admin",
    "revision": "only the last state of an article is brought over",
    "custom_css": "looks belong to the theme",
    "customize_changeset": "looks belong to the theme",
    "wp_block": "reusable blocks stand in the articles that use them",
    "wp_template": "looks belong to the theme",
    "wp_template_part": "looks belong to the theme",
    "wp_global_styles": "looks belong to the theme",
    "wp_navigation": "menus are arranged in the admin",
    "oembed_cache": "players are looked up anew",
}


class _Skipped(Exception):
    """Rightly not brought over; the message is the reason."""


def import_items(path: Path, media: MediaFolder, report: Report, advance: Advance) -> None:
    """Bring in every item of the export at ``path``. Raises NotReadable, NoFront."""
    channel = channel_of(path)
    attachments = Attachments(path, media)
    bringing = Bringing(report)
    reader = _Reader(channel, attachments)
    total = max(attachments.items_in_export, 1)
    for number, item in enumerate(items_of(path), start=1):
        kind = shortened(one_line(item["wp:post_type"]), 40) or "item without a type"
        place = f"{shortened(one_line(item['wp:post_id']), 40) or number} ({kind})"
        report.kinds[kind] += 1
        try:
            if kind == "attachment":
                attachments.bring(item)
                report.pictures += 1
            else:
                bringing.take(place, *reader.read(item, kind))
        except (_Skipped, NoPicture) as reason:
            report.skip(kind, str(reason))
        except Refused as reason:
            report.refuse(place, str(reason))
        advance(_ARTICLES * number / total, report.articles)
    bringing.finish()
    _import_comments(path, reader.site, total, report, advance)


def _import_comments(path: Path, site: str, total: int, report: Report, advance: Advance) -> None:
    """After the articles, for a comment goes where its article is."""
    comments = CommentReport("comment", report.stderr)
    import_found(
        comments_of(path, site, total),
        comments,
        lambda share, _: advance(_ARTICLES + (1 - _ARTICLES) * share, report.articles),
        elsewhere="its article was not brought over",
    )
    report.add(comments)
    advance(1.0, report.articles)


class _Reader:
    """Reads items as articles. Everything of a post was public there, so everything is ``free`` here."""

    def __init__(self, channel: Channel, attachments: Attachments) -> None:
        self._channel = channel
        self._attachments = attachments
        # Two exports may both have a post 12: the site is part of the id.
        self.site = urlsplit(channel.values.get("wp:base_blog_url") or channel.values.get("link", "")).netloc or "site"
        main = re.split(r"[-_]", channel.values.get("language", "").lower())[0]
        self._language = main if main in _LANGUAGES else "en"

    def read(self, item: Item, kind: str) -> tuple[Incoming, list[Note]]:
        """
        The article that ``item`` is. Raises _Skipped for what is rightly left, Refused for what is broken.

        WordPress's pages are no news: they come as drafts, out of lists and feeds, for an editor to look at.
        """
        self._check(item, kind)
        notes: list[Note] = []
        body = self._body(item, notes)
        headline = _headline(item, body)
        if len(headline) > 255:
            raise Refused(f"the headline has {len(headline)} characters; 255 is the most")
        draft = kind == "page" or item["wp:status"] in _DRAFTS
        published_at = None if draft else _moment(item, "wp:post_date_gmt", "pubDate", "wp:post_date")
        if not draft and published_at is None:
            raise Refused("it is published, but has no date that can be read")
        section, topics = (PAGES, ()) if kind == "page" else _section_and_topics(item)
        hero = self._attachments.hero(item, notes)
        article = Incoming(
            source_id=f"wordpress:{self.site[:120]}:{_identifier(item)}",
            section=section,
            section_listed=kind != "page",
            headline=headline,
            slug=unquote(item["wp:post_name"]),
            standfirst=without_markup(item["excerpt:encoded"]),
            access=Level.FREE,
            published_at=published_at,
            updated_at=_updated(item, published_at),
            body=tuple(body.blocks),
            authors=self._authors(item),
            topics=topics,
            language=language_of(headline) or self._language,
            hero=hero.number if hero else None,
            hero_caption=hero.caption if hero else "",
            hero_alt=hero.alt if hero else "",
            without_pictures=pictures_were_left_out([*notes, *body.notes]),
        )
        return article, [*notes, *body.notes]

    def _check(self, item: Item, kind: str) -> None:
        status = item["wp:status"]
        if kind not in {"post", "page"}:
            raise _Skipped(_SKIPPED_KINDS.get(kind, "a kind of its own that we have no place for"))
        if item["wp:post_password"]:
            raise _Skipped("protected by a password, and not to be published open")
        if status not in _DRAFTS | {"publish", "future"}:
            raise _Skipped(f"its status is {shortened(status, 40) or 'not said'}")

    def _body(self, item: Item, notes: list[Note]) -> Body:
        content = item["content:encoded"]
        plain = without_shortcodes(content, lambda ids: self._attachments.gallery(item, ids), notes)
        try:
            return body_from(plain, self._attachments.number_of, blank_lines_are_paragraphs="<!-- wp:" not in content)
        except Unreadable as reason:
            raise Refused(str(reason)) from None

    def _authors(self, item: Item) -> tuple[str, ...]:
        login = item["dc:creator"].strip()
        # Some exports carry a stray bracket of a mail address around the name.
        name = self._channel.names.get(login) or self._channel.names.get(login.strip("<> ")) or login.strip("<> ")
        return (shortened(without_markup(name), NAME_LIMIT),) if name else ()


def _identifier(item: Item) -> str:
    identifier = item["wp:post_id"].strip() or item["guid"].strip() or item["link"].strip()
    if not identifier or len(identifier) > 60:
        raise Refused("it has no wp:post_id")
    return identifier


def _headline(item: Item, body: Body) -> str:
    if headline := without_markup(item["title"]):
        return headline
    if headline := headline_from(words_of(body.blocks)):
        return headline
    moment = _moment(item, "wp:post_date_gmt", "pubDate", "wp:post_date")
    return f"Untitled, {moment.day} {moment:%B %Y}" if moment else f"Untitled, no. {item['wp:post_id']}"


def _section_and_topics(item: Item) -> tuple[str, tuple[str, ...]]:
    """The first category is the section; the other categories and the tags are topics, each once."""
    categories = [name for term in item.terms if term.domain == "category" and (name := without_markup(term.name))]
    real = [name for name in categories if name.casefold() not in _NO_CATEGORY]
    tags = [name for term in item.terms if term.domain in {"post_tag", "tag"} and (name := without_markup(term.name))]
    topics = {shortened(name, NAME_LIMIT).casefold(): shortened(name, NAME_LIMIT) for name in [*tags, *real[1:]]}
    return (shortened(real[0], NAME_LIMIT) if real else WITHOUT_CATEGORY), tuple(topics.values())


def _moment(item: Item, *fields: str) -> datetime | None:
    """The first of ``fields`` that is a date. ``…_gmt`` is UTC; a local one, the last resort, is read as UTC."""
    for field in fields:
        text = item[field].strip()
        try:
            moment = parsedate_to_datetime(text) if field == "pubDate" else datetime.fromisoformat(text)
        except (ValueError, TypeError, IndexError):
            continue
        if 1000 <= moment.year <= 9998:
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return None


def _updated(item: Item, published: datetime | None) -> datetime | None:
    modified = _moment(item, "wp:post_modified_gmt")
    return modified if published and modified and modified > published else None
