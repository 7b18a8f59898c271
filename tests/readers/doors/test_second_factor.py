"""The authenticator app and the recovery codes, for those who want them and for staff, who must."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from standfirst.readers import second_factor
from standfirst.readers.models import Reader
from tests.readers.cast import PASSWORD, Post, signed_in
from tests.readers.doors.cast import App, grow_old, is_signed_in
from tests.readers.doors.shown import shown_by

SECOND = "/sign-in/second-step/"


@pytest.fixture
def app(ann: Reader) -> App:
    return App(ann)


@pytest.fixture
def strict(settings: LazySettings) -> None:
    settings.STANDFIRST_STAFF_SECOND_FACTOR = True


@pytest.fixture
def chief(ann: Reader) -> Reader:
    Reader.objects.update(is_staff=True, is_superuser=True)
    ann.refresh_from_db()
    return ann


def at_the_second_step(to: str = "/harbour/#continue") -> Client:
    browser = Client()
    answer = browser.post("/sign-in/", {"email": "ann@example.com", "password": PASSWORD, "next": to})
    assert (answer.status_code, answer["Location"]) == (303, SECOND)
    assert not is_signed_in(browser)
    return browser


def test_with_an_app_a_password_leads_to_the_second_step_and_from_there_on(app: App) -> None:
    browser = at_the_second_step()
    answer = browser.post(SECOND, {"code": app.shows()})
    assert (answer.status_code, answer["Location"]) == (303, "/harbour/#continue")
    assert is_signed_in(browser)
    assert "sf_device" in browser.cookies


def test_a_code_of_the_app_works_once_whoever_shows_it(app: App) -> None:
    shown = app.shows()
    assert at_the_second_step().post(SECOND, {"code": shown}).status_code == 303
    assert at_the_second_step().post(SECOND, {"code": shown}).status_code == 422


def test_a_mailed_code_leads_to_the_second_step_too(app: App, post: Post) -> None:
    browser = Client()
    browser.post("/sign-in/code/", {"email": "ann@example.com"})
    assert browser.post("/sign-in/code/enter/", {"code": post.code()})["Location"] == SECOND
    assert not is_signed_in(browser)


def test_a_recovery_code_does_it_once(ann: Reader, app: App) -> None:
    code = second_factor.codes_left(ann)[3]
    assert at_the_second_step().post(SECOND, {"code": f"{code[:4]} {code[4:]}"}).status_code == 303
    assert at_the_second_step().post(SECOND, {"code": code}).status_code == 422
    assert len(second_factor.codes_left(ann)) == 9


def test_guesses_at_the_second_step_are_counted_for_the_account_however_many_browsers_make_them(app: App) -> None:
    answers = [at_the_second_step().post(SECOND, {"code": "000000"}, REMOTE_ADDR=f"10.0.0.{n}") for n in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert int(answers[-1]["Retry-After"]) >= 1
    assert at_the_second_step().post(SECOND, {"code": app.shows()}).status_code == 429


def test_the_second_step_waits_a_quarter_of_an_hour_and_for_nobody_else(app: App) -> None:
    assert Client().get(SECOND)["Location"] == "/sign-in/"
    browser = at_the_second_step()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert browser.post(SECOND, {"code": app.shows()})["Location"] == "/sign-in/"


def test_an_app_is_set_up_by_showing_that_it_knows_the_key_and_its_owner_hears_of_it(ann: Reader, post: Post) -> None:
    browser, elsewhere = signed_in(), signed_in()
    page = browser.get("/account/security/app/")
    secret = re.search(r'class="key" dir="ltr">([A-Z2-7 ]+)<', page.content.decode())
    assert secret is not None
    assert browser.post("/account/security/app/", {"code": "000000"}).status_code == 422
    answer = browser.post("/account/security/app/", {"code": shown_by(secret[1].replace(" ", ""))})
    assert answer["Location"] == "/account/security/recovery-codes/?new"
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", browser.get(answer["Location"]).content.decode())) == 10
    assert not is_signed_in(elsewhere)
    assert "authenticator app was set up" in str(post.latest.body)


def test_the_key_of_an_app_is_not_in_the_database_as_it_is(ann: Reader, app: App) -> None:
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert app.secret not in kept
    assert second_factor.codes_left(ann)[0] not in kept


def test_an_app_is_taken_away_with_its_codes(ann: Reader, app: App) -> None:
    browser = at_the_second_step()
    browser.post(SECOND, {"code": app.shows()})
    browser.post("/account/security/app/remove/")
    assert not Authenticator.objects.exists()
    assert is_signed_in(signed_in())


def test_staff_without_a_second_factor_reach_nothing_of_the_admin(strict: None, chief: Reader) -> None:
    browser = signed_in()
    for path in ("/admin/", "/admin/pages/", "/admin/users/", "/admin/reports/", "/admin/subscriptions/"):
        assert browser.get(path)["Location"].startswith("/account/security/second-factor/?next="), path
        assert browser.post(path).status_code == 403
        assert browser.get(path, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403
    assert "authenticator app" in browser.get("/account/security/second-factor/").content.decode()
    assert browser.post("/admin/logout/").status_code == 303


def test_staff_who_have_shown_it_come_in_for_an_hour_of_rest_and_a_day(strict: None, chief: Reader) -> None:
    app = App(chief)
    browser = at_the_second_step("/admin/")
    assert browser.post(SECOND, {"code": app.shows()})["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200
    grow_old(browser, 59)
    assert browser.get("/admin/").status_code == 200
    grow_old(browser, 59)
    assert browser.get("/admin/").status_code == 200, "each request begins the hour anew"
    grow_old(browser, 61)
    assert browser.get("/admin/")["Location"] == "/account/prove/?next=%2Fadmin%2F"
    grow_old(browser, 24 * 60)
    assert browser.get("/admin/").status_code == 303
    assert is_signed_in(browser), "the reader's own account stays open"
    assert browser.post("/account/prove/", {"code": app.shows(1), "next": "/admin/"})["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200


def test_a_session_from_before_the_app_does_not_get_into_the_admin(strict: None, chief: Reader) -> None:
    before = signed_in()
    App(chief)
    assert before.get("/admin/")["Location"] == "/account/prove/?next=%2Fadmin%2F"


def test_readers_are_asked_for_nothing_and_learn_nothing_by_it(strict: None, ann: Reader) -> None:
    browser = signed_in()
    assert browser.get("/admin/").status_code == 302
    assert is_signed_in(browser)


def test_by_its_setting_staff_come_in_without(chief: Reader) -> None:
    assert signed_in().get("/admin/").status_code == 200
