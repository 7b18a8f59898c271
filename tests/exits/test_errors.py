"""What is answered when something is wrong with a request: refusals about a gated article say nothing of its text."""

import re
from collections.abc import Iterator

import pytest

from tests.exits import routes, rules
from tests.exits.cast import Cast
from tests.exits.oracle import Oracle, runs
from tests.exits.visitors import REGISTERED, STRANGER, Visitors
from tests.serving.running import RunningSite
from tests.serving.wire import Answer, Connection, request

Oracles = dict[frozenset[str], Oracle]
Lines = tuple[tuple[str, str], ...]

OURS: Lines = (("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded"))
BY_SCRIPT: Lines = (*OURS, ("HX-Request", "true"))
FOREIGN: Lines = (("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example"), OURS[1])
SAYS_NOTHING: Lines = (OURS[1],)
GOOD = b"email=%s&password=Tulip9+orchard&first_name=Nia&last_name=New&over_18=on&next=%s"

# status | method | target | header lines | body; {art} is the address of a gated article.
TWINS: list[tuple[int, str, str, Lines, bytes]] = [
    (404, "GET", "{art}nothing/", (), b""),
    (400, "GET", "{art}#continue", (), b""),
    (404, "GET", "{art}%", (), b""),
    (403, "POST", "{art}", (), b"x=1"),
    (405, "POST", "{art}", OURS, b"x=1"),
    (405, "PUT", "{art}", OURS, b"x=1"),
    (405, "PROPFIND", "{art}", (), b""),
    (501, "UNLOCK", "{art}", (), b""),
    (413, "POST", "{art}", (*OURS, ("Content-Length", "2000000")), b""),
    (414, "GET", "{art}?" + "x" * 9000, (), b""),
    (431, "GET", "{art}", tuple((f"X-{number}", "y") for number in range(120)), b""),
    (505, "GET", "{art} HTTP/2.0", (), b""),
    (403, "POST", "/register/", FOREIGN, b"next={art}"),
    (403, "POST", "/register/", SAYS_NOTHING, b"next={art}"),
    (403, "POST", "/register/", (*SAYS_NOTHING, ("HX-Request", "true")), b"next={art}&email=a"),
    (422, "POST", "/register/", OURS, b"next={art}&email=nobody"),
    (422, "POST", "/register/", BY_SCRIPT, b"next={art}&email=nobody"),
    (422, "POST", "/sign-in/", OURS, b"next={art}&email=&password="),
    (403, "POST", "/sign-in/", FOREIGN, b"next={art}"),
    (415, "POST", "/register/", (OURS[0], ("Content-Type", "application/json")), b'{"next":"{art}"}'),
    (400, "POST", "/register/", OURS, b"next={art}&next={art}"),
    (413, "POST", "/register/", OURS, b"next={art}&email=" + b"x" * 200_000),
    (200, "GET", "/register/?next={art}", (), b""),
    (200, "GET", "/sign-in/?next={art}", (), b""),
    (404, "GET", "/register/confirm/nothing/?next={art}", (), b""),
    (404, "GET", "/api/v1/articles/99999999/", (), b""),
    (303, "POST", "/unlock/", OURS, b"next={art}"),
    (303, "POST", "/unlock/", BY_SCRIPT, b"next={art}"),
    (403, "POST", "/unlock/", FOREIGN, b"next={art}"),
    (403, "POST", "/unlock/", SAYS_NOTHING, b"next={art}"),
    (405, "GET", "/unlock/?next={art}", (), b""),
    (204, "GET", "/account/meter/?next={art}", (), b""),
    (204, "GET", "/account/institution/?next={art}", (), b""),
]


def asked(site: RunningSite, connection: Connection, path: str, twin: tuple[int, str, str, Lines, bytes]) -> Answer:
    _, method, target, lines, body = twin
    target, _, version = target.replace("{art}", path).partition(" ")
    connection.send(
        request(
            method, target, [*site.host, *lines], body.replace(b"{art}", path.encode()), version=version or "HTTP/1.1"
        )
    )
    return connection.answer(to_head=method == "HEAD")


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: f"{twin[0]} {twin[1]} {twin[2][:40]}")
@pytest.mark.parametrize("name", ["registered-1", "premium-1"])
def test_no_refusal_about_a_gated_article_holds_its_text(
    site: RunningSite,
    cast: Cast,
    connection: Connection,
    oracles: Oracles,
    name: str,
    twin: tuple[int, str, str, Lines, bytes],
) -> None:
    answer = asked(site, connection, cast[name].path, twin)
    assert answer.status == twin[0], answer.text[:300]
    assert not oracles[STRANGER].hits(answer)
    assert not [*rules.faults(answer)]


def test_a_page_that_nobody_may_know_of_is_missing_to_the_byte_like_one_that_never_was(
    site: RunningSite, visitors: Visitors, connection: Connection
) -> None:
    def said(path: str, lines: list[tuple[str, str]]) -> Iterator[object]:
        answer = connection.get(path, lines)
        yield answer.status, answer.body
        yield [(key, value) for key, value in answer.headers if key.lower() not in ("date", "set-cookie")]

    for visitor in (visitors.stranger(), visitors.registered(), visitors.subscriber()):
        lines = [*site.host, *visitor.headers]
        missing = [*said("/harbour/never-there/", lines)]
        for path in ("/harbour/never-published/", "/harbour/withdrawn/", "/harbour/embargoed/"):
            assert [*said(path, lines)] == missing, path


def test_registering_at_the_wall_of_a_premium_article_opens_that_one_and_no_other(
    site: RunningSite, cast: Cast, connection: Connection, oracles: Oracles
) -> None:
    oracle, article = oracles[REGISTERED], cast["premium-1"]
    others = [one for one in cast.walled if one.tier == "premium" and one.pk != article.pk]
    assert len(others) > 4
    its_own = {mark.casefold() for mark in article.canaries}.union(*map(runs, article.gated))
    for lines, expected in ((BY_SCRIPT, 200), (OURS, 303)):
        body = GOOD % (f"{expected}@example.com".encode(), article.path.encode())
        answer = connection.ask("POST", "/register/", [*site.host, *lines], body)
        assert answer.status == expected, answer.text[:500]
        assert oracle.hits(answer) <= its_own
        cookies = "; ".join(value.partition(";")[0] for key, value in answer.headers if key.lower() == "set-cookie")
        assert "sf_pass=" in cookies
        for held in (cookies, *cookies.split("; ")):
            for more in ((), (("HX-Request", "true"),)):
                lines_of_holder = [*site.host, ("Cookie", held), *more]
                assert oracle.hits(connection.get(article.path, lines_of_holder)) <= its_own
                for other in others:
                    assert not oracle.hits(connection.get(other.path, lines_of_holder)), f"{other.path} with {held}"
        holder = [*site.host, ("Cookie", cookies)]
        assert oracle.hits(connection.get(article.path, holder))
        # What it does open too is the other kind; and asking for one more by the button gives none.
        assert oracles[STRANGER].hits(connection.get(cast["registered-1"].path, holder))
        asked_for = b"next=" + others[0].path.encode()
        assert connection.ask("POST", "/unlock/", [*holder, *OURS], asked_for).status == 303
        assert not oracle.hits(connection.get(others[0].path, holder))


def test_too_many_tries_at_a_password_are_refused_without_a_word_of_where_it_leads(
    site: RunningSite, cast: Cast, oracles: Oracles
) -> None:
    body = b"email=ann%%40example.com&password=wrong&next=%s" % cast["premium-1"].path.encode()
    statuses = set()
    with Connection(site.port, source="127.0.0.77") as connection:
        for _ in range(7):
            answer = connection.ask("POST", "/sign-in/", [*site.host, *OURS], body)
            statuses.add(answer.status)
            assert not oracles[STRANGER].hits(answer)
            assert not [*rules.faults(answer)]
            assert answer.status != 429 or int(answer.header("retry-after")) >= 1
    assert statuses == {422, 429}


def test_our_own_failure_shows_a_plain_page_and_nothing_of_what_failed(
    site: RunningSite, visitors: Visitors, connection: Connection
) -> None:
    answer = connection.get("/admin/failwhale/", [*site.host, *visitors.editor().headers])
    assert answer.status == 500
    assert [*rules.faults(answer)] == ["500"]
    assert not re.search(r"Traceback|File \"|django|wagtail|Exception|\.py|/\w+/site-packages", answer.text)


@pytest.mark.parametrize("status", [404, 403, 400])
def test_no_error_page_says_what_the_site_runs_on(site: RunningSite, connection: Connection, status: int) -> None:
    target = {404: "/nothing/", 403: "/register/", 400: "/?%00"}[status]
    answer = connection.ask("POST" if status == 403 else "GET", target, site.host, b"x=1" if status == 403 else b"")
    said = (answer.head + answer.plain).decode().lower()
    assert not re.search(r"django|wagtail|uvicorn|python|traceback|version", said)


TAKES_A_FORM = {
    "register/", "register/code/", "register/code/again/", "register/confirm/<str:token>/", "sign-in/", "sign-out/",
    "cookies/", "account/gifts/give/", "account/gifts/<uuid:handle>/stop/", "account/gifts/<uuid:handle>/go-on/",
    "follow/", "notices/stop/<str:token>/", "comments/<int:comment>/appeal/", "<path:story>/comments/write/",
    *(f"comments/<int:pk>/{act}/" for act in ("edit", "delete", "restore", "like", "mute", "report")),
    "forgotten-password/", "reset-password/<str:key>/", "_util/login/", "unlock/",
    "documents/authenticate_with_password/<int:restriction_id>/",
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
}  # fmt: skip


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE"])
def test_only_the_addresses_of_forms_take_anything_but_reading(
    site: RunningSite, cast: Cast, connection: Connection, method: str
) -> None:
    odd = []
    for address in routes.addresses(cast, [cast["free-1"], cast["premium-1"]]):
        posts = address.route in TAKES_A_FORM or address.route.startswith(
            ("sign-in/", "account/", "newsletters/choices/", "openid/")
        )
        if address.route.startswith(("admin/", "documents/")) or (method == "POST" and posts):
            continue
        answer = connection.ask(method, address.path, [*site.host, *OURS])
        if answer.status == 200 and 'name="return_url"' in answer.text:
            continue  # The question for the password of a page.
        if answer.status not in (403, 404, 405, 501):
            odd.append((address.route, answer.status))
        assert not answer.body or len(answer.plain) < 4_000
    assert odd == []
