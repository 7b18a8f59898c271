"""The demo's post is kept, not sent, and can be read where the demo is served."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import Resolver404, resolve

from standfirst.demo import mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.demo.urls")]


@pytest.fixture(autouse=True)
def box(tmp_path: Path, settings: LazySettings) -> Path:
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    settings.EMAIL_BACKEND = "standfirst.demo.mailbox.MailboxBackend"
    return tmp_path / "mail"


def send(
    subject: str, text: str = "Open http://testserver/x/ to go on.", html: str = "<html><head></head>Hi</html>"
) -> None:
    letter = EmailMultiAlternatives(subject, text, "newsroom@courier.example", ["zoë@reader.example"])
    letter.attach_alternative(html, "text/html")
    with mail.get_connection(settings_backend()) as connection:
        connection.send_messages([letter])


def settings_backend() -> str:
    return "standfirst.demo.mailbox.MailboxBackend"


def test_an_empty_box_says_how_the_first_mail_comes(client: Client) -> None:
    assert "No mail yet" in client.get("/demo/mail/").content.decode()


def test_mails_are_listed_with_the_newest_first(client: Client) -> None:
    send("First")
    send("Second: “curly” and عربي")
    assert [letter.subject for letter in mailbox.letters()] == ["Second: “curly” and عربي", "First"]
    page = client.get("/demo/mail/").content.decode()
    assert page.index("Second") < page.index("First")


def test_a_mail_shows_its_text_with_links_and_its_html_in_a_cage(client: Client) -> None:
    send("Hello", html='<html><head></head><body><script>alert(1)</script><a href="/x/">On</a></body></html>')
    (letter,) = mailbox.letters()
    page = client.get(f"/demo/mail/{letter.name}/")
    assert '<a href="http://testserver/x/"' in page.content.decode()
    assert "alert(1)" not in page.content.decode()
    caged = client.get(f"/demo/mail/{letter.name}/html/")
    assert "default-src 'none'" in caged["Content-Security-Policy"]
    assert "sandbox" in caged["Content-Security-Policy"]
    assert page["Referrer-Policy"] == caged["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == caged["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["x", "..", "%2e%2e", "1234567890123456789-abcdef01", "1234567890123456789-abcdef0/"])
def test_a_mail_that_is_not_there_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/demo/mail/{name}/").status_code == 404


def test_a_mail_that_is_half_written_is_not_shown(box: Path) -> None:
    box.mkdir(exist_ok=True)
    (box / "1234567890123456789-abcdef01.part").write_bytes(b"Subject: half")
    assert mailbox.letters() == []


@pytest.mark.urls("standfirst.urls")
def test_no_other_site_has_the_box() -> None:
    try:
        match = resolve("/demo/mail/")
    except Resolver404:
        return
    assert not match.func.__module__.startswith("standfirst.demo")
