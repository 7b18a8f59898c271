"""The door on Django's side: passes renewed on the way, dead cookies taken away, personal answers in no cache."""

import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from standfirst.access import gate
from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.middleware import RENEW_BEFORE, ReaderPassMiddleware
from standfirst.access.passes import LIFETIME, ReaderPass
from standfirst.access.policy import ANONYMOUS, NONE, Visitor
from standfirst.access.revoking import call_back
from standfirst.access.subscribing import grant
from standfirst.readers.models import Reader, Registration
from tests.readers.cast import PASSWORD, signed_in, waits_for_its_mail

pytestmark = pytest.mark.django_db

PAGES = ["/", "/search/", "/account/", "/account/nav/", "/no-such-page/"]


@pytest.fixture
def reader(db: None) -> Reader:
    return Reader.objects.create_user("ann@example.com", PASSWORD, first_name="Ann")


def held(browser: Client) -> ReaderPass | None:
    return gate.pass_keys().open(browser.cookies["sf_pass"].value.encode(), time.time())


def set_by(answer: Any) -> set[str]:
    return {name for name, kept in answer.cookies.items() if kept.value}


def taken_by(answer: Any) -> set[str]:
    return {name for name, kept in answer.cookies.items() if not kept.value and kept["max-age"] == 0}


@pytest.mark.parametrize("path", PAGES)
def test_nobody_gets_a_cookie_for_looking(path: str) -> None:
    assert not Client().get(path).cookies


@pytest.mark.parametrize("path", PAGES)
def test_a_readers_answers_are_kept_by_no_cache(path: str, reader: Reader) -> None:
    for browser in (signed_in(), waits_for_its_mail(email="bob@example.com")):
        answer = browser.get(path)
        assert "no-store" in answer["Cache-Control"]
        assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize("tier", [Tier.REGISTERED, Tier.SUBSCRIBER])
def test_a_reader_who_comes_without_a_pass_gets_one_of_their_tier(tier: Tier, reader: Reader) -> None:
    if tier is Tier.SUBSCRIBER:
        grant(reader.subject, source="test")
    browser = signed_in()
    del browser.cookies["sf_pass"]
    answer = browser.get("/account/nav/")
    assert "sf_pass" in set_by(answer)
    kept = answer.cookies["sf_pass"]
    assert (kept["max-age"], kept["httponly"], kept["samesite"], kept["path"]) == (LIFETIME, True, "Lax", "/")
    found = held(browser)
    assert found is not None
    assert (found.visitor, found.subject) == (Visitor(tier), reader.subject.bytes)


@pytest.mark.parametrize(
    ("seconds", "renewed"), [(0, False), (LIFETIME - RENEW_BEFORE - 5, False), (LIFETIME - 5, True)]
)
def test_a_pass_is_renewed_shortly_before_it_ends_and_not_sooner(seconds: int, renewed: bool, reader: Reader) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        browser = signed_in()
        browser.get("/account/nav/")
    with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
        assert ("sf_pass" in set_by(browser.get("/account/nav/"))) is renewed


def test_a_pass_that_was_called_back_is_given_anew(reader: Reader) -> None:
    browser = signed_in()
    browser.get("/account/nav/")
    call_back(reader.subject)
    assert "sf_pass" in set_by(browser.get("/account/nav/"))


def test_a_changed_tier_is_in_the_next_pass(reader: Reader) -> None:
    browser = signed_in()
    browser.get("/account/nav/")
    grant(reader.subject, source="test")
    browser.get("/account/nav/")
    found = held(browser)
    assert found is not None
    assert found.visitor.tier is Tier.SUBSCRIBER


@pytest.mark.parametrize("forged", ["", "x", "a" * 5_000, "0000.AAAA.BBBB", "\xe9"])
def test_a_pass_that_is_none_of_ours_is_replaced_for_a_reader_and_taken_from_anybody_else(
    forged: str, reader: Reader
) -> None:
    browser = signed_in()
    browser.cookies["sf_pass"] = forged
    assert "sf_pass" in set_by(browser.get("/account/nav/"))
    nobody = Client()
    nobody.cookies["sf_pass"] = forged
    assert taken_by(nobody.get("/account/nav/")) == {"sf_pass"}


def test_cookies_that_are_dead_are_taken_away_so_that_the_front_door_answers_again(reader: Reader) -> None:
    browser = signed_in()
    browser.cookies["sf_provisional"] = "x"
    Reader.objects.update(is_active=False)
    answer = browser.get("/account/nav/")
    assert taken_by(answer) >= {"sf_pass", "sf_session", "sf_in", "sf_provisional"}
    assert Session.objects.count() == 0


def test_a_session_that_somebody_unknown_uses_is_left_alone(db: None) -> None:
    browser = Client()
    session = browser.session
    session["something"] = "in use"
    session.save()
    browser.cookies["sf_session"] = str(session.session_key)
    assert "sf_session" not in taken_by(browser.get("/account/nav/"))


def test_a_closed_account_opens_nothing_by_its_session(reader: Reader) -> None:
    browser = signed_in()
    Reader.objects.update(is_active=False)
    assert browser.get("/account/").status_code == 303


def test_a_deleted_account_leaves_no_open_door(reader: Reader) -> None:
    browser = signed_in()
    Reader.objects.all().delete()
    assert browser.get("/account/").status_code == 303


def asked(**cookies: str) -> HttpRequest:
    request = HttpRequest()
    request.COOKIES = cookies
    request.path = "/"
    return request


def test_a_reader_pass_alone_says_nothing_to_django() -> None:
    sealed = gate.pass_keys().seal(ReaderPass(Visitor(Tier.SUBSCRIBER), b"s" * 16, int(time.time()) + 60))
    assert gate.visitor_of(asked(sf_pass=sealed)) == ANONYMOUS
    assert gate.variant_for(asked(sf_pass=sealed), Level.PREMIUM, 1, NONE) is Variant.REGISTER


def test_a_session_counts_before_a_provisional_pass(reader: Reader) -> None:
    grant(reader.subject, source="test")
    browser = waits_for_its_mail(email="bob@example.com")
    request = asked(sf_provisional=browser.cookies["sf_provisional"].value)
    assert gate.visitor_of(request) == Visitor(Tier.REGISTERED, provisional=True)
    request = asked(sf_provisional=browser.cookies["sf_provisional"].value)
    request.user = Reader.objects.get()
    assert gate.visitor_of(request) == Visitor(Tier.SUBSCRIBER)


def test_the_variant_that_the_front_door_asked_for_is_the_one_that_is_rendered() -> None:
    for variant in Variant:
        request = asked()
        request.page_variant = variant  # type: ignore[attr-defined]  # as rendering.render_variant does
        assert gate.variant_for(request, Level.PREMIUM, 1, NONE) is variant


def test_an_answer_for_the_front_door_is_left_as_it_is() -> None:
    request = asked(sf_pass="dead")
    request.page_variant = Variant.FULL  # type: ignore[attr-defined]  # as rendering.render_variant does
    answer = HttpResponse("x")
    assert ReaderPassMiddleware(lambda _request: answer)(request) is answer
    assert (answer.cookies.output(), answer.has_header("Cache-Control"), answer.has_header("Vary")) == (
        "",
        False,
        False,
    )


@pytest.mark.parametrize(("cookies", "kept"), [({}, "public, max-age=300"), ({"sf_pass": "x"}, "private, no-store")])
def test_an_answer_for_all_is_kept_by_caches_unless_somebody_asks(cookies: dict[str, str], kept: str) -> None:
    request = asked(**cookies)
    request.user = AnonymousUser()
    answer = HttpResponse("x", headers={"Cache-Control": "public, max-age=300"})
    assert ReaderPassMiddleware(lambda _request: answer)(request)["Cache-Control"] == kept


def test_a_provisional_pass_is_renewed_with_the_subject_of_its_registration(db: None) -> None:
    browser = waits_for_its_mail()
    del browser.cookies["sf_pass"]
    browser.get("/account/nav/")
    found = held(browser)
    assert found is not None
    assert found.visitor == Visitor(Tier.REGISTERED, provisional=True)
    assert found.subject == Registration.objects.get().subject.bytes
