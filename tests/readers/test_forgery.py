"""Requests that another site makes a browser send change nothing; our own forms work without a token where they can."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from standfirst.access.levels import Variant
from standfirst.newsroom.models import HomePage, PolicyPage, PolicyVersion, SectionPage
from standfirst.readers.models import Act, Reader, Registration, Tally
from standfirst.readers.tokens import code_of, confirm_token, reset_key
from standfirst.readers.urls import urlpatterns
from standfirst.readers.wording import version_of
from standfirst.third_parties import ThirdParties
from tests.newsroom.making import an_article, words
from tests.readers.cast import PASSWORD, answers
from tests.readers.counting import COUNTING
from tests.readers.doors.test_forgery import DOORS
from tests.readers.markup import Markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]

TERMS = "<p>Words.</p>"
SENT: dict[str, dict[str, Any]] = {
    "register": answers(email="new@example.com"),
    "confirm-code": {},
    "another-code": {},
    "confirm": {},
    "sign-in": {"email": "ann@example.com", "password": PASSWORD, "next": "/harbour/"},
    "sign-out": {},
    "forgotten-password": {"email": "ann@example.com"},
    "reset-password": {"password": "Harbour7 light"},
    "changed-policies": {"kind": "terms", "version": f"1 {version_of(TERMS)}"},
    "cookies": {"choice": "all"},
}
FOR_READERS = {"sign-out", "changed-policies"}
READ_ONLY = {"account", "account-nav", "challenge"}
STALE = "This page was open a long time. Your answers are still here: press the button once more"

REFUSED: dict[str, dict[str, str]] = {
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "a sister site": {"Sec-Fetch-Site": "same-site"},
    "a word that no browser says": {"Sec-Fetch-Site": "banana"},
    "another site with our origin": {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    "a foreign origin": {"Origin": "https://evil.example"},
    "an origin that begins like ours": {"Origin": "http://testserver.evil.example"},
    "an origin that ends like ours": {"Origin": "http://eviltestserver"},
    "our host on another scheme": {"Origin": "https://testserver"},
    "our host on another port": {"Origin": "http://testserver:8080"},
    "a foreign origin that says it is ours": {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    "no origin to speak of": {"Origin": "null"},
    "nothing said": {},
    "a person's own doing without a token": {"Sec-Fetch-Site": "none"},
    "only a referrer": {"Referer": "http://testserver/register/"},
    "a script of ours, it says": {"HX-Request": "true", "X-Requested-With": "XMLHttpRequest"},
}
OURS: dict[str, dict[str, str]] = {
    "our own page": {"Sec-Fetch-Site": "same-origin"},
    "our own page with its origin": {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
    "our own page that hides its origin": {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    "an older browser": {"Origin": "http://testserver"},
}
BY_TOKEN: dict[str, dict[str, str]] = {
    "a very old browser": {},
    "a page that hides its origin": {"Origin": "null"},
    "a form sent once more by the person": {"Sec-Fetch-Site": "none"},
}


class Scene:
    """A browser in which everything can be done, and what is kept of it."""

    def __init__(self) -> None:
        joined = timezone.now() - timedelta(days=2)
        self.ann = Reader.objects.create_user("ann@example.com", PASSWORD, first_name="Ann", date_joined=joined)
        page = HomePage.objects.get().add_child(instance=PolicyPage(title="Terms of use", slug="terms", kind="terms"))
        PolicyVersion.objects.create(page=page, text=TERMS, material=True)
        self.browser = Client(enforce_csrf_checks=True)
        ours = {"Sec-Fetch-Site": "same-origin"}
        self.browser.post("/register/", answers(email="bob@example.com"), headers=ours)
        self.waiting = Registration.objects.get()

    def sign_in(self) -> None:
        sent = {"email": "ann@example.com", "password": PASSWORD}
        self.browser.post("/sign-in/", sent, headers={"Sec-Fetch-Site": "same-origin"})

    def send(self, name: str, headers: dict[str, str], **more: str) -> Any:
        kwargs = {
            "confirm": {"token": confirm_token(self.waiting)},
            "reset-password": {"key": reset_key(Reader.objects.get(pk=self.ann.pk))},
        }
        sent = {**SENT[name], **({"code": code_of(self.waiting)} if name == "confirm-code" else {}), **more}
        return self.browser.post(reverse(name, kwargs=kwargs.get(name)), sent, headers=headers)

    def kept(self) -> list[Any]:
        """Every row that anything here could change."""
        tables = (Reader, Registration, Act, Tally, Session, DBTaskResult)
        return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.fixture
def scene(db: None, cheap_hashes: None, settings: LazySettings) -> Scene:
    settings.STANDFIRST_THIRD_PARTIES = ThirdParties((COUNTING,))
    return Scene()


# Programs come here with a token of their own in the head, never with a cookie.
FOR_PROGRAMS = {"api-subscribe", "api-unsubscribe"}


# The passwords of pages and documents, which change nothing but what this browser may open.
SHARED = {"wagtailcore_authenticate_with_password", "wagtaildocs_authenticate_with_password"}


def test_every_address_of_the_room_is_in_these_tests() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(SENT) | READ_ONLY | FOR_PROGRAMS | SHARED | set(DOORS)


@pytest.mark.parametrize("headers", REFUSED.values(), ids=REFUSED)
def test_another_site_opens_no_page_by_a_password(headers: dict[str, str], db: None) -> None:
    section = HomePage.objects.get().add_child(instance=SectionPage(title="For the board", slug="board"))
    closed = PageViewRestriction.objects.create(page=section, restriction_type="password", password=PASSWORD)
    browser = Client(enforce_csrf_checks=True)
    ask = reverse("wagtailcore_authenticate_with_password", args=[closed.pk, section.pk])
    sent = {"password": PASSWORD, "return_url": "/board/"}
    assert browser.post(ask, sent, headers=headers).status_code == 403
    assert b"<h1>For the board</h1>" not in browser.get("/board/").content
    assert browser.post(ask, sent, headers=OURS["our own page"]).status_code == 303
    assert b"<h1>For the board</h1>" in browser.get("/board/").content


@pytest.mark.parametrize("name", sorted(FOR_PROGRAMS))
def test_a_cookie_opens_nothing_to_programs(name: str, scene: Scene) -> None:
    scene.sign_in()
    before = scene.kept()
    answer = scene.browser.post(
        reverse(name), "{}", content_type="application/json", headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code in {401, 404}
    assert scene.kept() == before


@pytest.mark.parametrize("name", sorted(READ_ONLY))
def test_what_is_only_read_takes_no_post(name: str) -> None:
    assert Client().post(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", SENT)
def test_a_request_that_is_not_from_our_pages_changes_nothing(name: str, scene: Scene) -> None:
    if name in FOR_READERS:
        scene.sign_in()
    before = scene.kept()
    for said, headers in REFUSED.items():
        answer = scene.send(name, headers)
        assert (answer.status_code, scene.kept() == before) == (403, True), said
        assert not set(answer.cookies) - {"sf_csrf"}, "no session, no pass"
        assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.parametrize("said", OURS)
@pytest.mark.parametrize("name", SENT)
def test_our_own_pages_need_no_token(name: str, said: str, scene: Scene) -> None:
    if name in FOR_READERS:
        scene.sign_in()
    before = scene.kept()
    assert scene.send(name, OURS[said]).status_code in {200, 303}
    assert scene.kept() != before


@pytest.mark.parametrize("said", BY_TOKEN)
@pytest.mark.parametrize("name", SENT)
def test_where_the_browser_says_nothing_the_token_of_the_page_does(name: str, said: str, scene: Scene) -> None:
    if name in FOR_READERS:
        scene.sign_in()
    page = scene.browser.get("/account/nav/" if name in FOR_READERS else "/sign-in/")
    token = Markup.of(page).all("input", name="csrfmiddlewaretoken")[0].attrs["value"]
    before = scene.kept()
    assert scene.send(name, BY_TOKEN[said], csrfmiddlewaretoken=token).status_code in {200, 303}
    assert scene.kept() != before


@pytest.mark.parametrize("said", ["another site", "a sister site", "a foreign origin"])
def test_a_token_does_not_help_another_site(said: str, scene: Scene) -> None:
    token = Markup.of(scene.browser.get("/forgotten-password/")).one("input", name="csrfmiddlewaretoken")
    before = scene.kept()
    answer = scene.send("forgotten-password", REFUSED[said], csrfmiddlewaretoken=token.attrs["value"])
    assert (answer.status_code, scene.kept()) == (403, before)


def test_the_token_of_another_browser_is_no_token(scene: Scene) -> None:
    others = Markup.of(Client().get("/forgotten-password/")).one("input", name="csrfmiddlewaretoken").attrs["value"]
    scene.browser.get("/forgotten-password/")
    for token in (others, "", "x", others[:-1], "a" * 64, "\x00", "é"):
        assert scene.send("forgotten-password", {}, csrfmiddlewaretoken=token).status_code == 403


@pytest.mark.parametrize("name", ["register", "sign-in", "forgotten-password"])
@pytest.mark.parametrize("script", [False, True])
def test_a_form_that_stood_too_long_comes_back_with_its_answers_and_then_works(
    name: str, script: bool, scene: Scene
) -> None:
    headers = {"HX-Request": "true"} if script else {}
    scene.browser = Client(enforce_csrf_checks=True)
    page = scene.send(name, headers, csrfmiddlewaretoken="of last week")
    assert page.status_code == 403
    assert [problem.words for problem in page.context["form"].problems] == [STALE]
    found = Markup.of(page)
    assert STALE in found.text(found.with_id("register-errors"))
    for field, kept in SENT[name].items():
        for control in found.all("input", name=field):
            assert control.attrs.get("value") == (None if field == "password" else kept), field
    assert PASSWORD not in page.content.decode()
    assert ("<html" not in page.content.decode()) == (script and name == "register")
    token = found.all("input", name="csrfmiddlewaretoken")[0].attrs["value"]
    assert scene.send(name, headers, csrfmiddlewaretoken=token).status_code in {200, 303}


@pytest.mark.parametrize("name", sorted(set(SENT) - {"register", "sign-in", "forgotten-password"}))
def test_a_button_that_stood_too_long_says_so(name: str, scene: Scene) -> None:
    page = scene.send(name, {}, csrfmiddlewaretoken="of last week")
    assert page.status_code == 403
    assert "This page was open a long time." in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", SENT)
def test_a_body_that_is_no_form_is_told_so_and_changes_nothing(name: str, scene: Scene) -> None:
    before = scene.kept()
    path = scene.send(name, REFUSED["another site"]).wsgi_request.path
    body = '{"email": "ann@example.com", "password": "Tulip9 orchard"}'
    for kind in ("application/json", "text/plain", "text/plain; boundary=x", "application/xml", "x"):
        for headers, status in ((OURS["our own page"], 415), (REFUSED["another site"], 403)):
            answer = scene.browser.generic("POST", path, body, content_type=kind, headers=headers)
            assert answer.status_code == status, kind
    assert scene.kept() == before


def test_no_method_can_be_dressed_as_another(scene: Scene) -> None:
    before = scene.kept()
    for header in ("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"):
        scene.browser.get("/sign-out/?_method=POST", headers={header: "POST"})
        scene.browser.get("/register/code/again/?_method=POST", headers={header: "POST"})
    assert scene.kept() == before


@pytest.mark.parametrize("method", ["get", "head", "options", "trace"])
def test_asking_changes_nothing(method: str, scene: Scene) -> None:
    scene.sign_in()
    before = scene.kept()
    kwargs = {"confirm": {"token": confirm_token(scene.waiting)}, "reset-password": {"key": reset_key(scene.ann)}}
    for name in (*SENT, *READ_ONLY):
        assert getattr(scene.browser, method)(reverse(name, kwargs=kwargs.get(name))).status_code < 500
    assert scene.kept() == before


def test_a_cached_page_has_the_form_and_no_token(db: None) -> None:
    harbour = HomePage.objects.get().add_child(instance=SectionPage(title="Harbour", slug="harbour"))
    page = Markup.of(words(an_article(harbour, access_level="registered").url, Variant.REGISTER))
    assert page.one("form", method="post").attrs["hx-post"] == "/register/"
    assert not page.all("input", name="csrfmiddlewaretoken")
