"""Subscriptions by API: granted and ended by whoever has the token, and by nobody else."""

import json
import logging
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from standfirst.access.levels import Tier
from standfirst.access.models import Entitlement
from standfirst.access.subscribing import grant, standing_of
from standfirst.readers.models import Reader
from standfirst.readers.views.subscriptions import WRONG_TOKENS
from tests.readers.cast import signed_in

pytestmark = pytest.mark.django_db

GRANT, END = "/api/v1/subscriptions/", "/api/v1/subscriptions/end/"
TOKEN = "a token of the payment provider, 32 or more"
ORDER = {"email": "Ann@Example.com", "reference": "sub_1", "starts_at": "2026-01-01"}


@pytest.fixture(autouse=True)
def tokens(settings: LazySettings) -> None:
    settings.STANDFIRST_API_TOKENS = ["another token that is in use as well", TOKEN]


def sent(path: str, told: object, token: str = TOKEN, **more: Any) -> Any:
    """The request as a program sends it: no cookie, no form token."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = told if isinstance(told, str) else json.dumps(told)
    client = Client(enforce_csrf_checks=True)
    return client.post(path, body, content_type="application/json", headers=headers, **more)


def tier(reader: Reader) -> Tier:
    return standing_of(reader.subject).tier


def test_the_token_makes_a_subscriber_and_ends_it(ann: Reader) -> None:
    answer = sent(GRANT, ORDER)
    assert (answer.status_code, answer.json()) == (
        201,
        {"outcome": "new", "reference": "sub_1", "starts_at": "2026-01-01T00:00:00+00:00", "ends_at": None},
    )
    assert tier(ann) is Tier.SUBSCRIBER
    assert "no-store" in answer["Cache-Control"]
    assert sent(END, {"email": "ann@example.com", "reference": "sub_1"}).json() == {"ended": 1}
    assert tier(ann) is Tier.REGISTERED


def test_the_same_again_adds_none(ann: Reader) -> None:
    sent(GRANT, ORDER)
    assert (sent(GRANT, ORDER).status_code, sent(GRANT, ORDER).json()["outcome"]) == (200, "unchanged")
    assert sent(GRANT, {**ORDER, "ends_at": "2999-01-01T00:00:00Z"}).json()["outcome"] == "changed"
    assert Entitlement.objects.count() == 1


def test_the_api_ends_only_what_it_granted(ann: Reader) -> None:
    grant(ann.subject, source="staff", reference="sub_1")
    assert sent(END, {"email": "ann@example.com"}).json() == {"ended": 0}
    assert tier(ann) is Tier.SUBSCRIBER


@pytest.mark.parametrize("path", [GRANT, END])
def test_without_a_token_in_the_settings_the_api_is_not_there(path: str, settings: LazySettings) -> None:
    settings.STANDFIRST_API_TOKENS = []
    assert sent(path, ORDER).status_code == 404
    assert sent(path, ORDER, token="").status_code == 404


@pytest.mark.parametrize("path", [GRANT, END])
@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", f"Basic {TOKEN}", f"Bearer {TOKEN[:-1]}", TOKEN, "Bearer é"]
)
def test_a_wrong_token_is_told_so(path: str, header: str, ann: Reader) -> None:
    answer = Client().post(path, ORDER, content_type="application/json", headers={"Authorization": header})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert tier(ann) is Tier.REGISTERED


def test_cookies_alone_are_refused_even_those_of_staff(ann: Reader) -> None:
    Reader.objects.update(is_superuser=True, is_staff=True)
    answer = signed_in().post(GRANT, ORDER, content_type="application/json")
    assert answer.status_code == 401


def test_the_addresses_are_only_posted_to() -> None:
    for path in (GRANT, END):
        assert Client().get(path, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 405


def test_wrong_tokens_are_limited_and_right_ones_are_not(ann: Reader) -> None:
    for _ in range(WRONG_TOKENS.most + 5):
        assert sent(GRANT, ORDER).status_code in {200, 201}
    for _ in range(WRONG_TOKENS.most):
        assert sent(GRANT, ORDER, token="guess").status_code == 401
    answer = sent(GRANT, ORDER, token="guess")
    assert (answer.status_code, int(answer["Retry-After"]) > 0) == (429, True)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"email": "nobody@example.com"}, "email"),
        ({"email": ""}, "email"),
        ({"email": None}, "email"),
        ({"email": ["ann@example.com"]}, "email"),
        ({"email": "ann@example.com\x00"}, "email"),
        ({"reference": ""}, "reference"),
        ({"reference": "x" * 121}, "reference"),
        ({"starts_at": "tomorrow"}, "starts_at"),
        ({"starts_at": "2026-01-01T10:00"}, "starts_at"),
        ({"starts_at": "0001-01-01"}, "starts_at"),
        ({"starts_at": 5}, "starts_at"),
        ({"ends_at": "2025-12-31"}, "ends_at"),
        ({"ends_at": "2026-02-30"}, "ends_at"),
        ({"tier": "subscriber"}, "tier"),
    ],
)
def test_what_is_wrong_is_said_by_field(told: dict[str, Any], field: str, ann: Reader) -> None:
    answer = sent(GRANT, {**ORDER, **told})
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {field}
    assert not Entitlement.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", '"text"', "null", "[" * 100_000, '{"email": NaN}', "\ud800"])
def test_a_body_that_is_no_object_is_told_so(body: str, ann: Reader) -> None:
    raw = body.encode(errors="surrogatepass")
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert Client().post(GRANT, raw, content_type="application/json", headers=headers).status_code == 400


def test_a_form_is_told_to_send_json(ann: Reader) -> None:
    answer = Client().post(GRANT, ORDER, headers={"Authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, "JSON" in answer.json()["errors"]["body"]) == (400, True)


def test_a_body_beyond_all_measure_is_refused(ann: Reader) -> None:
    assert sent(GRANT, {**ORDER, "reference": "x" * 1_100_000}).status_code == 413


def test_a_reference_of_another_reader_is_refused(ann: Reader) -> None:
    bob = Reader.objects.create_user("bob@example.com", None)
    sent(GRANT, ORDER)
    answer = sent(GRANT, {**ORDER, "email": "bob@example.com"})
    assert (answer.status_code, set(answer.json()["errors"])) == (400, {"reference"})
    assert (tier(ann), tier(bob)) == (Tier.SUBSCRIBER, Tier.REGISTERED)


def test_neither_token_nor_address_is_written_into_a_log(ann: Reader, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        sent(GRANT, ORDER)
        sent(GRANT, ORDER, token="guess of a token")
        sent(GRANT, {**ORDER, "starts_at": "x"})
    # The queries stay: at DEBUG the product silences them (LOGGING).
    said = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert said, "the refusals are logged"
    for secret in (TOKEN, "guess of a token", "example.com"):
        assert secret not in said.lower()
