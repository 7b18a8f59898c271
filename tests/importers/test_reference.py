"""The reference of the imports keeps up with them."""

import re
from pathlib import Path

import pytest

from standfirst.importers import articles, cleaning, figures
from standfirst.newsroom.models import ArticlePage
from tests.importers.support import a_picture, import_articles, jsonl

REFERENCE = (Path(__file__).resolve().parents[2] / "docs" / "reference-import.md").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_the_example_line_comes_in_whole(tmp_path: Path) -> None:
    example = re.search(r"```json\n(.+)\n```", REFERENCE)
    assert example
    a_picture(tmp_path / "media" / "2026" / "ferry.jpg")
    run = import_articles(jsonl(tmp_path, example[1]), tmp_path / "media")
    assert (run.status, run.stderr, run.counts["notes"]) == (0, "", {})
    assert ArticlePage.objects.get().hero is not None


@pytest.mark.parametrize("field", sorted(articles._KNOWN))
def test_a_field_has_a_line(field: str) -> None:
    assert re.search(rf"^\| `{field}` \| (yes)? ?\| .+ \|$", REFERENCE, re.MULTILINE)


@pytest.mark.parametrize("limit", [cleaning.LONGEST, cleaning.MOST_TAGS, figures.CAPTION_LIMIT, figures.ALT_LIMIT])
def test_a_limit_is_named(limit: int) -> None:
    assert f"{limit:,}" in REFERENCE


def test_every_language_is_named() -> None:
    assert all(f"`{code}`" in REFERENCE for code, _ in ArticlePage.LANGUAGES)
