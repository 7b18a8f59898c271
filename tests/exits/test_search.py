"""Nobody finds an article by words that they may not read."""

import re
from urllib.parse import quote

import pytest

from tests.exits.cast import Article, Cast
from tests.exits.visitors import Visitors
from tests.serving.running import RunningSite
from tests.serving.wire import Connection


def found(connection: Connection, site: RunningSite, words: str, *more: tuple[str, str]) -> str:
    """The page of results, without the words that were asked for."""
    answer = connection.get(f"/search/?q={quote(words)}", [*site.host, *more])
    assert answer.status == 200, answer.status
    return re.sub(re.escape(words), "<words>", answer.text)


def secrets_of(article: Article) -> list[str]:
    """Words that stand in this article alone: the ends of its canaries, and the canaries."""
    marks = [*article.hidden.values(), *(article.shown.values() if article.tier != "free" else ())]
    return [mark.rpartition("-")[2] for mark in marks] + marks[::5]


@pytest.mark.parametrize("who", ["stranger", "registered", "subscriber"])
def test_words_from_behind_the_wall_find_what_a_word_finds_that_stands_nowhere(
    site: RunningSite, cast: Cast, visitors: Visitors, connection: Connection, who: str
) -> None:
    lines = getattr(visitors, who)().headers
    nothing = found(connection, site, "zzzyyyxxx", *lines)
    assert "No article has these words" in nothing
    articles = ["free-1", "registered-1", "premium-1", "premium-2", "never-published", "withdrawn", "embargoed"]
    asked = 0
    for name in (*articles, "password-only", "login-only", "in-a-closed-room"):
        for words in secrets_of(cast[name]):
            if who == "stranger" or asked % 7 == 0:
                assert found(connection, site, words, *lines) == nothing, f"{name}: {words}"
            asked += 1
    assert asked > 220


def test_words_that_everybody_may_read_are_found(site: RunningSite, cast: Cast, connection: Connection) -> None:
    for name in ("registered-1", "premium-1"):
        assert cast[name].path in found(connection, site, " ".join(cast[name].public[0].split()[:6]))
    assert cast["free-2"].path in found(connection, site, cast["free-2"].shown["third"].rpartition("-")[2])


def test_no_filter_or_order_of_the_interface_for_programs_tells_what_a_text_holds(
    site: RunningSite, cast: Cast, connection: Connection
) -> None:
    plain = connection.get("/api/v1/articles/", site.host).body
    mark = cast["premium-1"].shown["third"]
    for query in (
        f"search={mark}", f"body__icontains={mark}", f"body={mark}", f"q={mark}", "order=body", "ordering=-body",
        "fields=*", "fields=body", f"body__contains={mark}", "limit=1&offset=1", "access=premium", "expand=body",
    ):  # fmt: skip
        assert connection.get(f"/api/v1/articles/?{query}", site.host).body == plain, query
