"""NewsArticle in JSON-LD: what search engines are told, which is never more than the page itself shows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from standfirst.access.levels import Level
from standfirst.newsroom.models import ArticlePage, Author

WALL_SELECTOR = ".gated"
"""The class of the part that is behind the wall: the wall itself in a teaser, the continuation in a full page."""

# Inside a script element only "</" and "<!--" end or change it; JSON may write these characters as escapes.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True, slots=True)
class Told:
    """
    What is told of an article besides its own fields. ``url`` and ``image`` are absolute; ``image`` may be empty.

    ``corrections`` have ``at`` and ``text``; the text is empty where the page does not show it.
    """

    url: str
    section: str
    authors: Sequence[Author]
    corrections: Sequence[dict[str, Any]]
    image: str
    publisher: str


def article_data(article: ArticlePage, level: Level, told: Told) -> str:
    """
    JSON that is safe inside ``<script type="application/ld+json">``. It holds no text of the body at all.

    Gated articles say ``isAccessibleForFree: false`` and name the part behind the wall.
    Source: Google, "Structured data for subscription and paywalled content".
    """
    free = level is Level.FREE
    changed = [article.updated_at, *(correction["at"] for correction in told.corrections), article.first_published_at]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": told.url,
        "headline": article.title,
        "inLanguage": article.language,
        "articleSection": told.section,
        "isAccessibleForFree": free,
        "author": [_person(author) for author in told.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": told.publisher, "url": settings.STANDFIRST_SITE_URL},
        **_at("datePublished", article.first_published_at),
        **_at("dateModified", max((at for at in changed if at is not None), default=None)),
    }
    if article.standfirst:
        data["description"] = article.standfirst
    if told.image:
        data["image"] = [told.image]
    if not free:
        data["hasPart"] = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": WALL_SELECTOR}
    if told.corrections:
        data["correction"] = [_correction(correction) for correction in told.corrections]
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)


def _person(author: Author) -> dict[str, str]:
    return {"@type": "Person", "name": author.name, "url": settings.STANDFIRST_SITE_URL + author.get_absolute_url()}


def _at(name: str, at: datetime | None) -> dict[str, str]:
    return {} if at is None else {name: at.isoformat()}


def _correction(correction: dict[str, Any]) -> dict[str, str]:
    said = {"@type": "CorrectionComment", "datePublished": correction["at"].isoformat()}
    return {**said, "text": correction["text"]} if correction["text"] else said
