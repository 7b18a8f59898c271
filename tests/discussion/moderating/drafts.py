"""Drafts for tests: an ordinary comment of somebody who has written before, and what is told of it besides."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from standfirst.discussion.moderating.draft import AuthorRecord, Draft, Recent, StoryRecord
from standfirst.discussion.moderating.matching import Listed, Words
from standfirst.discussion.moderating.pipeline import decide
from standfirst.discussion.moderating.rules import Rules
from standfirst.discussion.moderating.verdicts import Decision

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
A_REGULAR = AuthorRecord(published=40, decided=10)
AN_OPINION = "The council has known about the bridge since spring, and did nothing."


def a_draft(text: str = AN_OPINION, **told: Any) -> Draft:
    """``told`` are fields of the draft; what is not one is a rule."""
    named = {name: told.pop(name) for name in list(told) if name in Draft.__dataclass_fields__}
    rules = named.pop("rules", Rules())
    ready = Draft(text, "en-GB", A_REGULAR, StoryRecord(), (), NOW, replace(rules, **told))
    return replace(ready, **named)


def decided(text: str = AN_OPINION, **told: Any) -> Decision:
    return decide(a_draft(text, **told))


def reasons(text: str = AN_OPINION, **told: Any) -> list[str]:
    return [word.reason for word in decided(text, **told).words]


def before(text: str, *, seconds: float, here: bool = False) -> Recent:
    return Recent(text, NOW - timedelta(seconds=seconds), here)


def banned(*entries: str, language: str = "en") -> Words:
    return Words(Listed(entry, True, language) for entry in entries)
