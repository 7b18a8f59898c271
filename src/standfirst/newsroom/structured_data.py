"""NewsArticle in JSON-LD: what search engines are told, which is never more than the page itself shows."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from standfirst.newsroom.models import ArticlePage, Author, Correction

WALL_SELECTOR = ".gated"
"""The class of the part that is behind the wall: the wall itself in a teaser, the continuation in a full page."""

# Inside a script element only "</" and "<!--" end or change it; JSON may write these characters as escapes.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def article_data(
    article: ArticlePage,
    path: str,
    authors: Sequence[Author],
    corrections: Sequence[Correction],
    section: str,
    *,
    full: bool,
) -> str:
    """
    JSON that is safe inside ``<script type="application/ld+json">``.

    Gated articles say ``isAccessibleForFree: false`` and name the part behind the wall. The words of a correction are
    in it only when the page is ``full``. Source: Google, "Structured data for subscription and paywalled content".
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": settings.STANDFIRST_SITE_URL + path,
        "headline": article.title,
        "description": article.standfirst,
        "inLanguage": article.language,
        "articleSection": section,
        "isAccessibleForFree": article.level.value == "free",
        "author": [
            {"@type": "Person", "name": author.name, "url": settings.STANDFIRST_SITE_URL + author.get_absolute_url()}
            for author in authors
        ],
    }
    _date(data, "datePublished", article.first_published_at)
    _date(data, "dateModified", article.updated_at or article.first_published_at)
    if article.hero is not None:
        rendition = article.hero.get_rendition("fill-1200x675|format-jpeg")
        data["image"] = [settings.STANDFIRST_SITE_URL + rendition.url]
    if article.level.value != "free":
        data["hasPart"] = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": WALL_SELECTOR}
    if corrections:
        data["correction"] = [_correction(correction, full) for correction in corrections]
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)


def _date(data: dict[str, Any], name: str, at: datetime | None) -> None:
    if at is not None:
        data[name] = at.isoformat()


def _correction(correction: Correction, full: bool) -> dict[str, str]:
    said = {"@type": "CorrectionComment", "datePublished": correction.at.isoformat()}
    return {**said, "text": correction.text} if full else said
