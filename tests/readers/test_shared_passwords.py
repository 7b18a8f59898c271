"""The password before a page or a folder of documents: it opens what it is for, and cannot be guessed at will."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from standfirst.newsroom.models import HomePage, SectionPage
from standfirst.readers import limits
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "127.0.0.2", "127.0.0.9"
RIGHT, WRONG = "open sesame", "open wide"
WAYS = ("page", "document")
HERE_MOST = limits.SIGN_INS_FROM_A_SOURCE.most

DRESSES: list[dict[str, Any]] = [
    {"HTTP_X_FORWARDED_FOR": "203.0.113.7"},
    {"HTTP_X_FORWARDED_FOR": "203.0.113.8, 127.0.0.1"},
    {"HTTP_FORWARDED": "for=203.0.113.9"},
    {"HTTP_X_REAL_IP": "203.0.113.10"},
    {"HTTP_TRUE_CLIENT_IP": "203.0.113.11"},
    {"HTTP_CF_CONNECTING_IP": "203.0.113.12"},
    {"HTTP_X_CLIENT_IP": "203.0.113.13"},
    {"HTTP_USER_AGENT": "Another/1.0"},
    {"HTTP_HX_REQUEST": "true"},
    {"HTTP_ACCEPT_LANGUAGE": "ar"},
    {"HTTP_COOKIE": "sf_device=forged; sf_session=forged"},
]


class Closed:
    """What stands behind the password ``RIGHT``: ``path``, with ``words`` in it; ``ask``: where the password goes."""

    def __init__(self, path: str, words: bytes, ask: str) -> None:
        self.path, self.words, self.ask = path, words, ask

    def tried(self, password: str, source: str = HERE, browser: Client | None = None, **dress: Any) -> Any:
        sent = {"password": password, "return_url": self.path}
        return (browser or Client()).post(self.ask, sent, REMOTE_ADDR=source, **dress)

    def is_open_to(self, browser: Client) -> bool:
        answer: Any = browser.get(self.path)
        said: bytes = answer.getvalue()
        return self.words in said


@pytest.fixture
def page(db: None) -> Closed:
    Site.objects.all().delete()
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    front = root.add_child(instance=HomePage(title="Front", slug="the-front"))
    Site.objects.create(hostname="localhost", root_page=front, is_default_site=True)
    section = front.add_child(instance=SectionPage(title="For the board", slug="board"))
    restriction = PageViewRestriction.objects.create(page=section, restriction_type="password", password=RIGHT)
    ask = f"/_util/authenticate_with_password/{restriction.pk}/{section.pk}/"
    return Closed("/board/", b"<h1>For the board</h1>", ask)


@pytest.fixture
def document(db: None, tmp_path: Path, settings: Settings) -> Closed:
    settings.MEDIA_ROOT = tmp_path
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    folder = root.add_child(name="Minutes")
    restriction = CollectionViewRestriction.objects.create(
        collection=folder, restriction_type="password", password=RIGHT
    )
    kept = get_document_model()(title="Minutes", collection=folder, file=ContentFile(b"It was agreed.", "minutes.txt"))
    kept.save()
    ask = f"/documents/authenticate_with_password/{restriction.pk}/"
    return Closed(f"/documents/{kept.pk}/{kept.filename}", b"It was agreed.", ask)


@pytest.fixture(params=WAYS)
def closed(request: pytest.FixtureRequest) -> Closed:
    found: Closed = request.getfixturevalue(request.param)
    return found


def test_the_password_opens_what_it_is_for_in_this_browser_and_no_other(closed: Closed) -> None:
    browser = Client()
    assert not closed.is_open_to(browser)
    answer = closed.tried(RIGHT, browser=browser)
    assert (answer.status_code, answer["Location"]) == (303, closed.path)
    assert closed.is_open_to(browser)
    assert not closed.is_open_to(Client())


@pytest.mark.parametrize(("typed", "words"), [(WRONG, "That is not the password"), ("", "Enter the password")])
def test_a_wrong_one_is_told_at_the_field_and_the_way_back_is_kept(typed: str, words: str, closed: Closed) -> None:
    page = closed.tried(typed)
    said = page.content.decode()
    assert page.status_code == 422
    assert said.count(words) == 2, "in the summary and at the field"
    assert f'value="{closed.path}"' in said
    assert closed.words not in page.content
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(to: str, closed: Closed) -> None:
    answer = Client().post(closed.ask, {"password": RIGHT, "return_url": to})
    assert (answer.status_code, answer["Location"]) == (303, "/")


def test_ten_tries_a_minute_from_a_source_and_then_not_even_the_right_one(closed: Closed) -> None:
    assert [closed.tried(WRONG).status_code for _ in range(HERE_MOST)] == [422] * HERE_MOST
    browser = Client()
    refused = closed.tried(RIGHT, browser=browser)
    assert (refused.status_code, 1 <= int(refused["Retry-After"]) <= 60) == (429, True)
    assert "Too many tries from here. You can try again at" in refused.content.decode()
    assert not closed.is_open_to(browser)
    with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=False):
        assert closed.tried(RIGHT).status_code == 303


def test_no_dress_of_the_request_gets_a_further_try(closed: Closed) -> None:
    found = [closed.tried(WRONG, **dress).status_code for _ in range(2) for dress in DRESSES]
    for variant in (f"{closed.ask}?a=1", closed.ask.replace("/authenticate", "//authenticate"), closed.ask.rstrip("/")):
        found.append(Client().post(variant, {"password": WRONG, "return_url": "/"}, REMOTE_ADDR=HERE).status_code)
    form = f"password={WRONG}&return_url=/"
    sent_as = "application/x-www-form-urlencoded; charset=utf-8"
    found.append(Client().generic("POST", closed.ask, form, sent_as, REMOTE_ADDR=HERE).status_code)
    found.append(Client().generic("POST", closed.ask, "{}", "application/json", REMOTE_ADDR=HERE).status_code)
    assert found.count(422) == HERE_MOST
    assert set(found) <= {422, 429, 301, 404, 415}


def test_its_tries_and_those_of_the_sign_in_are_counted_together(page: Closed, document: Closed) -> None:
    Reader.objects.create_user("ann@example.com", "Tulip9 orchard")
    found = []
    for number in range(6):
        for closed in (page, document):
            found.append(closed.tried(WRONG).status_code)
        sent = {"email": f"{number}@example.com", "password": WRONG}
        found.append(Client().post("/sign-in/", sent, REMOTE_ADDR=HERE).status_code)
    assert found == [422] * HERE_MOST + [429] * 8
    assert page.tried(WRONG, ELSEWHERE).status_code == 422


def test_many_sources_together_have_twenty_tries_at_one_password(closed: Closed) -> None:
    most = limits.SHARED_PASSWORD.most
    found = [closed.tried(WRONG, f"127.0.1.{number}").status_code for number in range(most + 5)]
    assert found == [422] * most + [429] * 5
    assert closed.tried(RIGHT, ELSEWHERE).status_code == 429


def test_the_same_password_before_another_page_is_counted_whatever_page_the_address_names(page: Closed) -> None:
    asked = page.ask.rstrip("/").rpartition("/")[0]
    others = [f"{asked}/{pk}/" for pk in Page.objects.values_list("pk", flat=True)]
    found = [
        Client().post(others[n % len(others)], {"password": WRONG}, REMOTE_ADDR=f"127.0.1.{n}").status_code
        for n in range(limits.SHARED_PASSWORD.most + 3)
    ]
    assert found.count(429) == 3


def test_right_ones_are_not_counted(closed: Closed) -> None:
    assert [closed.tried(RIGHT).status_code for _ in range(25)] == [303] * 25


@pytest.mark.parametrize("kind", ["login", "groups", "none"])
def test_what_is_closed_in_another_way_has_no_password_to_guess(kind: str, page: Closed) -> None:
    PageViewRestriction.objects.update(restriction_type=kind)
    assert page.tried(RIGHT).status_code == 404
    assert page.tried("").status_code == 404


def test_what_is_not_there_is_not_found(closed: Closed) -> None:
    assert Client().post("/_util/authenticate_with_password/999999/1/", {"password": WRONG}).status_code == 404
    assert Client().post("/documents/authenticate_with_password/999999/", {"password": WRONG}).status_code == 404


def test_staff_cannot_guess_at_the_password_of_a_browser_that_was_left_open(db: None) -> None:
    reader = Reader.objects.create_superuser("ida@example.com", "Tulip9 orchard")
    browser = Client()
    browser.force_login(reader, "standfirst.readers.backend.LimitedBackend")
    sent = {"password-old_password": "Tulip9 orchard", "password-new_password1": "Else9 orchard"}
    browser.post("/admin/account/", {**sent, "password-new_password2": "Else9 orchard"})
    reader.refresh_from_db()
    assert reader.check_password("Tulip9 orchard")
    assert "old_password" not in browser.get("/admin/account/").content.decode()
