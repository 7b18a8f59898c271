"""What another site makes a signed-in reader's browser send changes nothing, at any address of the account."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from standfirst.newsletters.models import Subscription
from standfirst.readers import preferring
from standfirst.readers.models import Act, Preferences, Reader, Tally
from tests.readers.cast import PASSWORD, signed_in

DOORS: dict[str, dict[str, str]] = {
    "account_login": {"email": "ann@example.com", "password": PASSWORD},
    "sign-in-code": {"email": "ann@example.com"},
    "sign-in-code-enter": {"code": "123456"},
    "mfa_authenticate": {"code": "123456"},
    "sign-in-passkey": {"credential": "{}"},
    "passkey-options": {},
    "name": {"first_name": "Eve", "last_name": "Eve"},
    "address": {"email": "eve@example.com"},
    "address-code": {"code": "123456"},
    "password": {"password": "Intruder1 here"},
    "prove": {"password": PASSWORD},
    "prove-passkey": {"credential": "{}"},
    "prove-ask-code": {},
    "prove-code": {"code": "123456"},
    "security": {},
    "second-factor": {},
    "set-up-app": {"code": "123456"},
    "remove-app": {},
    "recovery-codes": {},
    "add-passkey": {"credential": "{}"},
    "new-passkey-options": {},
    "remove-passkey": {"passkey": "1"},
    "no-passkey": {},
    "sessions": {"browser": "others"},
    "preferences": {"part": "reminders"},
    "newsletter-choices": {"stop": "all"},
    "sign-in-with": {},
    "openid_connect_callback": {},
    "finish": {"code": "123456"},
    "connect-door": {},
    "disconnect-door": {"connection": "1"},
}
NO_FORM = {"account_login", "security", "second-factor", "openid_connect_callback"}
FOREIGN = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {}]


def kept() -> list[Any]:
    tables: tuple[Any, ...] = (
        *(Reader, Preferences, Subscription, Authenticator, UserSession),
        *(Session, Tally, DBTaskResult, Act),
    )
    return [list(table.objects.order_by("pk").values()) for table in tables]


def address_of(name: str, reader: Reader) -> str:
    if name == "newsletter-choices":
        return preferring.choices_path(reader.subject)
    if name in {"sign-in-with", "connect-door"}:
        return reverse(name, kwargs={"door": "works"})
    if name == "openid_connect_callback":
        return reverse(name, kwargs={"provider_id": "works"})
    return reverse(name)


@pytest.mark.parametrize("name", DOORS)
def test_a_post_that_is_not_from_our_pages_changes_nothing(name: str, cheap_hashes: None, ann: Reader) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in().cookies
    signed_in()
    before = kept()
    for headers in FOREIGN:
        answer = browser.post(address_of(name, ann), DOORS[name], headers=headers)
        assert answer.status_code in {403, 405}
        assert kept() == before


@pytest.mark.parametrize("name", DOORS)
def test_a_get_changes_nothing_but_the_session(name: str, cheap_hashes: None, ann: Reader) -> None:
    browser = signed_in()
    before = [rows for rows in kept() if not rows or "session_data" not in rows[0]]
    for method in (browser.get, browser.head, browser.options):
        assert method(address_of(name, ann)).status_code < 500
    assert [rows for rows in kept() if not rows or "session_data" not in rows[0]] == before


@pytest.mark.parametrize("name", [name for name in DOORS if name not in NO_FORM])
def test_a_body_that_is_no_form_is_told_so(name: str, cheap_hashes: None, ann: Reader) -> None:
    browser = signed_in()
    answer = browser.generic("POST", address_of(name, ann), "{}", content_type="application/json")
    assert answer.status_code == 415
