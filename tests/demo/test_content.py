"""The demo's content holds together: whatever a file names is there, before anybody builds it."""

import pytest

from standfirst.demo import reading
from standfirst.demo.bodies import Known, body_of
from standfirst.demo.drawing.light import LIGHTS
from standfirst.demo.reading import Manuscript
from standfirst.demo.scenes import SCENES, drawn

SHEET = reading.newsroom()
ARTICLES = reading.articles()
PATHS = {article.path for article in ARTICLES}


def slugs(kind: str) -> set[str]:
    return {one["slug"] for one in SHEET[kind]}


def pictures(article: Manuscript) -> dict[str, dict[str, str]]:
    return {"hero": article.head["hero"], **{one["name"]: one for one in article.head.get("pictures", ())}}


def test_there_is_a_newsroom_to_look_at() -> None:
    assert len(ARTICLES) >= 40
    assert len(slugs("sections")) == 6
    assert {article.head["access"] for article in ARTICLES} == {"free", "registered", "premium"}
    assert [article.head["language"] for article in ARTICLES if "language" in article.head] == ["ar"]
    assert any(article.head.get("corrections") for article in ARTICLES)
    assert {version.head["kind"] for version in reading.policies()} == {"terms", "cookies", "privacy"}
    assert sum("groups" in account for account in SHEET["accounts"]) == 2
    assert sum("groups" not in account for account in SHEET["accounts"]) == 3


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.path)
def test_an_article_names_only_what_is_there(article: Manuscript) -> None:
    assert article.section in slugs("sections")
    assert set(article.head["authors"]) <= slugs("authors")
    assert set(article.head["topics"]) <= slugs("topics")
    for told in pictures(article).values():
        assert told["draw"] in SCENES
        assert told["light"] in LIGHTS
        assert told["alt"]
        assert told["caption"]
        assert told["credit"]
    numbers = {path: number for number, path in enumerate(sorted(PATHS), start=1)}
    known = Known(picture=lambda name: dict(pictures(article)[name]), article=lambda path: numbers[path])
    assert any(block["type"] == "text" for block in body_of(article.words, known))


def test_the_front_names_only_what_is_there() -> None:
    named = {SHEET["front"]["lead"]}.union(*(row.get("articles", ()) for row in SHEET["front"]["rows"]))
    assert named <= PATHS
    assert {row["section"] for row in SHEET["front"]["rows"] if "section" in row} <= slugs("sections")


def test_equal_seeds_draw_equal_bytes() -> None:
    assert drawn("a", "ferry", "dawn") == drawn("a", "ferry", "dawn")
    assert drawn("a", "ferry", "dawn") != drawn("b", "ferry", "dawn")


def test_tags_in_the_words_of_an_article_are_words() -> None:
    nothing = Known(picture=lambda name: {}, article=lambda path: 0)
    assert body_of("A <b>bold</b> *word*.", nothing) == [
        {"type": "text", "value": "<p>A &lt;b&gt;bold&lt;/b&gt; <em>word</em>.</p>"}
    ]
