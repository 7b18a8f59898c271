"""Nobody finds what somebody before them was given: not in memory, not on a shared connection, not by a validator."""

from collections.abc import Sequence
from itertools import pairwise, product

import pytest

from tests.exits.cast import Cast
from tests.exits.catalogue import CACHE, METHOD_AND_PROTOCOL, SPELLINGS, WHO_YOU_SAY_YOU_ARE
from tests.exits.oracle import Oracle
from tests.exits.visitors import STRANGER, Visitor, Visitors
from tests.exits.walking import Walk, ask, words_about
from tests.serving.running import RunningSite
from tests.serving.wire import Answer, Connection, request

Oracles = dict[frozenset[str], Oracle]
CODINGS = ("identity", "gzip", "br")
ARTICLES = ("registered-1", "premium-1", "premium-2-alias")


def lines(site: RunningSite, visitor: Visitor, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [*site.host, *visitor.headers, *more]


@pytest.mark.parametrize("name", ["registered-1", "premium-1"])
def test_every_shape_after_a_reader_who_may_read_and_after_an_editor_who_previews(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles, connection: Connection, name: str
) -> None:
    article, oracle = cast[name], oracles[STRANGER]
    words = words_about(site, cast, article, '"nothing"')
    entitled, stranger = Walk(site, visitors.subscriber(), oracle), Walk(site, visitors.stranger(), oracle)
    editor = visitors.editor()
    opened = 0
    shapes = (*WHO_YOU_SAY_YOU_ARE[::3], *METHOD_AND_PROTOCOL, *SPELLINGS, *CACHE)
    for number, shape in enumerate(shapes):
        if number % 20 == 0:
            preview = connection.get(f"/admin/pages/{article.pk}/view_draft/", lines(site, editor))
            assert preview.status == 200
            assert oracle.hits(preview)
        about = shape.about(words)
        # One connection is one process: the second asks where the first has just warmed the page.
        opened += bool(oracle.hits(ask(connection, entitled, about)))
        hits = oracle.hits(ask(connection, stranger, about))
        assert not hits, f"{about} after somebody who may read it: {hits}"
    assert opened > 150, "the reader before the stranger was given the article too seldom for this to mean much"


@pytest.mark.parametrize("name", ARTICLES)
def test_in_whatever_order_they_come_everybody_gets_their_own(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles, connection: Connection, name: str
) -> None:
    oracle, path = oracles[STRANGER], cast[name].path
    comers = (visitors.stranger(), visitors.registered(), visitors.subscriber(), visitors.provisional())
    ways = (("GET", ()), ("HEAD", ()), ("GET", (("Range", "bytes=0-99999"),)), ("GET", (("Accept-Encoding", "br"),)))
    first: dict[str, tuple[int, str]] = {}
    for (method, more), visitor in product(ways, every_one_after_every_other(comers)):
        answer = connection.ask(method, path, lines(site, visitor, *more))
        assert answer.status == 200
        assert bool(oracle.hits(answer)) == (cast[name].tier in visitor.tiers and method == "GET"), visitor.name
        if method == "GET" and not more and not answer.has("set-cookie"):
            seen = (len(answer.body), answer.header("etag"))
            assert first.setdefault(visitor.name, seen) == seen


def every_one_after_every_other(comers: Sequence[Visitor]) -> list[Visitor]:
    """``comers`` in a row in which everybody comes right after everybody: themselves, and each of the others."""
    row = [comer for pair in product(comers, repeat=2) for comer in pair]
    assert set(pairwise(row)) == set(product(comers, repeat=2))
    return row


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize("second", ["stranger", "registered", "provisional", "closed"])
def test_two_pipelined_requests_of_different_readers_are_answered_each_in_its_own_way(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles, name: str, second: str
) -> None:
    oracle, path = oracles[STRANGER], cast[name].path
    may, other = visitors.subscriber(), getattr(visitors, second)()
    # Without its pass a session is looked up by Django: its answer is slow, and the next must wait for it.
    slow = Visitor("V5 whose pass is gone", may.tiers, (("Cookie", f"sf_session={cast.sessions['subscriber']}"),))
    for pair in ((may, other), (other, may), (slow, other), (other, slow), (slow, may, other, slow)):
        with Connection(site.port) as connection:
            connection.send(b"".join(request("GET", path, lines(site, each)) for each in pair))
            for each in pair:
                hits = oracle.hits(connection.answer())
                assert bool(hits) == (cast[name].tier in each.tiers), f"{[one.name for one in pair]}: {each.name}"


@pytest.fixture
def validators(
    site: RunningSite, cast: Cast, visitors: Visitors, connection: Connection
) -> dict[tuple[str, str, str], Answer]:
    """Whole answers by article, variant and coding."""
    return {
        (name, who, coding): connection.get(cast[name].path, lines(site, visitor, ("Accept-Encoding", coding)))
        for name in ("registered-1", "premium-1")
        for who, visitor in (("stranger", visitors.stranger()), ("subscriber", visitors.subscriber()))
        for coding in CODINGS
    }


def test_every_variant_in_every_coding_has_a_validator_of_its_own(
    validators: dict[tuple[str, str, str], Answer],
) -> None:
    etags = [answer.header("etag") for answer in validators.values()]
    assert all(etags)
    assert len(set(etags)) == len(etags)


@pytest.mark.parametrize("name", ["registered-1", "premium-1"])
@pytest.mark.parametrize("coding", CODINGS)
def test_the_validator_of_somebody_else_gets_the_whole_of_ones_own_answer(
    site: RunningSite,
    visitors: Visitors,
    oracles: Oracles,
    cast: Cast,
    connection: Connection,
    validators: dict[tuple[str, str, str], Answer],
    name: str,
    coding: str,
) -> None:
    own = validators[name, "stranger", coding]
    for theirs in CODINGS:
        etag = validators[name, "subscriber", theirs].header("etag")
        for header, value in (
            ("If-None-Match", etag),
            ("If-None-Match", f"W/{etag}"),
            ("If-None-Match", f'"x", {etag}, "y"'),
            ("If-Match", etag),
            ("If-Range", etag),
            ("If-Modified-Since", "Wed, 21 Oct 2099 07:28:00 GMT"),
            ("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ):
            more = (("Accept-Encoding", coding), (header, value), ("Range", "bytes=0-"))
            answer = connection.get(cast[name].path, lines(site, visitors.stranger(), *more))
            assert (answer.status, answer.body) == (200, own.body), f"{header}: {value}"
            assert not oracles[STRANGER].hits(answer)


@pytest.mark.parametrize("who", ["stranger", "subscriber"])
@pytest.mark.parametrize("coding", CODINGS)
def test_ones_own_validator_gets_not_modified_and_not_a_byte_more(
    site: RunningSite,
    visitors: Visitors,
    cast: Cast,
    connection: Connection,
    validators: dict[tuple[str, str, str], Answer],
    who: str,
    coding: str,
) -> None:
    own = validators["premium-1", who, coding]
    more = (("Accept-Encoding", coding), ("If-None-Match", own.header("etag")))
    answer = connection.get(cast["premium-1"].path, lines(site, getattr(visitors, who)(), *more))
    assert (answer.status, answer.body) == (304, b"")
    assert answer.header("etag") == own.header("etag")
    assert answer.header("cache-control") == own.header("cache-control")


def test_a_reader_whose_pass_runs_out_is_not_told_that_the_whole_article_is_unchanged(
    site: RunningSite,
    visitors: Visitors,
    cast: Cast,
    connection: Connection,
    validators: dict[tuple[str, str, str], Answer],
) -> None:
    etag = validators["premium-1", "subscriber", "identity"].header("etag")
    answer = connection.get(cast["premium-1"].path, lines(site, visitors.lapsed(), ("If-None-Match", etag)))
    assert answer.status == 200


def test_parameters_of_somebody_who_may_read_open_nothing_for_who_comes_without_them(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles, connection: Connection
) -> None:
    path, oracle = cast["premium-1"].path, oracles[STRANGER]
    for query in ("full=1", "gift=x", "page=2", "_=1", "utm_source=letter", "amp=1"):
        for line in (("X-Forwarded-Host", "a.example"), ("X-Unlock", "1"), ("Accept", "text/markdown")):
            assert oracle.hits(connection.get(f"{path}?{query}", lines(site, visitors.subscriber(), line)))
            for target, more in ((path, ()), (f"{path}?{query}", ()), (path, (line,)), (f"{path}?{query}", (line,))):
                assert not oracle.hits(connection.get(target, lines(site, visitors.stranger(), *more)))
