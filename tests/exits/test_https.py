"""The same site behind https: cookies and headers as a browser wants them there."""

from collections.abc import Iterator

import pytest

from tests.exits import rules
from tests.exits.cast import Cast
from tests.serving.running import RunningSite
from tests.serving.wire import Answer, Connection, request

YEAR = 365 * 24 * 3600
OURS = (("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded"))
READABLE_BY_SCRIPT = {"__Host-sf_in", "__Host-sf_csrf"}


@pytest.fixture(scope="module")
def behind_https(seeded: tuple[RunningSite, Cast]) -> Iterator[RunningSite]:
    """A second server on the same data that believes to stand behind something that speaks https for it."""
    site = RunningSite(seeded[0].data, environment={"STANDFIRST_SITE_URL": "https://news.example"}, web=1)
    site.start("--no-worker")
    yield site
    assert site.stop() == 0


@pytest.fixture
def secure(behind_https: RunningSite) -> Iterator[Connection]:
    with Connection(behind_https.port) as opened:
        yield opened


def answers(site: RunningSite, connection: Connection, cast: Cast) -> dict[int, Answer]:
    """An answer of every status that can be had without waiting."""
    path, lines = cast["registered-1"].path, site.host
    etag = connection.get(path, lines).header("etag")
    asked = [
        request("GET", path, lines),
        request("GET", "/feed", lines),
        request("GET", "/harbour/login-only/", lines),
        request("GET", "/account/", lines),
        request("GET", path, [*lines, ("If-None-Match", etag)]),
        request("GET", "/", [("Host", "evil.example")]),
        request("POST", "/register/", [*lines, OURS[1]], b"x=1"),
        request("GET", "/nothing/", lines),
        request("POST", path, [*lines, *OURS], b"x=1"),
        request("POST", "/register/", [*lines, ("Content-Length", "9000000")]),
        request("GET", "/" + "x" * 9000, lines),
        request("POST", "/register/", [*lines, OURS[0], ("Content-Type", "text/plain")], b"x"),
        request("POST", "/register/", [*lines, *OURS], b"email=x"),
        request("GET", "/", [*lines, *((f"X-{number}", "y") for number in range(120))]),
        request("UNLOCK", "/", lines),
        request("GET", "/", lines, version="HTTP/2.0"),
    ]
    found = {}
    for raw in asked:
        connection.send(raw)
        answer = connection.answer()
        found[answer.status] = answer
    return found


def test_every_status_carries_the_headers_of_a_secure_site(
    behind_https: RunningSite, cast: Cast, secure: Connection
) -> None:
    found = answers(behind_https, secure, cast)
    assert set(found) == {200, 301, 302, 303, 304, 400, 403, 404, 405, 413, 414, 415, 422, 431, 501, 505}
    for status, answer in found.items():
        assert not [*rules.faults(answer)], status
        age = int(answer.header("strict-transport-security").partition("max-age=")[2].partition(";")[0])
        assert age >= YEAR, status


@pytest.mark.parametrize(
    "path",
    ["/static/standfirst/standfirst.css", "/media/nothing.webp", "/api/v1/articles/", "/healthz", "/admin/login/"],
)
def test_files_and_doors_for_programs_carry_them_too(behind_https: RunningSite, secure: Connection, path: str) -> None:
    answer = secure.get(path, behind_https.host)
    assert not [*rules.faults(answer)]
    assert answer.has("strict-transport-security")


def test_every_cookie_is_bound_to_this_host_and_to_https(
    behind_https: RunningSite, cast: Cast, secure: Connection
) -> None:
    given: dict[str, str] = {}
    good = b"email=tls@example.com&password=Tulip9+orchard&first_name=Tia&last_name=New&over_18=on&next=/harbour/"
    sign_in = b"email=sue@example.com&password=Tulip9+orchard"
    asked = [("GET", "/sign-in/", b""), ("POST", "/register/", good), ("POST", "/sign-in/", sign_in)]
    asked += [("GET", "/admin/login/", b""), ("GET", "/harbour/password-only/", b""), ("POST", "/sign-out/", b"x=1")]
    for method, path, body in asked:
        answer = secure.ask(method, path, [*behind_https.host, *(OURS if body else ())], body)
        assert answer.status < 400, (path, answer.text[:300])
        for key, value in answer.headers:
            if key.lower() == "set-cookie":
                given[value.partition("=")[0]] = value
    assert {"__Host-sf_pass", "__Host-sf_session", "__Host-sf_provisional", "__Host-sf_in", "__Host-sf_csrf"} <= set(
        given
    )
    for name, value in given.items():
        parts = {part.strip().lower() for part in value.split(";")[1:]}
        assert name.startswith("__Host-"), name
        assert {"secure", "path=/", "samesite=lax"} <= parts, value
        assert not [part for part in parts if part.startswith("domain")], value
        assert "httponly" in parts or name in READABLE_BY_SCRIPT, value
        assert len(value) <= 4_096
