"""What a mail of notices is made of: plain words for its three templates, and whole addresses."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import translation

from standfirst.discussion.models import Notice
from standfirst.discussion.notice_words import lines_of
from standfirst.readers.models import Reader

SHOWN = 50
"""A longer digest would be cut off by mail programs; the rest is in the inbox."""


def entries_of(notices: Collection[Notice], reader: Reader) -> dict[str, Any]:
    """``notices`` for the mail to ``reader``: those at the top, and how many there are."""
    with translation.override(reader.language or settings.LANGUAGE_CODE):
        lines = lines_of(list(notices)[:SHOWN])
    return {
        "notices": [{**asdict(line), "url": _whole(line.path)} for line in lines],
        "count": len(notices),
        "more": max(0, len(notices) - SHOWN),
        "first_name": reader.first_name,
    }


def _whole(path: str) -> str:
    return f"{settings.STANDFIRST_SITE_URL}{path}" if path.startswith("/") else path
