"""How often somebody may try: a right password never waits for long, a guesser always does."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from standfirst.readers import limits
from standfirst.readers.models import Reader, Tally
from standfirst.refusals import TooManyTries
from tests.readers.cast import PASSWORD, Post, answers, signed_in
from tests.readers.hashing import CountingHasher

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "127.0.0.2", "127.0.0.9"


@pytest.fixture(autouse=True)
def hashes(settings: LazySettings) -> type[CountingHasher]:
    settings.PASSWORD_HASHERS = ["tests.readers.hashing.CountingHasher"]
    CountingHasher.forget()
    return CountingHasher


def sign_in(source: str = HERE, browser: Client | None = None, **changed: Any) -> Any:
    sent = {"email": "ann@example.com", "password": "Wrong 1 password", **changed}
    return (browser or Client()).post("/sign-in/", sent, REMOTE_ADDR=source)


def guess(times: int, source: str = HERE, **changed: Any) -> list[int]:
    return [sign_in(source, **changed).status_code for _ in range(times)]


def after(seconds: float) -> Any:
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_five_wrong_passwords_an_account_and_then_not_even_the_right_one(ann: Reader) -> None:
    assert guess(6) == [422] * 5 + [429]
    refused = sign_in(ELSEWHERE, password=PASSWORD)
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 300


def test_the_wait_ends_when_it_was_said_to_end(ann: Reader) -> None:
    with after(0):
        guess(5)
        wait = int(sign_in(password=PASSWORD)["Retry-After"])
    with after(wait - 5):
        assert sign_in(password=PASSWORD).status_code == 429
    with after(wait + 1):
        assert sign_in(password=PASSWORD).status_code == 303


def test_who_keeps_guessing_while_refused_does_not_keep_the_account_shut(ann: Reader) -> None:
    with after(0):
        guess(5)
    with after(290):
        assert guess(5) == [429] * 5
    with after(302):
        assert sign_in(password=PASSWORD).status_code == 303


def test_ten_wrong_passwords_a_source_over_all_accounts(ann: Reader) -> None:
    found = [sign_in(email=f"r{number}@example.com").status_code for number in range(12)]
    assert found == [422] * 10 + [429] * 2
    assert sign_in(ELSEWHERE, password=PASSWORD).status_code == 303
    with after(61):
        assert sign_in(password=PASSWORD).status_code == 303


def test_right_passwords_are_not_counted(ann: Reader) -> None:
    assert [sign_in(password=PASSWORD).status_code for _ in range(12)] == [303] * 12


def test_a_right_password_forgets_the_wrong_ones_before_it(ann: Reader) -> None:
    for _round in range(2):
        guess(4)
        assert sign_in(password=PASSWORD).status_code == 303


SPELLINGS = ["ann@example.com", "ANN@EXAMPLE.COM", " ann@example.com ", "Ann@Example.com\t", "ann@ｅxample.com"]
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
    {"HTTP_COOKIE": "sf_device=forged"},
]


def test_no_dress_of_the_request_and_no_spelling_of_the_address_gets_a_further_try(
    ann: Reader, hashes: type[CountingHasher]
) -> None:
    for spelling in SPELLINGS:
        for dress in DRESSES:
            Client().post("/sign-in/", {"email": spelling, "password": "Wrong 1"}, REMOTE_ADDR=HERE, **dress)
        Client().post("/sign-in/?a=1", {"email": spelling, "password": "Wrong 1"}, REMOTE_ADDR=HERE)
        form = f"email={spelling.strip()}&password=Wrong"
        Client().generic("POST", "/sign-in/", form, "application/x-www-form-urlencoded", REMOTE_ADDR=HERE)
        Client().post("/admin/login/", {"username": spelling, "password": "Wrong 1"}, REMOTE_ADDR=HERE)
    assert len(hashes.verified) == limits.SIGN_INS_OF_AN_ACCOUNT.most
    assert len(hashes.verified) + len(hashes.encoded) <= limits.SIGN_INS_FROM_A_SOURCE.most + 1


def test_full_width_and_look_alike_addresses_are_other_addresses_and_one_source(
    ann: Reader, hashes: type[CountingHasher]
) -> None:
    hashes.forget()
    for address in ("ａnn@example.com", "аnn@example.com", "ann@exаmple.com", "anɴ@example.com") * 5:
        sign_in(email=address)
    assert not hashes.verified, "nobody's password was looked at"
    assert len(hashes.encoded) == limits.SIGN_INS_FROM_A_SOURCE.most


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/.json", "/sign-in.html", "/SIGN-IN/", "/sign-in/x/"])
def test_no_other_path_signs_in(path: str, ann: Reader, hashes: type[CountingHasher]) -> None:
    hashes.forget()
    answer = Client().post(path, {"email": "ann@example.com", "password": PASSWORD}, REMOTE_ADDR=HERE)
    assert answer.status_code in {301, 404, 405}
    assert not hashes.verified


@pytest.mark.parametrize("path", ["/accounts/login/", "/api/token/", "/_allauth/browser/v1/auth/login", "/login/"])
def test_there_is_no_other_way_to_sign_in(path: str, ann: Reader) -> None:
    assert Client().post(path, {"email": "ann@example.com", "password": PASSWORD}).status_code in {301, 404, 405}


def test_the_admin_has_no_sign_in_of_its_own(ann: Reader, hashes: type[CountingHasher]) -> None:
    Reader.objects.update(is_staff=True, is_superuser=True)
    hashes.forget()
    browser = Client()
    answer = browser.post("/admin/login/", {"username": "ann@example.com", "password": PASSWORD}, REMOTE_ADDR=HERE)
    assert (answer.status_code, answer["Location"]) == (303, "/sign-in/?next=%2Fadmin%2F")
    assert not hashes.verified
    assert browser.get("/admin/").status_code == 302


@pytest.mark.parametrize("time", range(10))
def test_a_guesser_cannot_lock_the_owner_out_of_a_known_browser(time: int, ann: Reader) -> None:
    browser = signed_in()
    browser.post("/sign-out/")
    guess(12)
    assert sign_in(ELSEWHERE, browser, password=PASSWORD).status_code == 303


def test_a_known_browser_has_five_tries_of_its_own(ann: Reader) -> None:
    browser = signed_in()
    browser.post("/sign-out/")
    assert [sign_in(HERE, browser).status_code for _ in range(6)] == [422] * 5 + [429]


def test_a_browser_known_for_one_account_is_a_stranger_to_another(ann: Reader, hashes: type[CountingHasher]) -> None:
    Reader.objects.create_user("mallory@example.com", "Mallory1 here")
    browser = signed_in("mallory@example.com", "Mallory1 here")
    hashes.forget()
    assert [sign_in(HERE, browser).status_code for _ in range(6)] == [422] * 5 + [429]
    assert sign_in(ELSEWHERE, password=PASSWORD).status_code == 429, "counted for the account"


def test_a_locked_account_can_still_be_reset_and_is_open_again_after_it(ann: Reader, post: Post) -> None:
    at_home = signed_in()
    at_home.post("/sign-out/")
    guess(6)
    assert [sign_in(HERE, at_home).status_code for _ in range(6)] == [422] * 5 + [429]
    Client().post("/forgotten-password/", {"email": "ann@example.com"}, REMOTE_ADDR=ELSEWHERE)
    assert at_home.post(post.link(), {"password": "Harbour7 light"}).status_code == 200
    assert sign_in(ELSEWHERE, password="Harbour7 light").status_code == 303
    assert sign_in(HERE, at_home, password="Harbour7 light").status_code == 303


def test_twenty_registrations_a_minute_from_a_source(db: None) -> None:
    found = [
        Client().post("/register/", answers(email=f"r{number}@example.com"), REMOTE_ADDR=HERE) for number in range(21)
    ]
    assert [answer.status_code for answer in found] == [303] * 20 + [429]
    assert int(found[-1]["Retry-After"]) >= 1
    assert Client().post("/register/", answers(), REMOTE_ADDR=ELSEWHERE).status_code == 303


def test_a_fourth_reset_mail_in_an_hour_is_not_sent_and_nobody_is_told(ann: Reader, post: Post) -> None:
    pages = [Client().post("/forgotten-password/", {"email": "Ann@example.com"}) for _ in range(5)]
    assert {(page.status_code, page.content) for page in pages} == {(200, pages[0].content)}
    post.deliver()
    assert len(mail.outbox) == 3


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gaps=st.lists(st.floats(min_value=0, max_value=150, allow_nan=False), min_size=1, max_size=30))
def test_no_stretch_of_time_ever_holds_more_tries_than_a_strict_limit_allows(gaps: list[float], db: None) -> None:
    limit = limits.Limit("a strict limit", 3, 100, strict=True)
    Tally.objects.all().delete()
    now, made = 1_800_000_000.0, []
    for gap in gaps:
        now += gap
        with time_machine.travel(now, tick=False):
            if limits.allows(limit, "somebody"):
                made.append(now)
            else:
                with pytest.raises(TooManyTries) as refused:
                    limits.count(limit, "somebody")
                assert timedelta(0) < refused.value.wait <= timedelta(seconds=100)
    for begins in made:
        assert sum(begins <= at < begins + limit.per for at in made) <= limit.most


def test_counts_are_of_digests_and_are_forgotten_when_their_time_is_over(ann: Reader) -> None:
    guess(2)
    assert not [row for row in Tally.objects.all() if "ann" in row.key or HERE in row.key or len(row.key) != 64]
    assert limits.forget_old() == 0
    with after(301):
        assert limits.forget_old() == 2
    assert Tally.objects.count() == 0
