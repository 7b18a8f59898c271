"""No exit of the site, asked in any way, gives gated text to somebody who may not read it."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from tests.exits import routes
from tests.exits.cast import Cast
from tests.exits.catalogue import (
    CACHE,
    ELSEWHERE,
    FOR_AN_ARTICLE,
    FOR_ANY_ADDRESS,
    METHOD_AND_PROTOCOL,
    NUMBERS,
    SPELLINGS,
    Shape,
)
from tests.exits.oracle import Oracle
from tests.exits.visitors import STRANGER, Visitor, Visitors
from tests.exits.walking import Walk, words_about
from tests.serving.running import RunningSite
from tests.serving.wire import Connection

Oracles = dict[frozenset[str], Oracle]

WITHOUT_A_GOOD_PASS = (*METHOD_AND_PROTOCOL, *SPELLINGS, *CACHE)
"""For those whom Django has to look up at every request. What they say of themselves the others have said."""

_LINKED = re.compile(
    r"""(?:href|src|srcset|action|content|hx-post|data-[a-z]+)=["']([^"']+)["']|<(?:loc|link)>([^<]+)<"""
)


def test_the_whole_catalogue_is_tried_or_says_where_it_is() -> None:
    tried = {shape.number for shape in FOR_AN_ARTICLE}
    assert tried.isdisjoint(ELSEWHERE)
    assert tried | set(ELSEWHERE) == set(NUMBERS)


def test_every_shape_at_a_gated_article_from_everybody_who_may_not_read_it(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles
) -> None:
    tours: list[tuple[Visitor, str, tuple[Shape, ...]]] = [
        (visitors.stranger(), "registered-1", FOR_AN_ARTICLE),
        (visitors.stranger(), "premium-1", FOR_AN_ARTICLE),
        (visitors.stranger(), "premium-2-alias", METHOD_AND_PROTOCOL),
        (visitors.stranger(), "registered-2-copy", METHOD_AND_PROTOCOL),
        (visitors.forger(), "registered-1", FOR_AN_ARTICLE),
        (visitors.false_crawler(), "premium-1", FOR_AN_ARTICLE),
        (visitors.provisional(), "premium-1", FOR_AN_ARTICLE),
        (visitors.registered(), "premium-1", FOR_AN_ARTICLE),
        (visitors.at_a_premium_wall(), "premium-1", FOR_AN_ARTICLE),
        (visitors.called_back("lapsed"), "premium-1", WITHOUT_A_GOOD_PASS),
        (visitors.called_back("closed"), "registered-1", WITHOUT_A_GOOD_PASS),
        (visitors.provisional_without_pass(), "premium-1", WITHOUT_A_GOOD_PASS),
        (visitors.lapsed(), "premium-1", WITHOUT_A_GOOD_PASS),
        (visitors.closed(), "registered-1", WITHOUT_A_GOOD_PASS),
        (visitors.given_another(), "premium-1", FOR_AN_ARTICLE),
        (visitors.registered_and_given_another(), "premium-1", CACHE),
        (visitors.held_a_gift("stopped"), "premium-1", WITHOUT_A_GOOD_PASS),
        (visitors.held_a_gift("ended"), "premium-1", CACHE),
        (visitors.held_a_gift("closed"), "premium-1", CACHE),
    ]
    faults: list[str] = []
    for visitor, name, shapes in tours:
        words = words_about(site, cast, cast[name], _etag_of_an_entitled_reader(site, cast, visitors, name))
        faults += Walk(site, visitor, oracles[visitor.tiers]).faults([shape.about(words) for shape in shapes])
    assert not faults, "\n".join(faults)


def test_every_forged_cookie_at_every_gated_article(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles
) -> None:
    stranger = visitors.stranger()
    shapes = [
        Shape(12, target=cast[name].path, headers=(("Cookie", cookie),))
        for name in ("registered-1", "premium-1")
        for cookie in visitors.forged_cookies()
    ]
    faults = Walk(site, stranger, oracles[stranger.tiers]).faults(shapes)
    assert not faults, "\n".join(faults)


def test_every_route_by_every_method_from_everybody_who_may_not_read_all(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles
) -> None:
    articles = [cast["registered-1"], cast["premium-1"], cast["never-published"]]
    everywhere = list(routes.addresses(cast, articles))
    tours = [
        (visitors.stranger(), ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH")),
        (visitors.provisional(), ("GET",)),
        (visitors.registered(), ("GET", "POST")),
        (visitors.closed(), ("GET",)),
        (visitors.held_a_gift("stopped"), ("GET",)),
    ]
    faults: list[str] = []
    for visitor, methods in tours:
        # A browser says that a form comes from our own pages; without it a post ends at the door.
        lines = (("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded"))
        shapes = [
            Shape(1, method, each.path, lines if method == "POST" else ())
            for method in methods
            for each in everywhere
            # Signing out would end the session that the other tests come with.
            if not (method == "POST" and "out" in each.route and "sf_session" in str(visitor.headers))
        ]
        faults += Walk(site, visitor, oracles[visitor.tiers]).faults(shapes)
    assert not faults, "\n".join(faults)


def test_every_public_address_in_every_dress(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles
) -> None:
    public = [
        each
        for each in routes.addresses(cast, [cast["registered-1"]])
        if not each.path.startswith(("/admin/", "/reset-password/", "/register/confirm/"))
        and "{path}" not in each.route
    ]
    stranger = visitors.stranger()
    shapes = [
        shape.about({"path": each.path, "host": f"127.0.0.1:{site.port}", "etag": '"x"', "word": "tide", "id": "1"})
        for each in public
        for shape in FOR_ANY_ADDRESS
    ]
    faults = Walk(site, stranger, oracles[stranger.tiers]).faults(shapes)
    assert not faults, "\n".join(faults)


def test_everything_that_a_page_of_a_stranger_links_to(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles
) -> None:
    stranger = visitors.stranger()
    walk = Walk(site, stranger, oracles[stranger.tiers])
    found = {"/", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt", *(article.path for article in cast.walled)}
    newest = set(found)
    faults: list[str] = []
    with Connection(site.port) as connection:
        for _ in range(6):
            faults += walk.faults([Shape(8, target=target) for target in sorted(newest)])
            linked = {link for target in newest for link in _links(connection, site, target)}
            newest = linked - found
            found |= newest
    assert not newest, f"there is always more: {sorted(newest)[:20]}"
    assert len(found) > 60
    assert not faults, "\n".join(faults)


def test_an_editor_of_another_section_meets_the_wall_and_opens_no_draft(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles, connection: Connection
) -> None:
    editor = visitors.of_another_desk()
    for article in cast.of_tier("premium"):
        inside = [f"/admin/pages/{article.pk}/{what}/" for what in ("edit", "view_draft", "history")]
        for path in (
            article.path,
            *inside,
            *(f"/admin/pages/{article.pk}/revisions/{n}/view/" for n in article.revisions),
        ):
            assert not oracles[editor.tiers].hits(connection.get(path, [*site.host, *editor.headers])), path


@pytest.mark.parametrize("name", ["registered-1", "premium-1"])
def test_fifty_browsers_without_cookies(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: Oracles, name: str
) -> None:
    for _ in range(50):
        with Connection(site.port) as fresh:
            answer = fresh.get(cast[name].path, site.host)
        assert not oracles[STRANGER].hits(answer)
        assert not answer.has("set-cookie")


def _links(connection: Connection, site: RunningSite, target: str) -> set[str]:
    """Where the answer at ``target`` points to on this site, by whatever attribute or header line."""
    answer = connection.get(target, site.host)
    if not answer.header("content-type").startswith(
        ("text/", "application/xml", "application/rss", "application/atom")
    ):
        return set()
    places = [first or second for first, second in _LINKED.findall(answer.text)]
    places += re.findall(r"<([^>]+)>", answer.header("link")) + re.findall(
        r"^Sitemap: (.+)$", answer.text, re.MULTILINE
    )
    links = set()
    for place in places:
        for one in unescape(place).split(", "):
            url = urlsplit(urljoin(site.url + target, one.split(" ")[0]))
            # What is listened to has no end; its events are read in `serving/test_listening.py`.
            if url.netloc == urlsplit(site.url).netloc and url.path and not url.path.startswith("/live/"):
                links.add(url.path + (f"?{url.query}" if url.query else ""))
    return links


def _etag_of_an_entitled_reader(site: RunningSite, cast: Cast, visitors: Visitors, name: str) -> str:
    with Connection(site.port) as connection:
        etag = connection.get(cast[name].path, visitors.subscriber().headers).header("etag")
    assert etag
    return etag
