"""Two of everything at the same moment: threads, each with a connection of its own, on a database that commits."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.core import mail
from django.db import connection, transaction
from django.test import Client

from standfirst.newsletters.models import Newsletter, Subscription
from standfirst.readers import limits, tokens
from standfirst.readers.models import Reader, Registration
from tests.readers.at_once import at_once
from tests.readers.cast import PASSWORD, Post, answers, waits_for_its_mail
from tests.readers.hashing import CountingHasher

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_registrations_of_one_address_at_once_both_wait(post: Post) -> None:
    sent = [Client().post, Client().post, Client().post, Client().post]
    found = at_once([partial(ask, "/register/", answers()) for ask in sent])
    assert [answer.status_code for answer in found] == [303] * 4
    assert Registration.objects.filter(email="ann@example.com", known=False).count() == 4
    assert post.deliver() == 4
    assert len({str(letter.subject) for letter in mail.outbox}) == 4, "each has a code of its own"


@pytest.mark.parametrize("round_", range(3))
def test_a_button_pressed_many_times_at_once_makes_one_account(round_: int, post: Post) -> None:
    Newsletter.objects.create(name="The Tide", slug="tide", summary="What the sea did.", cadence="Fridays")
    browser = waits_for_its_mail(newsletters=["tide"])
    link, code = post.link(), post.code()
    copies = [Client() for _ in range(3)]
    for copy in copies:
        copy.cookies.load(browser.cookies)
    found = at_once(
        [partial(Client().post, link) for _ in range(4)]
        + [partial(copy.post, "/register/code/", {"code": code}) for copy in copies]
    )
    assert not [answer for answer in found if answer.status_code >= 500]
    assert Reader.objects.count() == EmailAddress.objects.count() == Subscription.objects.count() == 1
    made = [answer for answer in found if answer.status_code in {200, 303} and b"confirmed</h1>" in answer.content]
    signed_in = [answer for answer in found if answer.status_code == 303 and "sf_session" in answer.cookies]
    assert len(made) + len(signed_in) == 1, Counter(answer.status_code for answer in found)


@pytest.mark.parametrize("round_", range(5))
def test_two_registrations_of_an_address_confirmed_at_once_make_one_account(round_: int, post: Post) -> None:
    for name in ("Ann", "Anna", "Anne", "Annie"):
        waits_for_its_mail(first_name=name)
    links = [f"/register/confirm/{tokens.confirm_token(waiting)}/" for waiting in Registration.objects.all()]
    found = at_once([partial(Client().post, link) for link in links])
    assert sorted(answer.status_code for answer in found) == [200, 410, 410, 410]
    assert Reader.objects.count() == 1
    assert Registration.objects.exclude(confirmed_at=None).count() == 1
    assert Registration.objects.waiting().count() == 0


def test_a_hundred_wrong_passwords_at_once_check_no_more_than_the_limit_allows(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["tests.readers.hashing.CountingHasher"]
    Reader.objects.create_user("ann@example.com", PASSWORD)
    CountingHasher.forget()

    def guess(number: int) -> int:
        # Every guess from somewhere else: only the account's own limit is in their way.
        browser = Client(REMOTE_ADDR=f"198.51.100.{number}")
        return browser.post("/sign-in/", {"email": "ann@example.com", "password": f"Guess {number}"}).status_code

    found = Counter(at_once([partial(guess, number) for number in range(100)]))
    assert 1 <= len(CountingHasher.verified) <= limits.SIGN_INS_OF_AN_ACCOUNT.most
    # A machine that is very busy may turn somebody away before they are counted.
    assert set(found) <= {422, 429, 503}
    assert found[422] == len(CountingHasher.verified)
    assert found[429] >= 90


def test_of_two_browsers_with_the_same_reset_link_one_sets_the_password(post: Post) -> None:
    Reader.objects.create_user("ann@example.com", PASSWORD)
    Client().post("/forgotten-password/", {"email": "ann@example.com"})
    link = post.link()
    chosen = ["Harbour7 light", "Lantern8 quay", "Mackerel9 boat"]
    found = at_once([partial(Client().post, link, {"password": password}) for password in chosen])
    assert sorted(answer.status_code for answer in found) == [200, 410, 410]
    kept = chosen[[answer.status_code for answer in found].index(200)]
    assert Reader.objects.get().check_password(kept)
    assert post.deliver() == 1, "one notice"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has one lock for all who write")
def test_who_waits_too_long_for_the_database_is_told_to_come_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=20")
    writing, done = threading.Event(), threading.Event()

    def write_for_long() -> None:
        with transaction.atomic():
            writing.set()
            done.wait(30)
        connection.close()

    def ask() -> Any:
        writing.wait(30)
        try:
            return Client().post("/sign-in/", {"email": "ann@example.com", "password": PASSWORD})
        finally:
            done.set()

    with ThreadPoolExecutor(1) as other:
        other.submit(write_for_long)
        answer = ask()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=5000")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Very many people are here right now" in answer.content.decode()


def test_more_hashes_than_may_wait_are_told_to_come_back_and_lose_nothing() -> None:
    found = at_once(
        [
            partial(Client(REMOTE_ADDR=f"198.51.100.{n}").post, "/register/", answers(email=f"r{n}@example.com"))
            for n in range(40)
        ]
    )
    counted = Counter(answer.status_code for answer in found)
    assert set(counted) <= {303, 503}
    assert Registration.objects.count() == counted[303] > 0
    for answer in found:
        if answer.status_code == 503:
            assert int(answer["Retry-After"]) >= 1
            assert "Very many people are here right now. Try again in a few seconds." in answer.content.decode()
            assert 'value="r' in answer.content.decode(), "the answers are kept"
