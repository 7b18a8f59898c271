"""Changing name, password and address; the proof before it; the list of browsers."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from standfirst.readers import appearance, browsers, one_time_codes
from standfirst.readers.models import Reader
from standfirst.readers.one_time_codes import Asked, Purpose
from tests.readers.cast import PASSWORD, Post, signed_in
from tests.readers.doors.cast import App, grow_old, is_signed_in

NEW_PASSWORD = "Heron4 meadow"
SENSITIVE = [
    ("get", "/account/address/"),
    ("post", "/account/address/"),
    ("post", "/account/address/code/"),
    ("get", "/account/password/"),
    ("post", "/account/password/"),
    ("get", "/account/security/app/"),
    ("post", "/account/security/app/"),
    ("post", "/account/security/app/remove/"),
    ("get", "/account/security/recovery-codes/"),
    ("post", "/account/security/recovery-codes/"),
    ("get", "/account/security/passkeys/add/"),
    ("post", "/account/security/passkeys/add/"),
    ("post", "/account/security/passkeys/options/"),
    ("post", "/account/security/passkeys/remove/"),
]


@pytest.mark.parametrize(("method", "path"), SENSITIVE)
def test_a_session_of_sixteen_minutes_shows_once_more_who_it_is(method: str, path: str, ann: Reader) -> None:
    browser = signed_in()
    grow_old(browser, 16)
    said = {"password": NEW_PASSWORD, "email": "new@example.com", "code": "000000"}
    answer = getattr(browser, method)(path, said)
    assert answer.status_code == 303
    assert answer["Location"].startswith("/account/prove/?next=%2Faccount%2F")
    ann.refresh_from_db()
    assert ann.check_password(PASSWORD)
    assert getattr(Client(), method)(path)["Location"].startswith("/sign-in/?next=")


def test_the_password_is_proof_for_a_quarter_of_an_hour(ann: Reader) -> None:
    browser = signed_in()
    grow_old(browser, 16)
    assert browser.post("/account/prove/", {"password": "Wrong 1 password"}).status_code == 422
    answer = browser.post("/account/prove/", {"password": PASSWORD, "next": "/account/password/"})
    assert answer["Location"] == "/account/password/"
    assert browser.get("/account/password/").status_code == 200
    grow_old(browser, 16)
    assert browser.get("/account/password/").status_code == 303


def test_a_mailed_code_is_proof_too_but_not_in_place_of_a_second_factor(ann: Reader, post: Post) -> None:
    browser = signed_in()
    grow_old(browser, 16)
    browser.post("/account/prove/code/", {"next": "/account/password/"})
    code = post.code()
    assert browser.post("/account/prove/code/enter/", {"code": code})["Location"] == "/account/password/"
    assert browser.get("/account/password/").status_code == 200
    app = App(ann)
    assert browser.get("/account/password/").status_code == 303
    assert browser.post("/account/prove/", {"password": PASSWORD}).status_code == 422
    assert browser.post("/account/prove/", {"code": app.shows()}).status_code == 303
    assert browser.get("/account/password/").status_code == 200


def test_guesses_at_the_proof_count_with_those_at_the_sign_in(ann: Reader) -> None:
    browser = signed_in()
    answers = [browser.post("/account/prove/", {"password": "Wrong 1 password"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert int(answers[-1]["Retry-After"]) >= 1


def test_a_new_password_signs_every_other_browser_out_and_its_owner_hears_of_it(ann: Reader, post: Post) -> None:
    browser, other = signed_in(), signed_in()
    assert browser.post("/account/password/", {"password": "short"}).status_code == 422
    assert browser.post("/account/password/", {"password": NEW_PASSWORD}).status_code == 303
    assert is_signed_in(browser)
    assert not is_signed_in(other)
    assert "password" in str(post.latest.subject)
    assert is_signed_in(signed_in(password=NEW_PASSWORD))
    assert len(browsers.list_of(browser.get("/account/sessions/").wsgi_request, ann)) == 2


def test_a_new_address_counts_once_its_own_code_is_entered_and_the_old_one_is_told(ann: Reader, post: Post) -> None:
    browser = signed_in()
    assert browser.post("/account/address/", {"email": "new@example.com"}).status_code == 303
    post.deliver()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["ann@example.com", "new@example.com"]
    code = next(re.match(r"(\d{3}) (\d{3})", str(letter.subject)) for letter in mail.outbox if "code" in letter.subject)
    assert code is not None
    assert is_signed_in(signed_in()), "until then the old one counts"
    assert Client().post("/sign-in/", {"email": "new@example.com", "password": PASSWORD}).status_code == 422
    assert browser.post("/account/address/code/", {"code": "000000"}).status_code in {422, 303}
    assert browser.post("/account/address/code/", {"code": "".join(code.groups())}).status_code == 303
    assert is_signed_in(signed_in("new@example.com"))
    assert Client().post("/sign-in/", {"email": "ann@example.com", "password": PASSWORD}).status_code == 422
    assert post.latest.to == ["ann@example.com"]
    assert "no longer used" in str(post.latest.body)


def test_an_address_with_an_account_is_refused_without_a_word_to_who_asked(ann: Reader, post: Post) -> None:
    Reader.objects.create_user("bob@example.com", PASSWORD)
    told = []
    for address in ("bob@example.com", "new@example.com"):
        browser = signed_in()
        asked = browser.post("/account/address/", {"email": address})
        page = browser.get("/account/address/code/")
        wrong = browser.post("/account/address/code/", {"code": "12"})
        told.append(
            [
                (answer.status_code, re.sub(r'token" value="[^"]*', "", answer.content.decode()).replace(address, ""))
                for answer in (asked, page, wrong)
            ]
        )
    assert told[0] == told[1]
    post.deliver()
    letters = [letter for letter in mail.outbox if letter.to == ["bob@example.com"]]
    assert ["already has an account" in str(letter.subject) for letter in letters] == [True]


def test_even_the_right_code_takes_no_address_that_another_account_has(ann: Reader, post: Post) -> None:
    from django.core import signing

    Reader.objects.create_user("bob@example.com", PASSWORD)
    browser = signed_in()
    browser.post("/account/address/", {"email": "bob@example.com"})
    _purpose, ident, *_ = signing.loads(browser.cookies["sf_code"].value, salt="standfirst.readers.one-time-code")
    asked = Asked(Purpose.ADDRESS, ident, "bob@example.com")
    code = one_time_codes.code_of(asked.purpose, asked.ident, asked.address)
    assert browser.post("/account/address/code/", {"code": code}).status_code == 422
    ann.refresh_from_db()
    assert ann.email == "ann@example.com"


@pytest.mark.parametrize("name", ["Ann\r\nBcc: all@example.com", "www.example", "", "a" * 41, "<b>"])
def test_a_name_is_held_to_the_rules_of_registration(name: str, ann: Reader) -> None:
    browser = signed_in()
    answer = browser.post("/account/name/", {"first_name": name, "last_name": "O’Neil"})
    assert answer.status_code == 422 or "\n" not in Reader.objects.get().first_name
    assert browser.post("/account/name/", {"first_name": "Anna", "last_name": "D’Arcy"}).status_code == 303
    assert "Anna D’Arcy" in browser.get("/account/").content.decode()
    assert Reader.objects.get().name_key == "anna darcy", "staff find them by it"


def test_a_reader_sees_and_ends_sessions(ann: Reader) -> None:
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1"
    here, there, third = signed_in(), Client(HTTP_USER_AGENT=firefox), Client(HTTP_USER_AGENT=phone)
    for browser in (there, third):
        browser.post("/sign-in/", {"email": "ann@example.com", "password": PASSWORD})
    page = here.get("/account/sessions/").content.decode()
    assert "Firefox on Windows" in page
    assert "Safari on iPhone" in page
    assert page.count('class="badge"') == 1
    assert not re.search(r"\d+\.\d+\.\d+\.\d+", page), "no address, so no place"
    for session in Session.objects.all():
        assert session.session_key not in page
    listed = {one.name: one.pk for one in browsers.list_of(here.get("/account/").wsgi_request, ann)}
    here.post("/account/sessions/", {"browser": listed["Firefox on Windows"]})
    assert [is_signed_in(browser) for browser in (here, there, third)] == [True, False, True]
    here.post("/account/sessions/", {"browser": "others"})
    assert [is_signed_in(browser) for browser in (here, there, third)] == [True, False, False]


def test_nobody_ends_the_session_of_somebody_else(ann: Reader) -> None:
    Reader.objects.create_user("bob@example.com", PASSWORD)
    bob = signed_in("bob@example.com")
    ann_browser = signed_in()
    (hers,) = browsers.list_of(ann_browser.get("/account/").wsgi_request, ann)
    bob.post("/account/sessions/", {"browser": str(hers.pk)})
    for odd in ("", "-1", "x", "9" * 30, "١"):
        assert bob.post("/account/sessions/", {"browser": odd}).status_code == 303
    assert is_signed_in(ann_browser)
    assert is_signed_in(bob)


def test_a_session_that_was_planted_is_not_the_one_that_is_signed_in(ann: Reader) -> None:
    attacker = Client()
    attacker.post("/sign-in/passkey/options/")
    planted = attacker.cookies["sf_session"].value
    victim = Client()
    victim.cookies["sf_session"] = planted
    victim.post("/sign-in/", {"email": "ann@example.com", "password": PASSWORD})
    assert is_signed_in(victim)
    assert victim.cookies["sf_session"].value != planted
    assert not is_signed_in(attacker)


def test_a_session_that_was_signed_out_opens_nothing_when_it_is_played_again(ann: Reader) -> None:
    browser = signed_in()
    kept = {name: morsel.value for name, morsel in browser.cookies.items()}
    browser.post("/sign-out/")
    for path in ("/account/", "/account/preferences/", "/account/security/", "/account/sessions/", "/account/name/"):
        thief = Client()
        for name, value in kept.items():
            thief.cookies[name] = value
        assert thief.get(path).status_code == 303, path


def test_what_was_kept_of_a_browser_goes_with_its_session(ann: Reader) -> None:
    signed_in()
    assert browsers.forget_ended() == 0
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert browsers.forget_ended() == 1


def test_a_passkey_is_offered_from_the_second_sign_in_on_until_it_is_declined(ann: Reader) -> None:
    assert "Add a passkey" not in signed_in().get("/account/").content.decode()
    browser = signed_in()
    assert "Add a passkey" in browser.get("/account/").content.decode()
    browser.post("/account/security/passkeys/no-thanks/")
    assert "Add a passkey" not in browser.get("/account/").content.decode()


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"id": 1}',
        "{" * 5_000,
        '{"id":"AA","rawId":"AA","type":"public-key","response":{"userHandle":"MQ"}}',
    ],
)
def test_what_is_no_passkey_opens_nothing(answer: str, ann: Reader) -> None:
    browser = Client()
    assert browser.post("/sign-in/passkey/options/").status_code == 200
    assert browser.post("/sign-in/passkey/", {"credential": answer}).status_code == 422
    mine = signed_in()
    mine.post("/account/security/passkeys/options/")
    assert mine.post("/account/security/passkeys/add/", {"credential": answer, "name": "x"}).status_code == 422
    assert not is_signed_in(browser)


def test_every_cookie_of_a_door_is_locked_to_this_host_on_https(ann: Reader, settings: LazySettings) -> None:
    settings.STANDFIRST_HTTPS = True
    response = HttpResponse()
    one_time_codes.remember(response, Asked(Purpose.SIGN_IN, "0" * 32, "ann@example.com", to="/" + "あ" * 200))
    appearance.choose(response, "dark")
    assert set(response.cookies) == {"__Host-sf_code", "__Host-sf_look"}
    for name, cookie in response.cookies.items():
        assert cookie["secure"]
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
        # The look is read by our script, and says nothing of anybody.
        assert bool(cookie["httponly"]) == (name == "__Host-sf_code")
        assert len(cookie.OutputString()) <= 4_096


@pytest.mark.parametrize("path", ["/account/", "/account/preferences/", "/account/security/", "/account/data/"])
def test_a_page_of_the_account_says_whose_it_is_before_any_script_runs(path: str, ann: Reader) -> None:
    menu = signed_in().get(path).content.decode().partition('id="reader-nav"')[2].partition("</nav>")[0]
    assert ann.first_name in menu
    assert "/sign-out/" in menu
    assert "/register/" not in menu
