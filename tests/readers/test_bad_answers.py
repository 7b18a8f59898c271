"""Answers that nobody types: each form refuses them at the question and shows nothing that could act."""

import pytest
from django.test import Client

from standfirst.readers.models import Reader
from tests.readers.cast import PASSWORD, answers, waits_for_its_mail
from tests.readers.sending import FIELDS, REGISTER, SIGN_IN, accounts, address, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]

ODD = {
    "very long": "a" * 10_000,
    "very long and wide": "🌷" * 10_000,
    "NUL": "a\x00b",
    "only NUL": "\x00",
    "overrides of direction": "a\u202eb\u2066c\u2069",
    "an emoji of several": "👩🏽‍🚀",
    "two @": "a@b@example.com",
    "a tower of marks": "a" + "\u0301" * 500,
    "a line end": "a\r\nBcc: all@example.com",
    "terminal codes": "\x1b[31mred",
    "noncharacters": "\ufffe\uffff",
    "markup": "<script>alert(1)</script>\"'>",
    "a template": "{{ settings.SECRET_KEY }}{% debug %}",
    "SQL": "' OR 1=1; DROP TABLE readers_reader; --",
    "private use": "\ue000",
    "spaces of all kinds": "\u00a0\u2003\u3000\u200b",
}
# Answers that only look odd: a password may be anything that can be typed, and a box is ticked or not.
HARMLESS = {(REGISTER, "next"), (REGISTER, "over_18"), (REGISTER, "newsletters"), (SIGN_IN, "next")}
GOOD_PASSWORDS = {"SQL"}


@pytest.fixture
def browser(ann: Reader) -> Client:
    """One in which a registration waits."""
    return waits_for_its_mail(email="bob@example.com")


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("path", FIELDS)
def test_an_odd_answer_to_any_question_is_refused_in_the_form(path: str, odd: str, browser: Client) -> None:
    well = {REGISTER: answers(), SIGN_IN: {"email": "ann@example.com", "password": PASSWORD}}.get(path, {})
    before = accounts()
    for name in FIELDS[path]:
        good = name == "password" and path != SIGN_IN and odd in GOOD_PASSWORDS
        if not good:
            page = browser.post(address(path), {**well, name: ODD[odd]})
            assert page.status_code == (303 if (path, name) in HARMLESS else 422), name
            assert "<script>alert(1)" not in page.content.decode()
            assert "\x00" not in page.content.decode()
    assert accounts() == before


@pytest.mark.parametrize("path", FIELDS)
@pytest.mark.parametrize("broken", ["%ED%A0%80", "%ED%A0%BD%ED%B8%80", "%FF", "%C0%AF", "%E2%82", "%F4%90%80%80", "%"])
def test_bytes_that_are_no_text_are_refused_in_the_form(path: str, broken: str, browser: Client) -> None:
    page = post(path, "&".join(f"{name}=a{broken}b" for name in FIELDS[path]), browser=browser)
    assert page.status_code == 422
    assert not [letter for letter in page.content.decode() if "\ud800" <= letter <= "\udfff"]


def test_what_was_typed_is_shown_again_as_text_and_never_as_markup(browser: Client) -> None:
    sent = {name: f'"><b id={name}>{name}&amp;' for name in ("email", "first_name", "last_name", "next")}
    for headers in ({}, {"HX-Request": "true"}):
        page = browser.post(REGISTER, sent, headers=headers).content.decode()
        assert "<b id=" not in page
        assert "&quot;&gt;&lt;b id=email&gt;email&amp;amp;" in page
