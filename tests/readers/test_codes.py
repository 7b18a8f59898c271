"""The six digits of the mail, in the browser that registered: five tries, a day, the latest mail."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from standfirst.readers import tokens
from standfirst.readers.models import Reader, Registration
from tests.readers.cast import ARTICLE, Post, waits_for_its_mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]

WRONG, OLD = "That code does not match. Check the latest email", "That code has run out. Send a new one"


def said(page: object) -> list[str]:
    return [problem.words for problem in page.context["form"].problems]  # type: ignore[attr-defined]  # a test response


def not_the(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


@pytest.mark.parametrize("typed", ["{a}{b}", "{a} {b}", " {a}-{b} ", "{a}\t{b}"])
def test_the_right_code_makes_the_account_and_signs_in_however_it_is_spaced(typed: str, post: Post) -> None:
    browser = waits_for_its_mail()
    code = post.code()
    answer = browser.post("/register/code/", {"code": typed.format(a=code[:3], b=code[3:])})
    assert (answer.status_code, answer["Location"]) == (303, f"{ARTICLE}#continue")
    assert browser.get("/account/").context["reader"].email == "ann@example.com"


def test_without_an_article_the_account_page_comes_next(post: Post) -> None:
    browser = waits_for_its_mail(next="")
    assert browser.post("/register/code/", {"code": post.code()})["Location"] == "/account/"


@pytest.mark.parametrize("next_path", [ARTICLE, "", "/"], ids=["an article", "nowhere", "the front"])
def test_the_page_that_follows_says_once_that_it_worked(next_path: str, post: Post) -> None:
    browser = waits_for_its_mail(next=next_path, first_name="Zoë")
    browser.post("/register/code/", {"code": post.code()})
    said = "Your account is ready, and you are signed in."
    page = browser.get("/account/")
    words = page.content.decode()
    assert words.count(said) == words.count("<bdi>Zoë</bdi>. Your address is confirmed") == 1
    assert "no-store" in page["Cache-Control"]
    assert said not in browser.get("/account/").content.decode()


def test_a_wrong_code_may_be_tried_five_times_and_then_not_even_the_right_one(post: Post) -> None:
    browser = waits_for_its_mail()
    code = post.code()
    assert [said(browser.post("/register/code/", {"code": not_the(code)})) for _ in range(6)] == [[WRONG]] * 5 + [[OLD]]
    assert said(browser.post("/register/code/", {"code": code})) == [OLD]
    assert Reader.objects.count() == 0


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "１２３４５６", "abcdef", "٠١٢٣٤٥", "\ufffd"])
def test_what_is_no_code_does_not_match(typed: str, post: Post) -> None:
    browser = waits_for_its_mail()
    assert said(browser.post("/register/code/", {"code": typed})) == [WRONG]


def test_another_mail_brings_another_code_and_ends_the_one_before_it(post: Post) -> None:
    browser = waits_for_its_mail()
    first = post.code()
    for _try in range(6):
        browser.post("/register/code/", {"code": not_the(first)})
    again = browser.post("/register/code/again/")
    assert (again.status_code, again["Location"]) == (303, "/register/code/?sent")
    second = post.code()
    assert second != first
    assert said(browser.post("/register/code/", {"code": first})) == [WRONG]
    assert browser.post("/register/code/", {"code": second}).status_code == 303


def test_five_mails_an_hour_go_to_an_address_and_the_page_says_no_more(post: Post) -> None:
    browser = waits_for_its_mail()
    for _ask in range(7):
        assert browser.post("/register/code/again/").status_code == 303
    post.deliver()
    assert len(mail.outbox) == 5
    assert browser.post("/register/code/", {"code": post.code()}).status_code == 303, "the latest mail's code is good"


def test_a_code_runs_out_after_a_day(post: Post) -> None:
    browser = waits_for_its_mail()
    code = post.code()
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert said(browser.post("/register/code/", {"code": code})) == [OLD]
    assert Reader.objects.count() == 0


def test_a_code_lives_as_long_as_its_mail_says_however_late_the_mail_went(post: Post) -> None:
    browser = waits_for_its_mail()
    late = timezone.now() + timedelta(hours=4)
    with time_machine.travel(late, tick=False):
        code = post.code()
    with time_machine.travel(late + timedelta(hours=23), tick=False):
        assert browser.post("/register/code/", {"code": code}).status_code == 303


def test_a_code_is_no_good_in_another_browser(post: Post) -> None:
    waits_for_its_mail()
    code = post.code()
    elsewhere = Client()
    assert said(elsewhere.post("/register/code/", {"code": code})) == [WRONG]
    others = waits_for_its_mail(email="bob@example.com")
    assert said(others.post("/register/code/", {"code": code})) == [WRONG]
    assert Reader.objects.count() == 0


def test_a_browser_that_never_registered_is_shown_no_form(stranger: Client) -> None:
    page = stranger.get("/register/code/")
    assert page.status_code == 200
    assert 'name="code"' not in page.content.decode()


def test_codes_of_a_site_are_spread_and_belong_to_its_secret(post: Post) -> None:
    made = [Registration(mails=1) for _ in range(300)]
    codes = [tokens.code_of(registration) for registration in made]
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(set(codes)) > 290


def test_an_address_bears_fifteen_tries_an_hour_over_all_its_registrations(post: Post) -> None:
    statuses = []
    for _browser in range(4):
        browser = waits_for_its_mail()
        statuses += [browser.post("/register/code/", {"code": "1"}).status_code for _ in range(5)]
    assert statuses == [422] * 15 + [429] * 5
