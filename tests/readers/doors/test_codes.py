"""Signing in with six digits by mail."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from standfirst.readers import one_time_codes
from standfirst.readers.models import Reader
from standfirst.readers.one_time_codes import Purpose, Verdict
from tests.readers.at_once import at_once
from tests.readers.cast import Post, signed_in
from tests.readers.doors.cast import is_signed_in

ASK, ENTER = "/sign-in/code/", "/sign-in/code/enter/"


def asker(email: str = "ann@example.com", to: str = "", **more: str) -> Client:
    browser = Client(**more)  # type: ignore[arg-type]  # what the stubs do not know as an extra of the environment
    answer = browser.post(ASK, {"email": email, "next": to})
    assert (answer.status_code, answer["Location"]) == (303, ENTER)
    return browser


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_code_signs_in_and_leads_back_to_where_reading_stopped(ann: Reader, post: Post) -> None:
    browser = asker(to="/harbour/the-pilot/#continue")
    code = post.code()
    assert post.latest.to == ["ann@example.com"]
    answer = browser.post(ENTER, {"code": f"{code[:3]} {code[3:]}"})
    assert (answer.status_code, answer["Location"]) == (303, "/harbour/the-pilot/#continue")
    assert is_signed_in(browser)
    assert browser.cookies["sf_code"].value == ""


def test_a_code_may_be_tried_five_times(ann: Reader, post: Post) -> None:
    browser = asker()
    code = post.code()
    for _ in range(5):
        assert browser.post(ENTER, {"code": wrong(code)}).status_code == 422
    refused = browser.post(ENTER, {"code": code})
    assert "That code has run out" in refused.content.decode()
    assert not is_signed_in(browser)


def test_a_code_works_once(ann: Reader, post: Post) -> None:
    browser = asker()
    kept = browser.cookies["sf_code"].value
    code = post.code()
    assert browser.post(ENTER, {"code": code}).status_code == 303
    thief = Client()
    thief.cookies["sf_code"] = kept
    assert thief.post(ENTER, {"code": code}).status_code == 422
    assert not is_signed_in(thief)


def test_a_code_lasts_a_quarter_of_an_hour(ann: Reader, post: Post) -> None:
    browser = asker()
    code = post.code()
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=2)):
        assert browser.post(ENTER, {"code": code})["Location"] == ASK
    assert not is_signed_in(browser)


def test_a_code_belongs_to_the_browser_that_asked(ann: Reader, post: Post) -> None:
    asker()
    code = post.code()
    other = asker()
    assert other.post(ENTER, {"code": code}).status_code == 422
    assert Client().post(ENTER, {"code": code})["Location"] == ASK


def test_a_code_for_one_purpose_is_none_for_another(ann: Reader, post: Post) -> None:
    browser = signed_in()
    browser.post("/account/prove/code/")
    code = post.code()
    stranger = Client()
    stranger.cookies["sf_code"] = browser.cookies["sf_code"].value
    assert stranger.post(ENTER, {"code": code})["Location"] == ASK


def test_an_address_without_an_account_gets_a_mail_that_says_so_and_no_code_opens_anything(post: Post) -> None:
    browser = asker("bob@example.com")
    assert "There is no account" in str(post.latest.subject)
    asked = one_time_codes.Asked(Purpose.SIGN_IN, "0" * 32, "bob@example.com")
    code = one_time_codes.code_of(asked.purpose, asked.ident, asked.address)
    assert one_time_codes.try_code(asked, code, source="10.0.0.1") is Verdict.RIGHT
    assert browser.post(ENTER, {"code": code}).status_code == 422


def test_a_closed_account_gets_no_code(ann: Reader, post: Post) -> None:
    Reader.objects.update(is_active=False)
    asker()
    assert post.deliver() == 1
    from django.core import mail

    assert mail.outbox == []


def test_asking_is_limited_by_address_and_by_source_with_a_time_to_try_again(ann: Reader, post: Post) -> None:
    for number in range(5):
        asker(REMOTE_ADDR=f"10.0.1.{number}")
    for email in ("ann@example.com", " ANN@example.com"):
        refused = Client(REMOTE_ADDR="10.0.2.1").post(ASK, {"email": email})
        assert refused.status_code == 429
        assert int(refused["Retry-After"]) > 60
        assert "You can try again at" in refused.content.decode()
    answers = [Client(REMOTE_ADDR="10.0.3.1").post(ASK, {"email": f"a{n}@example.com"}).status_code for n in range(21)]
    assert answers == [303] * 20 + [429]


def test_nobody_can_use_up_the_mails_of_an_owner_in_a_known_browser(ann: Reader, post: Post) -> None:
    browser = signed_in()
    browser.post("/sign-out/")
    for number in range(6):
        Client(REMOTE_ADDR=f"10.0.1.{number}").post(ASK, {"email": "ann@example.com"})
    assert browser.post(ASK, {"email": "ann@example.com"}).status_code == 303
    assert browser.post(ENTER, {"code": post.code()}).status_code == 303


@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_at_once_five_are_looked_at_and_of_many_right_ones_one_counts(post: Post) -> None:
    asked = one_time_codes.Asked(Purpose.SIGN_IN, "a" * 32, "ann@example.com")
    right = one_time_codes.code_of(asked.purpose, asked.ident, asked.address)
    guesses = [partial(one_time_codes.try_code, asked, wrong(right), source=f"10.0.0.{number}") for number in range(16)]
    assert at_once(guesses).count(Verdict.WRONG) == 5
    other = one_time_codes.Asked(Purpose.SIGN_IN, "b" * 32, "ann@example.com")
    right = one_time_codes.code_of(other.purpose, other.ident, other.address)
    tries = [partial(one_time_codes.try_code, other, right, source=f"10.0.1.{number}") for number in range(16)]
    assert at_once(tries).count(Verdict.RIGHT) == 1


def test_nothing_of_a_code_is_in_an_address_or_in_the_queue(ann: Reader, post: Post) -> None:
    from django_tasks_db.models import DBTaskResult

    asker()
    waiting = str(DBTaskResult.objects.get().args_kwargs)
    code = post.code()
    assert code not in waiting
    assert "http" not in str(post.latest.body).split(code[:3])[0]
