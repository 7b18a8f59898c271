"""Forms without a proof, as they come without script: let through, at a slower pace that is exact."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.test.client import Client as Browser

from standfirst.readers.botcheck.asking import UNPROVED_FROM_A_SOURCE
from standfirst.readers.models import Registration
from tests.readers.botcheck.solving import fetched, proof_of
from tests.readers.botcheck.standing_in import StandIn
from tests.readers.cast import answers


def registers(source: str = "192.0.2.1", **changed: str) -> tuple[int, list[str]]:
    """The status of the answer to somebody at ``source``, and what the form says over it."""
    page = Browser().post("/register/", answers(**changed), REMOTE_ADDR=source)
    return page.status_code, [problem.words for problem in page.context["form"].problems] if page.context else []


def test_somebody_without_script_registers_and_reads_on(altcha: None, db: None) -> None:
    browser = Client()
    assert browser.post("/register/", answers()).headers["Location"] == "/news/harbour/#continue"
    assert browser.get("/account/nav/").context["provisional"] is True


def test_from_one_place_that_goes_a_few_times_an_hour_and_then_says_when_again(altcha: None, db: None) -> None:
    for number in range(UNPROVED_FROM_A_SOURCE.most):
        assert registers(email=f"reader{number}@example.com")[0] == 303
    status, words = registers(email="one.more@example.com")
    assert status == 429
    assert len(words) == 1
    assert words[0].startswith("Too many tries from here. You can try again at ")
    assert words[0].endswith(", or turn on JavaScript for this page and try at once")
    assert registers(proof=proof_of(fetched()))[0] == 303, "with a proof it goes on"
    assert registers("198.51.100.7")[0] == 303, "and elsewhere"


def test_of_everybody_together_no_more_than_the_setting_says(altcha: None, db: None, settings: LazySettings) -> None:
    settings.STANDFIRST_BOT_CHECK_UNPROVED = 3
    statuses = [registers(f"192.0.2.{number}")[0] for number in range(5)]
    assert statuses == [303, 303, 303, 429, 429]
    assert Registration.objects.count() == 3


def test_a_publisher_may_let_nobody_in_without_a_proof(altcha: None, db: None, settings: LazySettings) -> None:
    settings.STANDFIRST_BOT_CHECK_UNPROVED = 0
    status, words = registers()
    assert status == 422
    assert words == ["This form has to check that you are a person. Turn on JavaScript for this page and try again"]


def test_a_form_with_other_mistakes_is_no_try(altcha: None, db: None) -> None:
    for _ in range(2 * UNPROVED_FROM_A_SOURCE.most):
        assert registers(email="ann@")[0] == 422
    assert registers()[0] == 303


@pytest.mark.parametrize("check", ["altcha", "hcaptcha"])
def test_the_decoy_is_there_whatever_is_chosen(check: str, request: pytest.FixtureRequest, db: None) -> None:
    request.getfixturevalue(check)
    assert registers(website="https://spam.example")[0] == 422
    assert Registration.objects.count() == 0


def test_nobody_without_a_proof_makes_us_ask_the_provider(hcaptcha: StandIn, db: None) -> None:
    assert registers()[0] == 303
    assert hcaptcha.asked == []
