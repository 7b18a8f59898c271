"""The command as somebody types it: what is printed where, and how it ends."""

import io
import json
from pathlib import Path

import pytest

from standfirst.cli import main
from standfirst.importers import commands
from standfirst.importers.report import SAID_AT_MOST
from standfirst.newsroom.models import ArticlePage, HomePage
from tests.importers.support import an_article, an_item, import_articles, jsonl, wxr

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_articles_are_brought_in_and_counted_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["import", "articles", str(jsonl(tmp_path, an_article(1), an_article(2)))])
    printed = capsys.readouterr()
    assert (status, printed.err) == (0, "")
    assert printed.out.startswith("new 2\nupdated 0\nunchanged 0\nrefused 0\n\n2 articles in ")
    assert printed.out.endswith("Next: standfirst serve\n")


def test_an_export_is_brought_in_and_counted_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = wxr(tmp_path, an_item(1), an_item(2, post_type="revision"), an_item(3, content="[x a=1]"))
    assert main(["import", "wordpress", str(path)]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[:14] == [
        "new 2",
        "updated 0",
        "unchanged 0",
        "refused 0",
        "",
        "In the file, by kind:",
        "      2  post",
        "      1  revision",
        "",
        "Not brought over, by reason:",
        "      1  revision: only the last state of an article is brought over",
        "",
        "Left out of articles that went in:",
        "      1  shortcode [x] left out",
    ]


def test_with_json_standard_output_holds_one_object_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = jsonl(tmp_path, an_article(1), "{", an_article(3))
    assert main(["import", "articles", str(path), "--json"]) == 1
    printed = capsys.readouterr()
    counts = json.loads(printed.out)
    assert counts.pop("seconds") >= 0
    reason = "bad JSON: Expecting property name enclosed in double quotes at column 2"
    assert counts == {
        "articles": {"new": 2, "updated": 0, "unchanged": 0, "refused": 1},
        "pictures": 0,
        "kinds": {},
        "skipped": [],
        "notes": {},
        "problems": [{"line": 2, "reason": reason}],
    }
    assert printed.err == f"line 2: {reason}\n"


def test_what_to_do_next_is_said_when_not_all_is_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = jsonl(tmp_path, "{")
    assert main(["import", "articles", str(path)]) == 1
    assert f"Next: mend what is said above and import {path} again" in capsys.readouterr().out


def empty(folder: Path) -> list[str]:
    (folder / "empty.jsonl").touch()
    return [str(folder / "empty.jsonl")]


CANNOT_START = {
    "missing": (lambda folder: [str(folder / "gone.jsonl")], "gone.jsonl is not a file."),
    "folder": (lambda folder: [str(folder)], " is not a file."),
    "empty": (empty, "empty.jsonl is empty."),
    "no media": (
        lambda folder: [str(jsonl(folder, an_article())), "--media", str(folder / "gone")],
        "gone is not a folder.",
    ),
}


@pytest.mark.parametrize("kind", ["articles", "wordpress"])
@pytest.mark.parametrize(("words", "sentence"), CANNOT_START.values(), ids=CANNOT_START)
def test_an_import_that_cannot_start_says_why_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, words: object, sentence: str
) -> None:
    assert callable(words)
    assert main(["import", kind, *words(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    first, why, what_to_do = printed.err.splitlines()
    assert first == "The import did not start."
    assert why.endswith(sentence)
    assert what_to_do.endswith(".")
    assert not ArticlePage.objects.exists()


def test_without_a_front_page_nothing_is_begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    HomePage.objects.get().delete()
    assert main(["import", "articles", str(jsonl(tmp_path, an_article()))]) == 2
    assert "The site has no front page.\nMake one in the admin" in capsys.readouterr().err


def test_wrong_words_end_with_2_and_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["import"],
        ["import", "ghost", "x.json"],
        ["import", "articles"],
        ["import", "articles", "a", "--fetch"],
    ):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
        assert "usage: standfirst" in capsys.readouterr().err


def test_the_help_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", "articles", "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert all(word in out for word in ("FILE", "--media DIR", "--json"))


def test_a_terminal_shows_a_bar_and_standard_output_stays_clean(tmp_path: Path) -> None:
    stdout, stderr = io.StringIO(), Terminal()
    commands.import_articles(jsonl(tmp_path, an_article(1)), None, True, stdout, stderr)
    assert "articles.jsonl" in stderr.getvalue()
    assert "100%" in stderr.getvalue()
    assert json.loads(stdout.getvalue())["articles"]["new"] == 1


def test_trouble_without_end_is_said_up_to_a_limit_and_counted_to_the_last(tmp_path: Path) -> None:
    run = import_articles(jsonl(tmp_path, *["{"] * (SAID_AT_MOST + 5)))
    assert run.counts["articles"]["refused"] == SAID_AT_MOST + 5
    assert len(run.counts["problems"]) == SAID_AT_MOST
    lines = run.stderr.splitlines()
    assert len(lines) == SAID_AT_MOST + 1
    assert lines[-1] == "… and more, not said one by one."
