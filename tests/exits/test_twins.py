"""
Two articles that are alike but for the text behind the wall, ten times as long in one: who may not read on cannot tell.
"""

import re
from collections.abc import Iterator

import pytest

from tests.exits.cast import Article, Cast
from tests.exits.catalogue import FOR_AN_ARTICLE, Shape
from tests.exits.oracle import Oracle
from tests.exits.visitors import Visitors
from tests.exits.walking import Walk, ask, words_about
from tests.serving.running import RunningSite
from tests.serving.wire import Answer, Connection

_NAMES_AN_ARTICLE = re.compile(r"\{(path|bare|upper|slug|id|key)\}")
_TOKEN = re.compile(rb"(csrfmiddlewaretoken[^>]*value=\"|sf_csrf=|sf_pass=|ETag: \")[\w.-]+?(?=[\";-])")
_CONVERSATION = re.compile(rb"(?<=/live/conversation/)\d+(?=/)")
_CLOCK = re.compile(rb"(?i)^(date|expires): .*?\r\n|; expires=[^;]*", re.MULTILINE)


def nameless(answer: Answer, article: Article | None = None) -> Iterator[bytes]:
    """``answer`` without what must differ: the time, what is drawn by lot, the name and the number of ``article``."""
    coded = bool(answer.header("content-encoding"))
    head = re.sub(rb"(?i)content-length: \d+\r\n", b"", answer.head) if coded else answer.head
    for part in (head, answer.plain):
        if article is not None:
            for name in (article.path, article.slug, article.path.upper(), article.key):
                part = part.replace(name.encode(), b"<the article>")
            part = re.sub(rb"(?<=[/=])%d\b|(?<=\"id\": )%d\b" % (article.pk, article.pk), b"<its number>", part)
        yield _CLOCK.sub(b"", _TOKEN.sub(rb"\1<lot>", _CONVERSATION.sub(b"<its number>", part)))


def _differ(answers: list[Answer], twins: tuple[Article, Article]) -> bool:
    first, second = answers
    # A list that names both is the same for both.
    if [*nameless(first)] == [*nameless(second)]:
        return False
    return [*nameless(first, twins[0])] != [*nameless(second, twins[1])]


@pytest.mark.parametrize(
    ("level", "who"), [("registered", "stranger"), ("premium", "stranger"), ("premium", "registered")]
)
def test_no_shape_tells_the_twins_apart(
    site: RunningSite, cast: Cast, visitors: Visitors, connection: Connection, level: str, who: str
) -> None:
    twins = (cast[f"{level}-twin-a"], cast[f"{level}-twin-b"])
    assert sum(map(len, twins[1].gated)) > 8 * sum(map(len, twins[0].gated))
    assert len(str(twins[0].pk)) == len(str(twins[1].pk)), "their numbers alone would make answers of two lengths"
    walk = Walk(site, getattr(visitors, who)(), Oracle(cast, ()))
    words = [words_about(site, cast, twin, '"nothing"') | {"revision": "1", "word": "tide"} for twin in twins]
    told: list[Shape] = []
    asked = 0
    for shape in FOR_AN_ARTICLE:
        if not _NAMES_AN_ARTICLE.search(f"{shape.target} {shape.headers}"):
            continue
        asked += 1
        # A pass that is renewed between the two makes them differ once; what tells them apart does so each time.
        if all(_differ([ask(connection, walk, shape.about(about)) for about in words], twins) for _ in range(2)):
            told.append(shape)
    assert asked > 500
    assert not told, "\n".join(map(str, told))


def test_somebody_who_may_read_both_can_tell(cast: Cast, visitors: Visitors, connection: Connection) -> None:
    twins = (cast["premium-twin-a"], cast["premium-twin-b"])
    first, second = (connection.get(twin.path, visitors.subscriber().headers) for twin in twins)
    assert len(second.plain) > len(first.plain) + 1_000
