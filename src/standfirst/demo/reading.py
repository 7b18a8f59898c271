"""
Reads the demo's content: a sheet about the newsroom, one of what readers say, a file for each article and policy.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
_EDGE = "+++\n"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file: what its head says, and the words below it. ``path`` is like ``harbour/the-pilot``."""

    path: str
    head: dict[str, Any]
    words: str

    @property
    def section(self) -> str:
        return self.path.split("/")[0]

    @property
    def slug(self) -> str:
        return self.path.split("/")[-1]


def newsroom() -> dict[str, Any]:
    """The sheet: publication, sections, authors, topics, front, newsletters, accounts."""
    return tomllib.loads((CONTENT / "newsroom.toml").read_text(encoding="utf-8"))


def conversations() -> dict[str, Any]:
    """The sheet of what readers say: people, comments, who follows whom."""
    return tomllib.loads((CONTENT / "conversations.toml").read_text(encoding="utf-8"))


def articles() -> list[Manuscript]:
    """Every article, the oldest first, as they came out."""
    found = [_manuscript(file, file.relative_to(CONTENT / "articles")) for file in _files("articles")]
    return sorted(found, key=lambda manuscript: -int(manuscript.head["hours"]))


def policies() -> list[Manuscript]:
    """Every version of every policy, in the order of their numbers."""
    found = [_manuscript(file, file.relative_to(CONTENT / "policies")) for file in _files("policies")]
    return sorted(found, key=lambda manuscript: (manuscript.head["kind"], manuscript.head["number"]))


def _files(folder: str) -> Iterator[Path]:
    return iter(sorted((CONTENT / folder).rglob("*.md")))


def _manuscript(file: Path, place: Path) -> Manuscript:
    start, head, words = file.read_text(encoding="utf-8").split(_EDGE, 2)
    if start:
        raise ValueError(f"{file} does not begin with its head")
    return Manuscript(place.with_suffix("").as_posix(), tomllib.loads(head), words.strip())
