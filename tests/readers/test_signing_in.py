"""Signing in: who gets in, and what becomes of the session and of the browser's passes."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from standfirst.readers.models import Reader
from tests.readers.cast import PASSWORD, Post, answers, signed_in, waits_for_its_mail

pytestmark = pytest.mark.django_db

NOT_MATCHING = ["The email address and password do not match. You can also sign in with a code by email"]


def sign_in(browser: Client, **changed: Any) -> Any:
    return browser.post("/sign-in/", {"email": "ann@example.com", "password": PASSWORD, **changed})


def test_the_right_password_signs_in(ann: Reader, stranger: Client) -> None:
    answer = sign_in(stranger, next="/harbour/")
    assert (answer.status_code, answer["Location"]) == (303, "/harbour/")
    assert stranger.get("/account/").context["reader"] == ann


@pytest.mark.parametrize(
    "changed",
    [
        {"password": "Wrong 1 password"},
        {"password": PASSWORD.upper()},
        {"password": f"{PASSWORD} "},
        {"password": f" {PASSWORD}"},
        {"password": f"{PASSWORD}\x00"},
        {"password": "a" * 10_000},
        {"email": "nobody@example.com"},
        {"email": "ann"},
        {"email": "a" * 10_000},
        {"email": "ann@example.com\x00"},
    ],
)
def test_anything_else_does_not_and_the_answer_does_not_say_why(
    changed: dict[str, str], ann: Reader, stranger: Client
) -> None:
    page = sign_in(stranger, **changed)
    assert page.status_code == 422
    assert [problem.words for problem in page.context["form"].problems] == NOT_MATCHING
    assert stranger.get("/account/").status_code == 303


def test_a_closed_account_gets_the_answer_of_a_wrong_password(ann: Reader, stranger: Client) -> None:
    Reader.objects.update(is_active=False)
    page = sign_in(stranger)
    assert [problem.words for problem in page.context["form"].problems] == NOT_MATCHING


def test_a_password_counts_to_its_last_letter(ann: Reader) -> None:
    for long in ("Aa1" + "x" * 69, "Aa1" + "é" * 125, "Aa1" * 333):
        ann.set_password(long)
        ann.save()
        assert sign_in(Client(), password=long[:-1] + "y").status_code == 422
        assert sign_in(Client(), password=long).status_code == 303


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("ann@example.com", " Ann@Example.COM "),
        ("ann@example.com", "ann@ｅxample.com"),
        ("ann@xn--r8jz45g.jp", "ann@xn--r8jz45g.jp"),
        ("ann@xn--r8jz45g.jp", "ann@例え.jp"),
        ("ann@例え.jp", "ann@xn--r8jz45g.jp"),
        ("josé@example.com", "jose\u0301@example.com"),
        ("ann@desk.local", "Ann@desk.local"),
    ],
)
def test_every_spelling_of_an_address_signs_in(kept: str, typed: str, db: None) -> None:
    Reader.objects.create_user(kept, PASSWORD)
    assert sign_in(Client(), email=typed).status_code == 303


def test_a_registration_signs_in_by_the_spelling_it_was_typed_in(post: Post) -> None:
    waits_for_its_mail(email="ann@xn--r8jz45g.jp")
    Client().post(post.link())
    assert sign_in(Client(), email="ann@xn--r8jz45g.jp").status_code == 303


@pytest.mark.parametrize("planted_by", ["an earlier sign-in", "somebody else"])
def test_the_session_gets_a_new_identifier_and_the_old_one_dies(planted_by: str, ann: Reader) -> None:
    if planted_by == "somebody else":
        session = SessionStore()
        session["some"] = "thing"
        session.save()
        browser = Client()
        browser.cookies["sf_session"] = str(session.session_key)
    else:
        browser = signed_in()
    before = str(browser.cookies["sf_session"].value)
    sign_in(browser)
    assert browser.cookies["sf_session"].value != before
    replay = Client()
    replay.cookies["sf_session"] = before
    assert replay.get("/account/").status_code == 303
    assert not Session.objects.filter(session_key=before).exists()


def test_a_planted_identifier_is_never_taken_over(ann: Reader, stranger: Client) -> None:
    stranger.cookies["sf_session"] = "a" * 32
    sign_in(stranger)
    assert stranger.cookies["sf_session"].value != "a" * 32
    assert not Session.objects.filter(session_key="a" * 32).exists()


def test_the_provisional_pass_makes_way_for_the_account(ann: Reader, post: Post) -> None:
    browser = waits_for_its_mail()
    sign_in(browser)
    held = {name for name, kept in browser.cookies.items() if kept.value}
    assert {"sf_session", "sf_pass", "sf_in", "sf_device"} <= held
    assert not held & {"sf_provisional", "sf_welcome"}


def test_the_sign_in_page_sends_on_who_is_signed_in_already(ann: Reader) -> None:
    browser = signed_in()
    assert browser.get("/sign-in/")["Location"] == "/account/"
    assert browser.get("/register/?next=/harbour/")["Location"] == "/harbour/"
    assert browser.post("/register/", answers())["Location"] == "/news/harbour/"


def test_a_wrong_password_keeps_no_session(ann: Reader, stranger: Client) -> None:
    sign_in(stranger, password="Wrong 1 password")
    assert "sf_session" not in stranger.cookies
    assert Session.objects.count() == 0


def test_identifiers_of_sessions_are_long_and_never_the_same(ann: Reader) -> None:
    keys = {str(signed_in().session.session_key) for _time in range(8)}
    assert len(keys) == 8
    assert min(map(len, keys)) >= 32, "36 letters and digits each: 165 bits"


@pytest.mark.parametrize(("off", "status"), [(-60, 200), (60, 303)])
def test_a_session_ends_on_the_server_when_the_setting_says(off: int, status: int, ann: Reader) -> None:
    browser = signed_in()
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + off), tick=False):
        assert browser.get("/account/").status_code == status
