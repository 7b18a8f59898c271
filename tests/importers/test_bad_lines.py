"""A bad line is said with its number, in plain words, and the good ones go in."""

import json
from pathlib import Path

import pytest

from standfirst.importers.lines import LONGEST_LINE
from standfirst.newsroom.models import ArticlePage
from tests.importers.support import an_article, import_articles, jsonl

pytestmark = pytest.mark.django_db


def said_of(folder: Path, line: dict[str, object] | str) -> str:
    """What is said of the second of three lines, of which the others are good and go in."""
    run = import_articles(jsonl(folder, an_article(1), line, an_article(3)))
    assert run.status == 1
    assert ArticlePage.objects.count() == 2
    assert run.counts["articles"] == {"new": 2, "updated": 0, "unchanged": 0, "refused": 1}
    (problem,) = run.counts["problems"]
    assert run.stderr == f"line 2: {problem['reason']}\n"
    assert problem["line"] == 2
    return str(problem["reason"])


def test_bad_json_on_line_7_of_10_brings_in_9_and_exits_1(tmp_path: Path) -> None:
    lines: list[dict[str, object] | str] = [an_article(n) for n in range(1, 11)]
    lines[6] = '{"id": 7, "headline": "Half'
    run = import_articles(jsonl(tmp_path, *lines))
    assert run.status == 1
    assert run.stderr.startswith("line 7: bad JSON: Unterminated string")
    assert ArticlePage.objects.count() == 9
    assert not ArticlePage.objects.filter(source_id="articles:7").exists()


@pytest.mark.parametrize("field", ["id", "section", "headline", "body", "access", "published_at"])
def test_a_field_that_is_needed_and_not_there_is_named(tmp_path: Path, field: str) -> None:
    assert said_of(tmp_path, an_article(2, **{field: None})) == f"{field} is missing"


@pytest.mark.parametrize("field", ["id", "section", "headline", "body", "access", "published_at"])
def test_a_field_of_nothing_but_space_is_missing(tmp_path: Path, field: str) -> None:
    assert said_of(tmp_path, an_article(2, **{field: " \t\u200a"})) == f"{field} is missing"


WRONG_TYPES = [
    ({"id": 1.5}, "id must be text"),
    ({"id": True}, "id must be text"),
    ({"id": 10**200}, "id is too long"),
    ({"headline": 7}, "headline must be text"),
    ({"body": ["<p>One</p>"]}, "body must be text"),
    ({"published_at": 1772357400}, "published_at must be text"),
    ({"authors": "Ada Nance"}, "authors must be a list of names"),
    ({"topics": ["Ferries", 7]}, "topics must be a list of names"),
    ({"image": "ferry.jpg"}, "image must be an object"),
    ({"image": {"caption": "x", "credit": "y"}}, "image has neither file nor url"),
    ({"image": {"file": 7, "credit": "y"}}, "image.file must be text"),
]


@pytest.mark.parametrize(("changes", "words"), WRONG_TYPES, ids=[words for _, words in WRONG_TYPES])
def test_a_field_of_the_wrong_kind_is_named(tmp_path: Path, changes: dict[str, object], words: str) -> None:
    assert said_of(tmp_path, an_article(2, **changes)) == words


TOO_LONG = [
    ({"headline": "x" * 256}, "headline has 256 characters; 255 is the most"),
    ({"kicker": "x" * 61}, "kicker has 61 characters; 60 is the most"),
    ({"section": "x" * 121}, "section has 121 characters; 120 is the most"),
    ({"authors": ["x" * 121]}, "authors has a name of 121 characters; 120 is the most"),
    ({"image": {"file": "a", "credit": "x" * 161}}, "image.credit has 161 characters; 160 is the most"),
]


@pytest.mark.parametrize(("changes", "words"), TOO_LONG)
def test_a_field_that_is_too_long_is_named_with_its_limit(
    tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    assert said_of(tmp_path, an_article(2, **changes)) == words


def test_an_unknown_access_level_is_never_taken_for_free(tmp_path: Path) -> None:
    said = said_of(tmp_path, an_article(2, access="Free "))
    assert said == "access “Free” is none of free, registered, premium"


DATES = [
    ("2026-03-01T09:30:00", "published_at “2026-03-01T09:30:00” has no zone (like Z or +01:00)"),
    ("2026-03-01", "published_at “2026-03-01” has no zone (like Z or +01:00)"),
    ("1 March 2026", "published_at “1 March 2026” is no ISO 8601 date and time"),
    ("2026-02-30T09:30:00Z", "published_at “2026-02-30T09:30:00Z” is no ISO 8601 date and time"),
    ("0001-01-01T00:00:00+14:00", "published_at “0001-01-01T00:00:00+14:00” is too far away"),
]


@pytest.mark.parametrize(("date", "words"), DATES)
def test_a_date_that_is_no_moment_is_said(tmp_path: Path, date: str, words: str) -> None:
    assert said_of(tmp_path, an_article(2, published_at=date)) == words


def test_a_language_that_the_newsroom_has_not_is_said(tmp_path: Path) -> None:
    assert said_of(tmp_path, an_article(2, language="tlh")).startswith("language “tlh” is none of ar, cy, de,")


def test_everything_that_is_wrong_with_a_line_is_said_at_once(tmp_path: Path) -> None:
    said = said_of(tmp_path, {"id": 2, "access": "gratis", "published_at": "soon"})
    assert said == (
        "published_at “soon” is no ISO 8601 date and time; access “gratis” is none of free, registered, premium;"
        " headline is missing; section is missing; body is missing"
    )


def test_an_id_that_was_there_before_is_said_and_the_first_one_stays(tmp_path: Path) -> None:
    said = said_of(tmp_path, an_article(1, headline="An impostor"))
    assert said == "the same id was there before, at line 1"
    assert not ArticlePage.objects.filter(title="An impostor").exists()


NO_OBJECTS = {
    "[1, 2]": "not a JSON object",
    '"text"': "not a JSON object",
    "null": "not a JSON object",
    "{'id': 2}": "bad JSON: Expecting property name enclosed in double quotes at column 2",
    "{} {}": "bad JSON: Extra data at column 4",
    '{"id": ' + "9" * 5000 + "}": "bad JSON: too deep or too long",
    "[" * 100_000: "bad JSON: too deep or too long",
    '{"headline": "a\x01b"}': "bad JSON: Invalid control character at column 16",
}


@pytest.mark.parametrize(("line", "words"), NO_OBJECTS.items(), ids=[*NO_OBJECTS.values()])
def test_a_line_that_is_no_json_object_is_said(tmp_path: Path, line: str, words: str) -> None:
    assert said_of(tmp_path, line) == words


def test_a_line_that_is_not_utf_8_is_said_and_the_next_one_goes_in(tmp_path: Path) -> None:
    path = jsonl(tmp_path, an_article(1, headline="CAFÉ"), an_article(2))
    path.write_bytes(path.read_bytes().replace("É".encode(), b"\xc9"))
    run = import_articles(path)
    assert run.status == 1
    assert run.stderr.startswith("line 1: not UTF-8 at byte ")
    assert ArticlePage.objects.get().source_id == "articles:2"


def test_a_line_longer_than_the_limit_is_refused_unread(tmp_path: Path) -> None:
    assert said_of(tmp_path, "x" * (LONGEST_LINE + 1)) == "longer than 8,000,000 bytes"


def test_a_paragraph_of_5_mb_is_refused_with_its_limit(tmp_path: Path) -> None:
    said = said_of(tmp_path, an_article(2, body=f"<p>{'word ' * 1_000_000}</p>"))
    assert said == "body is longer than 1,000,000 characters"


@pytest.mark.parametrize("tags", ["<div>", "<div><p>", "<b>", "<ul><li>", "<table><tr><td>", "<div></i>"])
def test_tags_10_000_deep_are_refused_and_not_walked(tmp_path: Path, tags: str) -> None:
    said = said_of(tmp_path, an_article(2, body=tags * 10_000 + "deep"))
    assert said in {"body has more than 500 tags inside each other", "body has more than 20,000 tags"}


def test_nul_and_halves_of_characters_are_left_out_of_words(tmp_path: Path) -> None:
    line = json.dumps(an_article(1, headline="A\0 ferry\ud800", body="<p>On\0e\udfff.</p>", authors=["A\0da"]))
    run = import_articles(jsonl(tmp_path, line))
    assert run.status == 0, run.stderr
    article = ArticlePage.objects.get()
    assert (article.title, article.body[0].value.source) == ("A ferry", "<p>One.</p>")
    assert article.bylines.get().author.name == "Ada"


def test_a_byte_order_mark_blank_lines_and_windows_line_ends_are_no_trouble(tmp_path: Path) -> None:
    lines = [json.dumps(an_article(1)), "", "   ", json.dumps(an_article(2))]
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    run = import_articles(path)
    assert (run.status, run.stderr) == (0, "")
    assert ArticlePage.objects.count() == 2


def test_words_of_the_file_cannot_steer_the_terminal_they_are_said_on(tmp_path: Path) -> None:
    said = said_of(tmp_path, an_article(2, access="\x1b[2J\x9b31m\u202efree\r\nline 9: forged"))
    assert said == "access “[2J31mfree line 9: forged” is none of free, registered, premium"


def test_an_unknown_field_is_counted_and_the_article_goes_in(tmp_path: Path) -> None:
    run = import_articles(jsonl(tmp_path, an_article(1, desk="City")))
    assert run.status == 0
    assert run.counts["notes"] == {"unknown field left out": 1}
