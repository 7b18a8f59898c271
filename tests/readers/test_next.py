"""Where a reader is sent afterwards is always on this site (SECURITY H7)."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from standfirst.access.paths import LONGEST, own_path
from standfirst.readers.models import Reader
from tests.readers.cast import PASSWORD, Post, answers, signed_in, waits_for_its_mail
from tests.readers.markup import Markup

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "////evil.example/a",
    "//evil.example/%2f..",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "//\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\x00//evil.example",
    "\x1f//evil.example",
    "/\x7f/evil.example",
    "http://evil.example",
    "https://evil.example",
    "HTTPS://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "http:\\\\evil.example",
    "ht\ntp://evil.example",
    "ftp://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,hi",
    "vbscript:x",
    "mailto:a@evil.example",
    "//testserver@evil.example",
    "http://testserver@evil.example",
    "http://testserver.evil.example",
    "https://testserver:pw@evil.example/",
    "//evil.example:80",
    "//[::1]/",
    "//[bad",
    "evil.example",
    "@evil.example",
    "?x=//evil.example",
    "#//evil.example",
    "..//evil.example",
    "/\ufffd\\evil.example",
    "／／evil.example",
    "〳evil.example",
    "/a b",
    "/x\r\nSet-Cookie: a=b",
    "",
]
OURS = [
    "/@evil.example",
    "/.evil.example",
    "/%2f/evil.example",
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "/%09/evil.example",
    "/%0d%0aSet-Cookie:a=b",
    "/harbour/the-pilot/?next=//evil.example",
    "/حاضر/",
    "/a/..//evil.example",
    "/;//evil.example",
    "/:80",
    "/\u2028/evil.example",
    "/\u200e/evil.example",
]


def stays_here(location: str) -> bool:
    """As a browser reads it: control characters at the ends and tabs and line ends are dropped, \\ is a slash."""
    read = re.sub(r"[\t\r\n]", "", location.strip("".join(map(chr, range(33))))).replace("\\", "/")
    return read.startswith("/") and not read.startswith("//")


def everywhere(asked: str) -> list[str]:
    """Every address that the room sends somebody to, or shows them a link to, who asked for ``asked``."""
    query = urlencode({"next": asked})
    sign_in = {"email": "ann@example.com", "password": PASSWORD, "next": asked}
    known, browser = signed_in(), waits_for_its_mail(email="bob@example.com", next=asked)
    link = Post().link()
    redirects = [
        Client().post("/sign-in/", sign_in),
        Client().post(f"/sign-in/?{query}", {**sign_in, "next": ""}),
        Client().post("/register/", answers(email="eve@example.com", next=asked)),
        known.get(f"/sign-in/?{query}"),
        known.get(f"/register/?{query}"),
        Client().post("/sign-out/", {"next": asked}),
        known.post("/account/prove/", {"password": PASSWORD, "next": asked}),
        browser.post(link),
    ]
    pages = [
        Client().get(f"/sign-in/?{query}"),
        Client().get(f"/sign-in/code/?{query}"),
        known.get(f"/account/prove/?{query}"),
        Client().get(f"/register/?{query}"),
        Client().post("/sign-in/", {"next": asked}),
        Client().post("/register/", {"next": asked}),
        Client().post("/register/", {"next": asked}, headers={"HX-Request": "true"}),
        Client().post("/register/", answers(email="dan@example.com", next=asked), headers={"HX-Request": "true"}),
        waits_for_its_mail(email="fay@example.com", next=asked).get("/register/code/"),
        Client().post(Post().link()),
    ]
    assert {answer.status_code for answer in redirects} == {303}
    assert {page.status_code for page in pages} == {200, 422}
    shown = [
        tag.attrs[name]
        for page in pages
        for tag in Markup.of(page).tags
        for name in ("href", "action", "hx-post", "data-article")
        if tag.attrs.get(name)
    ]
    shown += [tag.attrs["value"] for page in pages for tag in Markup.of(page).all("input", name="next")]
    return [answer["Location"] for answer in redirects] + [link for link in shown if link and not link.startswith("#")]


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_nobody_is_sent_or_shown_the_way_to_another_site(
    asked: str, cheap_hashes: None, ann: Reader, post: Post
) -> None:
    found = everywhere(asked)
    assert [link for link in found if not stays_here(link)] == []
    assert not [link for link in found if "evil.example" in link]


def test_the_admins_sign_in_is_ours_and_sends_nobody_to_another_site() -> None:
    for asked in ELSEWHERE:
        for answer in (Client().get("/admin/login/", {"next": asked}), Client().post("/admin/login/", {"next": asked})):
            assert answer.status_code == 303
            assert answer["Location"] == "/sign-in/?next=%2Fadmin%2F"


@pytest.mark.parametrize("asked", OURS)
def test_odd_paths_of_our_own_stay_our_own(asked: str, cheap_hashes: None, ann: Reader, post: Post) -> None:
    assert own_path(asked) == asked
    assert [link for link in everywhere(asked) if not stays_here(link)] == []


@given(st.text(max_size=60) | st.text(alphabet="/\\:@.#?%09\t\nahtps", max_size=12))
@example("/" * LONGEST)
def test_whatever_is_asked_for_an_own_path_is_one_to_every_browser(asked: str) -> None:
    kept = own_path(asked)
    assert kept == "" or stays_here(kept)
    assert own_path(kept) == kept


@pytest.mark.parametrize("letter", ["a", "é", "あ", "🌷"])
@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, 10_000])
def test_a_path_of_any_length_is_followed_or_left_out_and_never_a_failure(
    letter: str, length: int, cheap_hashes: None, ann: Reader, post: Post
) -> None:
    answer = Client().post("/register/", answers(email="bob@example.com", next="/" + letter * (length - 1)))
    assert answer.status_code == 303
    assert stays_here(answer["Location"])
    assert len(answer["Location"]) < 8_000, "more than proxies pass on in one line"


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("/harbour/#continue", "/harbour/#continue"),
        ("/harbour/?a=1#register", "/harbour/?a=1#register"),
        ("/harbour/#", "/harbour/"),
        ("/harbour/#:~:text=secret", "/harbour/"),
        ("/harbour/#a b", "/harbour/"),
        ("/harbour/#%0d%0aSet-Cookie:a=b", "/harbour/"),
        ("/harbour/#<script>", "/harbour/"),
        ("/harbour/#a#b", "/harbour/"),
        ("//evil.example/#continue", "/account/"),
        ("#continue", "/account/"),
    ],
)
def test_who_signs_in_comes_back_to_where_reading_stopped(asked: str, place: str, ann: Reader) -> None:
    sent = {"email": "ann@example.com", "password": PASSWORD, "next": asked}
    assert Client().post("/sign-in/", sent)["Location"] == place


def test_no_address_of_ours_ever_holds_a_readers_email(cheap_hashes: None, ann: Reader, post: Post) -> None:
    Client().post("/forgotten-password/", {"email": "ann@example.com"})
    found = [*everywhere("/harbour/"), Post().link(), "".join(re.findall(r"http\S+", str(Post().latest.body)))]
    assert not [link for link in found if "example.com" in link or "%40" in link]
