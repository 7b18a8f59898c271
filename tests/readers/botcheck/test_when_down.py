"""A provider that does not answer: the publisher chose whether the form is open or closed then, and the log says so."""

import logging
import re

import pytest
from django.conf import LazySettings
from django.test import Client

from standfirst.readers.botcheck import verifying
from standfirst.readers.models import Registration
from tests.readers.botcheck.standing_in import StandIn
from tests.readers.cast import answers


def test_open_lets_the_form_through_and_says_so(hcaptcha: StandIn, db: None, caplog: pytest.LogCaptureFixture) -> None:
    hcaptcha.says = (500, b"")
    assert Client().post("/register/", answers(proof="their-proof")).status_code == 303
    (line,) = [record for record in caplog.records if record.name.endswith("botcheck.asking")]
    assert line.levelno == logging.WARNING
    assert line.getMessage() == "bot check hcaptcha: no answer (HTTPError 500); the form was let through"


def test_closed_refuses_it_says_so_and_loses_nothing(
    hcaptcha: StandIn, db: None, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.STANDFIRST_BOT_CHECK_WHEN_DOWN = "closed"
    hcaptcha.says = (200, b"garbage")
    page = Client().post("/register/", answers(proof="their-proof"))
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "120"
    assert [problem.words for problem in page.context["form"].problems] == [
        "We cannot check right now that you are a person, and nothing was saved. Try again in a few minutes"
    ]
    assert 'value="ann@example.com"' in page.content.decode()
    assert Registration.objects.count() == 0
    assert "its answer could not be read; the form was refused" in caplog.text
    assert not re.search("their-proof|the-secret|ann@example.com", caplog.text)


def test_a_crowd_at_our_own_door_does_not_open_it(hcaptcha: StandIn, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standfirst.readers.botcheck.third_party.DEADLINE", 0.1)
    taken = [verifying._places.acquire() for _ in range(verifying.AT_ONCE)]
    try:
        page = Client().post("/register/", answers(proof="their-proof"))
    finally:
        for _ in taken:
            verifying._places.release()
    assert page.status_code == 503
    assert Registration.objects.count() == 0
    assert hcaptcha.asked == []


def test_from_one_place_the_provider_is_asked_so_often_and_no_more(hcaptcha: StandIn, db: None) -> None:
    hcaptcha.says = (200, {"success": False})
    statuses = [Client().post("/register/", answers(proof="guess")).status_code for _ in range(32)]
    assert statuses == [422] * 30 + [429] * 2
    assert len(hcaptcha.asked) == 30


def test_a_proof_longer_than_any_is_not_asked_about(hcaptcha: StandIn, db: None) -> None:
    assert Client().post("/register/", answers(proof="x" * 16_001)).status_code == 422
    assert hcaptcha.asked == []
