"""Signing out ends the session where it is kept, and takes the passes out of the browser."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from standfirst.readers.models import Reader
from tests.readers.cast import signed_in

pytestmark = pytest.mark.django_db

PERSONAL = ["/account/", "/register/code/", "/account/nav/", "/admin/", "/admin/account/", "/sign-in/", "/register/"]


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options", "patch"])
def test_only_a_post_signs_out(method: str, ann: Reader) -> None:
    browser = signed_in()
    assert getattr(browser, method)("/sign-out/").status_code == 405
    assert browser.get("/account/").status_code == 200


def test_the_session_ends_on_the_server_and_its_cookie_opens_nothing_any_more(ann: Reader) -> None:
    Reader.objects.update(is_staff=True, is_superuser=True)
    browser, replay = signed_in(), Client()
    replay.cookies.load(browser.cookies)
    assert replay.get("/admin/").status_code == 200
    assert browser.post("/sign-out/").status_code == 303
    assert Session.objects.count() == 0
    nobody = Client()
    for path in PERSONAL:
        replay.cookies["sf_session"] = browser.cookies["sf_session"].value or "gone"
        seen, expected = replay.get(path), nobody.get(path)
        assert seen.status_code == expected.status_code, path
        assert b"ann@example.com" not in seen.content
        assert seen.wsgi_request.user.is_anonymous


def test_every_pass_leaves_the_browser_and_the_known_device_stays(ann: Reader) -> None:
    browser = signed_in()
    answer = browser.post("/sign-out/")
    gone = {name for name, kept in answer.cookies.items() if kept["max-age"] == 0}
    assert {"sf_pass", "sf_provisional", "sf_welcome", "sf_in", "sf_session"} <= gone
    assert "sf_device" not in gone
    assert not {name for name, kept in browser.cookies.items() if kept.value} - {"sf_device", "sf_csrf"}


def test_it_ends_this_session_and_no_other(ann: Reader) -> None:
    here, there = signed_in(), signed_in()
    here.post("/sign-out/")
    assert there.get("/account/").status_code == 200


def test_signing_out_twice_or_without_being_signed_in_is_no_mistake(stranger: Client) -> None:
    assert [stranger.post("/sign-out/")["Location"] for _time in range(2)] == ["/", "/"]


def test_it_leads_back_to_where_the_reader_was(ann: Reader) -> None:
    assert signed_in().post("/sign-out/", {"next": "/harbour/"})["Location"] == "/harbour/"
