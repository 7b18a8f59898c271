"""The host that a request names is checked, and never believed."""

import pytest

from tests.exits import rules
from tests.exits.cast import Cast
from tests.exits.catalogue import OTHER_HOSTS
from tests.exits.oracle import Oracle
from tests.exits.visitors import STRANGER, Visitors
from tests.serving.running import RunningSite
from tests.serving.wire import Connection, request


def named(site: RunningSite, host: str) -> str:
    words = {"HOST": site.host[0][1].upper(), "name": "127.0.0.1", "port": str(site.port)}
    for name, word in words.items():
        host = host.replace("{" + name + "}", word)
    return host


@pytest.mark.parametrize("host", OTHER_HOSTS)
def test_another_host_gets_the_page_of_this_one_or_nothing(
    site: RunningSite,
    cast: Cast,
    connection: Connection,
    visitors: Visitors,
    oracles: dict[frozenset[str], Oracle],
    host: str,
) -> None:
    host = named(site, host)
    for path in (cast["premium-1"].path, "/", "/search/?q=x", "/account/", "/feed", "/old-address/", "/admin/"):
        connection.send(request("GET", path, [("Host", host)]))
        answer = connection.answer()
        assert answer.status in (200, 301, 302, 303, 400)
        assert not oracles[STRANGER].hits(answer)
        assert not [*rules.faults(answer)]
        assert b"evil" not in answer.head + answer.plain
        assert host in ("", site.host[0][1]) or f"//{host}/".encode() not in answer.head + answer.plain
    # The page that is kept is still the one of the right host.
    kept = connection.get(cast["premium-1"].path, site.host)
    assert f'rel="canonical" href="{site.url}{cast["premium-1"].path}"' in kept.text


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "x@127.0.0.1", "", "127.0.0.1, evil.example"]
)
def test_a_foreign_host_is_refused(site: RunningSite, connection: Connection, host: str) -> None:
    connection.send(request("GET", "/", [("Host", host)]))
    assert connection.answer().status == 400


@pytest.mark.parametrize("target", ["http://evil.example/", "http://127.0.0.1/", "//evil.example/", "evil.example:80"])
def test_a_target_that_names_another_host_is_not_followed(
    site: RunningSite, connection: Connection, target: str
) -> None:
    connection.send(request("GET", target, site.host))
    answer = connection.answer()
    assert answer.status in (400, 404)
    assert b"evil" not in answer.head + answer.body


def test_two_hosts_are_one_too_many(site: RunningSite, connection: Connection) -> None:
    connection.send(request("GET", "/", [*site.host, ("Host", "evil.example")]))
    assert connection.answer().status == 400


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-Host", "X-Forwarded-Server"])
def test_a_forwarded_host_changes_not_a_byte(site: RunningSite, connection: Connection, name: str) -> None:
    for path in ("/", "/feed/", "/harbour/premium-1/", "/feed", "/account/"):
        plain = connection.get(path, site.host)
        answer = connection.get(path, [*site.host, (name, "host=evil.example;proto=https")])
        assert (answer.status, answer.body, answer.header("location")) == (
            plain.status,
            plain.body,
            plain.header("location"),
        )


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://evil.example",
        "http://127.0.0.1.evil.example",
        "http://127.0.0.1",
        "https://127.0.0.1:1",
        "file://",
    ],
)
def test_no_foreign_origin_is_let_in_to_read(
    site: RunningSite, cast: Cast, visitors: Visitors, connection: Connection, origin: str
) -> None:
    for path in ("/", "/account/", "/account/nav/", "/api/v1/articles/", cast["premium-1"].path, "/static/nothing.css"):
        for method in ("GET", "OPTIONS"):
            lines = [*site.host, *visitors.subscriber().headers, ("Origin", origin)]
            answer = connection.ask(method, path, [*lines, ("Access-Control-Request-Method", "GET")])
            assert not answer.has("access-control-allow-origin")
            assert not answer.has("access-control-allow-credentials")
