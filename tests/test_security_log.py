"""What matters for security leaves a line: when, what, how it ended, who, from where, in which request (O1, O3)."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.log_actions import log

from standfirst.readers import limits
from standfirst.readers.ledger.acts import Circumstances, Said
from standfirst.readers.ledger.recording import record
from standfirst.readers.models import Reader
from standfirst.readers.noting import short_for
from standfirst.readers.tokens import reset_key
from standfirst.refusals import TooManyTries
from standfirst.rights.archiving import ask_for_archive
from standfirst.rights.erasing import ask_to_erase, undo
from standfirst.security_log import Event, OneLine, note, request_from

pytestmark = pytest.mark.django_db
PASSWORD = "Tulip9 orchard"
OURS = {"Sec-Fetch-Site": "same-origin"}
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[Lines]:
    """What was noted since the last time somebody asked."""
    with caplog.at_level(logging.INFO, "standfirst.security"):

        def take() -> list[dict[str, Any]]:
            found = [json.loads(one.getMessage()) for one in caplog.records if one.name == "standfirst.security"]
            caplog.clear()
            return found

        yield take


@pytest.fixture
def ann() -> Reader:
    return Reader.objects.create_user("ann@example.com", PASSWORD, first_name="Ann")


def test_signing_in_and_out_is_noted_with_who_and_from_where(ann: Reader, lines: Lines) -> None:
    browser = Client(headers=OURS, REMOTE_ADDR="203.0.113.77")
    browser.post("/sign-in/", {"email": "ann@example.com", "password": PASSWORD})
    (signed_in,) = [line for line in lines() if line["event"] == "sign-in"]
    assert (signed_in["outcome"], signed_in["who"], signed_in["network"]) == ("done", ann.subject.hex, "203.0.113.0/24")
    assert signed_in["by"] == "password"
    assert re.fullmatch("[0-9a-f]{12}", signed_in["request"])
    browser.post("/sign-out/")
    assert [(line["event"], line["who"]) for line in lines()] == [("sign-out", ann.subject.hex)]


@pytest.mark.parametrize("address", ["ann@example.com", "nobody@example.com"])
def test_a_wrong_password_is_noted_without_the_address_or_what_was_typed(
    ann: Reader, lines: Lines, address: str
) -> None:
    Client(headers=OURS).post("/sign-in/", {"email": address, "password": "Guess 1 of many"})
    (failed,) = lines()
    assert (failed["event"], failed["outcome"], failed["address"]) == ("sign-in", "failed", short_for(address))
    assert "example.com" not in json.dumps(failed)
    assert "Guess" not in json.dumps(failed)


def test_a_limit_that_is_reached_is_noted_by_its_name(lines: Lines) -> None:
    for _ in range(limits.RESETS_FROM_A_SOURCE.most):
        limits.count(limits.RESETS_FROM_A_SOURCE, "here")
    assert lines() == []
    with pytest.raises(TooManyTries):
        limits.count(limits.RESETS_FROM_A_SOURCE, "here")
    assert [(line["event"], line["limit"]) for line in lines()] == [("limit", "resets from a source")]


def test_a_new_password_by_mail_is_noted_when_it_is_asked_for_and_when_it_is_set(ann: Reader, lines: Lines) -> None:
    browser = Client(headers=OURS)
    browser.post("/forgotten-password/", {"email": "ann@example.com"})
    browser.post(f"/reset-password/{reset_key(Reader.objects.get())}/", {"password": "Harbour7 light"})
    browser.post("/reset-password/an-old-link/", {"password": "Harbour7 light"})
    told = [(line["event"], line["outcome"]) for line in lines()]
    assert told == [("password reset", "asked"), ("password reset", "done"), ("password reset", "refused")]


def test_refused_access_forged_requests_and_forged_passes_are_noted(ann: Reader, lines: Lines) -> None:
    ann.groups.add(Group.objects.get(name="Editors"))
    lines()
    browser = Client(headers=OURS)
    browser.cookies["sf_pass"] = "forged"
    browser.get("/account/")
    assert [line["event"] for line in lines()] == ["forged pass"]
    foreign = Client(headers={"Sec-Fetch-Site": "cross-site"})
    foreign.post("/sign-in/", {"email": "ann@example.com", "password": PASSWORD})
    assert [(line["event"], line["outcome"]) for line in lines()] == [
        ("forged request", "refused"),
        ("refused access", "refused"),
    ]


def test_consents_archives_and_erasures_are_noted(ann: Reader, lines: Lines) -> None:
    record(
        ann.subject,
        [Said(purpose="newsletter:tide", act="given", wording="The Tide.")],
        Circumstances("form", "/", "en"),
    )
    ask_for_archive(ann)
    ask_to_erase(ann)
    undo(ann)
    told = [(line["event"], line["outcome"], line["who"]) for line in lines()]
    assert told == [
        ("consent", "given", ann.subject.hex),
        ("archive", "asked", ann.subject.hex),
        ("erasure", "asked", ann.subject.hex),
        ("erasure", "undone", ann.subject.hex),
    ]


def test_whoever_becomes_staff_or_stops_being_it_is_noted(ann: Reader, lines: Lines) -> None:
    ann.is_staff = True
    ann.save()
    ann.groups.set([Group.objects.get(name="Editors")])
    ann.is_active = False
    ann.save(update_fields=["is_active"])
    told = [(line["outcome"], line.get("right", line.get("of"))) for line in lines() if line["event"] == "roles"]
    assert told == [("given", "is_staff"), ("add", "Reader"), ("taken", "is_active")]


def test_what_staff_do_in_the_admin_is_noted(ann: Reader, lines: Lines) -> None:
    log(instance=Group.objects.get(name="Editors"), action="wagtail.edit", user=ann)
    assert [(line["event"], line["outcome"], line["what"]) for line in lines()] == [("admin", "wagtail.edit", "group")]


def test_a_wrong_token_of_the_api_is_noted(settings: LazySettings, lines: Lines) -> None:
    settings.STANDFIRST_API_TOKENS = ["a token that is long enough to be one"]
    Client().post("/api/v1/subscriptions/", "{}", "application/json", headers={"Authorization": "Bearer nonsense"})
    assert [(line["event"], line["outcome"]) for line in lines()] == [("api", "refused")]


NASTY = ['a\r\n2026 INFO root "forged"', "\x1b[2Jgone", "\u2028next", 'quote " and \\', "\x00"]


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_one_event_is_one_line_whatever_somebody_sends(nasty: str) -> None:
    logger = logging.getLogger("standfirst.security")
    shown: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(OneLine())
    handler.emit = lambda record: shown.append(handler.format(record))  # type: ignore[method-assign]
    logger.addHandler(handler)
    try:
        with request_from("203.0.113.0/24"):
            note(Event.REFUSED, "refused", path=nasty)
            logger.warning("Not Found: %s", nasty)
    finally:
        logger.removeHandler(handler)
    assert len(shown) == 2
    for line in shown:
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line)
        assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (INFO|WARNING) standfirst\.security ", line)
    assert json.loads(shown[0].partition("{")[1] + shown[0].partition("{")[2])["path"] == nasty


def test_a_megabyte_in_one_value_is_cut(lines: Lines) -> None:
    note(Event.REFUSED, "refused", path="x" * 1_000_000)
    (line,) = lines()
    assert len(line["path"]) == 300


@pytest.mark.parametrize(
    "path", ["/reset-password/{}/", "/register/confirm/{}/", "/newsletters/choices/{}/", "/gift/{}/"]
)
def test_a_forged_request_to_an_address_with_a_token_is_noted_without_the_token(path: str, lines: Lines) -> None:
    Client(headers={"Sec-Fetch-Site": "cross-site"}).post(path.format("s3cr3t-t0k3n"), {})
    told = lines()
    assert {line["event"] for line in told} == {"forged request", "refused access"}
    assert {line["path"] for line in told} == {path.format("…")}
