"""Why, as a page of the admin: for staff with the right, who leave their name."""

import logging

import pytest
from django.test import Client

from standfirst.access.levels import Level
from standfirst.newsroom.models import ArticlePage
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db

WHY = "/admin/why/"


@pytest.fixture
def asked(article: ArticlePage) -> dict[str, str]:
    ArticlePage.objects.update(access_level=Level.PREMIUM.value)
    return {"url": "/harbour/the-pilot/", "reader": "ann@example.com", "at": ""}


def test_it_tells_what_the_command_tells(desk: Client, reader: Reader, asked: dict[str, str]) -> None:
    page = desk.post(WHY, asked)
    assert "the whole article, which spends one of the allowance" in page.text
    assert "no-store" in page["Cache-Control"]


def test_it_is_asked_without_a_reader_too(desk: Client, asked: dict[str, str]) -> None:
    assert "a wall that asks to register" in desk.post(WHY, {**asked, "reader": ""}).text


def test_who_looked_at_whom_is_logged_without_an_address(
    desk: Client, moderator: Reader, reader: Reader, asked: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "standfirst.staff"):
        desk.post(WHY, asked)
    lines = [record.getMessage() for record in caplog.records if record.name == "standfirst.staff"]
    assert lines == [f"{moderator.subject} asked why of reader {reader.subject}"]


def test_the_line_is_written_at_the_level_that_the_product_starts_with() -> None:
    assert logging.getLogger("standfirst.staff").isEnabledFor(logging.INFO)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"url": "/none/"}, "No public article stands at this address."),
        ({"url": ""}, "This field is required."),
        ({"reader": "nobody@example.com"}, "No reader has this address."),
        ({"reader": "ann@example.com\0"}, "Null characters are not allowed."),
        ({"at": "soon"}, "This is no date"),
    ],
)
def test_what_cannot_be_told_is_said(
    changed: dict[str, str], sentence: str, desk: Client, reader: Reader, asked: dict[str, str]
) -> None:
    answer = desk.post(WHY, {**asked, **changed})
    assert (answer.status_code, sentence in answer.text) == (200, True)


def test_an_address_in_the_query_asks_nothing(desk: Client, reader: Reader, asked: dict[str, str]) -> None:
    assert "which spends one" not in desk.get(WHY, asked).text


def test_only_staff_with_the_right_may_ask(
    journalist: Reader, reader: Reader, asked: dict[str, str], client: Client
) -> None:
    for somebody in (None, reader, journalist):
        if somebody is not None:
            client.force_login(somebody)
        assert client.post(WHY, asked).status_code == 302
