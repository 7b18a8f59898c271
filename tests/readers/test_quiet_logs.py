"""The log, at its most talkative, over every journey: no password, code, token, session or address of a reader."""

import logging
import smtplib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from standfirst.readers.models import Reader
from standfirst.readers.quiet_logs import without_tokens
from tests.readers.cast import Post, answers

pytestmark = pytest.mark.django_db

EMAIL, OTHER = "canary@example.com", "unknown-canary@example.com"
FIRST, LAST = "Canaria", "Songbird"
TYPED = ["Canary1 password", "Canary2 wrong", "Canary3 new", "Canary4 too"]


class Book(logging.Handler):
    """Every line of every logger, as a handler would write it, traceback and all."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{self.format(record)} {getattr(record, 'status_code', '')}")


@pytest.fixture
def book() -> Iterator[Book]:
    """Hangs the book on the root, and on each logger that keeps its lines to itself, for an operator who wants all."""
    book = Book()
    everybody = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    hung = [logging.root, *(logger for logger in everybody if not logger.propagate)]
    talkative = [*hung, logging.getLogger("django"), logging.getLogger("django_tasks")]
    before = [(logger, logger.level) for logger in talkative]
    for logger in talkative:
        logger.setLevel(logging.DEBUG)
    for logger in hung:
        logger.addHandler(book)
    yield book
    for logger in hung:
        logger.removeHandler(book)
    for logger, level in before:
        logger.setLevel(level)


def everything_that_readers_do(post: Post) -> set[str]:
    """Walk all journeys, the failing ones too; the secrets that were met on the way."""
    secrets = {EMAIL, EMAIL.split("@", maxsplit=1)[0], OTHER, FIRST, LAST, *TYPED}
    browser, other = Client(), Client(enforce_csrf_checks=True)

    def note(*answered: Any) -> None:
        for answer in answered:
            secrets.update(kept.value for kept in answer.cookies.values() if len(kept.value) > 8)

    form = answers(email=EMAIL, password=TYPED[0], first_name=FIRST, last_name=LAST)
    note(
        browser.get("/register/"), browser.post("/register/", {**form, "over_18": ""}), browser.post("/register/", form)
    )
    link, code = post.link(), post.code()
    secrets |= {link.split("/")[3], code, f"{code[:3]} {code[3:]}"}
    note(browser.post("/register/code/", {"code": "000000"}), browser.post("/register/code/again/"))
    for path in (link, link[:-1], f"{link}more/", link.upper(), f"{link}?a=1", link[:-2] + "/"):
        note(Client().get(path), other.post(path), Client().put(path))
    note(browser.post(link), Client().post(link))
    sign_in = {"email": EMAIL, "password": TYPED[0], "next": "/harbour/"}
    for wrong in range(7):
        note(Client().post("/sign-in/", {**sign_in, "password": TYPED[1]}, REMOTE_ADDR=f"127.0.0.{wrong}"))
    note(browser.post("/sign-in/", sign_in), browser.get("/account/"), browser.get("/account/nav/"))
    secrets.add(str(browser.session.session_key))
    note(other.post("/sign-in/", sign_in), other.post("/register/", form, headers={"Origin": "https://evil.example"}))
    note(Client().post("/admin/login/", {"username": EMAIL, "password": TYPED[3]}, REMOTE_ADDR="127.0.0.9"))
    for address in (EMAIL, OTHER):
        Client().post("/forgotten-password/", {"email": address})
    post.deliver()
    Client().post("/forgotten-password/", {"email": EMAIL})
    reset = post.link()
    secrets |= {reset.split("/")[2], reset.split("-")[-1].strip("/")}
    note(Client().get(reset), Client().post(reset, {"password": "x"}), Client().post(f"{reset}x/"))
    note(Client().post(reset, {"password": TYPED[2]}), Client().post(reset, {"password": TYPED[2]}))
    note(browser.post("/sign-out/"), Client().generic("POST", "/sign-in/", f"email={EMAIL}", "text/plain"))
    note(Client().post("/register/", {**form, "next": "x" * 200_000}))
    post.deliver()
    return secrets


def test_nothing_secret_of_any_journey_is_in_the_log(post: Post, book: Book) -> None:
    secrets = everything_that_readers_do(post)
    logged = "\n".join(book.lines)
    assert len(secrets) > 20
    assert "/register/confirm/…" in logged, "the refused links are in the log, without what made them links"
    assert [line for line in book.lines if any(secret in line for secret in secrets)] == []


def secret_addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """The beginning of each address of ours that goes on with a token or a key."""
    for one in resolver.url_patterns:
        path = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from secret_addresses(one, path)
        elif path.endswith(("<str:token>/", "<str:key>/")):
            yield path.rpartition("<")[0]


def test_every_address_with_a_token_is_logged_without_it() -> None:
    found = set(secret_addresses(get_resolver()))
    assert {"/register/confirm/", "/notices/stop/"} <= found
    assert [path for path in found if without_tokens(f"{path}abc:def/?a=1") != f"{path}…/?a=1"] == []


@pytest.mark.parametrize("path", ["/notices/stop/abc:def/", "/NOTICES/stop/abc:def/more/"])
def test_a_link_that_stops_mails_is_not_logged(path: str, book: Book) -> None:
    for answer in (Client().get(path), Client().post(path), Client().put(path)):
        assert answer.status_code >= 300
    assert [line for line in book.lines if "abc:def" in line] == []
    assert [line for line in book.lines if "stop/…" in line]


class Refusing:
    """A mail server that says no in words that name the reader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def send_messages(self, messages: list[Any]) -> int:
        for message in messages:
            raise smtplib.SMTPRecipientsRefused({to: (550, f"no {to} here".encode()) for to in message.to})
        return 0


def test_a_refused_mail_is_logged_without_its_address(post: Post, book: Book, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "tests.readers.test_quiet_logs.Refusing"
    Client().post("/register/", answers(email=EMAIL))
    Client().post("/forgotten-password/", {"email": EMAIL})
    post.deliver()
    logged = "\n".join(book.lines)
    assert "a mail was given up" in logged
    assert "canary" not in logged


def test_a_failure_of_ours_is_logged_without_the_token_in_its_address(
    post: Post, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    from standfirst.readers import confirming

    def fails(*args: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(confirming, "look_at", fails)
    assert Client(raise_request_exception=False).get("/register/confirm/abc:def:ghi/").status_code == 500
    logged = "\n".join(book.lines)
    assert "RuntimeError: broken" in logged
    assert "abc:def" not in logged


@pytest.mark.parametrize("path", ["/x%0a%0dERROR%20forged/", "/register/confirm/a%0aERROR%20forged/", "/%1b[31mred/"])
def test_a_line_of_the_log_cannot_be_made_up(path: str, book: Book, db: None) -> None:
    Client().get(path, headers={"User-Agent": "a\x1b[31m b"})
    assert [line for line in book.lines if "\n" in line or "\r" in line or "\x1b" in line] == []


def test_old_sessions_and_registrations_name_nobody_in_the_log(post: Post, book: Book) -> None:
    browser = Client()
    browser.post("/register/", answers(email=EMAIL))
    with time_machine.travel(timezone.now() + timedelta(days=9), tick=False):
        browser.get("/account/")
        browser.post("/register/code/", {"code": "123456"})
    assert Reader.objects.count() == 0
    assert not [line for line in book.lines if "canary" in line]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Not Found: /register/confirm/abc:d/", "Not Found: /register/confirm/…/"),
        ("/reset-password/0f-x?y", "/reset-password/…?y"),
        ("/Register/Confirm/abc", "/Register/Confirm/…"),
        ("Not Found: /harbour/", "Not Found: /harbour/"),
    ],
)
def test_tokens_are_taken_out_of_addresses_and_nothing_else(text: str, kept: str) -> None:
    assert without_tokens(text) == kept
