"""Every mail of the house: subject, HTML and text of one name, in order for clients, readers and servers."""

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import BadHeaderError
from django.utils import timezone

from standfirst.mail.sending import written_for
from standfirst.newsroom.models import Publication
from tests.readers.markup import Markup

pytestmark = pytest.mark.django_db

TEMPLATES = Path(__file__).parents[2] / "src/standfirst/theme/templates/mail"
NAMES = sorted(path.name.removesuffix(".subject.txt") for path in TEMPLATES.glob("*.subject.txt"))
STOPPED_BY_A_CLICK = {"notices"}
"""Those that come without being asked for in that minute, and so say how to stop them."""
LINKS = {"appeal_url", "comment_url", "confirm_url", "inbox_url", "preferences_url", "register_url", "reset_url"} | {
    "rules_url",
    "security_url",
    "sign_in_url",
}
WITHOUT_A_LINK = {"code", "erasure_begun"}
"""A code is for the browser that asked for it, wherever that is; who has left is led nowhere."""
CONTEXT: dict[str, Any] = {
    "first_name": "Zoë O’Neil",
    "code": "482 913",
    "expires": timezone.now(),
    "count": 1,
    "notices": [{"said": "Ann replied", "text": "Ann replied", "where": "Ferry", "url": "http://testserver/ferry/"}],
    "purpose": "sign-in",
    "story": "Kittle Bridge closes for the winter",
    "reference": "SF-4821",
    "may_appeal": True,
    "what": "passkey-on",
    "days": 7,
    "due": timezone.now().isoformat(),
    "kept": "ann@example.com",
    "gone": "ann@example.org",
    **{name: f"http://testserver/{name}/" for name in LINKS},
}


def letter(name: str, *, language: str = "", to: str = "ann@example.com", **changed: Any) -> EmailMessage:
    """The mail as its recipient's program reads it."""
    stop = "http://testserver/stop/" if name in STOPPED_BY_A_CLICK else ""
    written = written_for(name, to, {**CONTEXT, **changed}, language=language, message="4f2a", unsubscribe=stop)
    return email.message_from_bytes(written.message().as_bytes(), policy=email.policy.default)


def parts(of: EmailMessage) -> tuple[str, str]:
    """The text and the HTML, in this order."""
    kinds = [part.get_content_type() for part in of.iter_parts()]
    assert kinds == ["text/plain", "text/html"], "the part that clients like best comes last (RFC 2046 §5.1.4)"
    text, html = (part.get_content() for part in of.iter_parts())
    return text, html


@pytest.fixture
def publication(db: None) -> Publication:
    from wagtail.models import Site

    return Publication.objects.create(
        site=Site.objects.get(is_default_site=True), name="Nut & Bolt’s “Post”", postal_address="1 Quay\nAldermouth"
    )


def test_there_are_mails_and_each_has_its_three_parts() -> None:
    assert len(NAMES) >= 5
    files = {path.name for path in TEMPLATES.iterdir()} - {"base.html"}
    assert files == {f"{name}{part}" for name in NAMES for part in (".subject.txt", ".html", ".txt")}


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_says_its_language_its_title_and_one_heading(name: str, publication: Publication) -> None:
    mail = letter(name)
    _text, html = parts(mail)
    page = Markup.of(html)
    assert (page.one("html").attrs["lang"], page.one("html").attrs["dir"]) == ("en-gb", "ltr")
    assert page.title == mail["Subject"].strip(), "the fold before a long word is no part of it"
    assert page.text(page.one("h1"))
    assert mail["Content-Language"] == "en-gb"
    assert page.one("meta", name="color-scheme").attrs["content"] == "light dark"
    assert all(table.attrs["role"] == "presentation" for table in page.all("table"))


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_to_a_reader_of_arabic_runs_from_right_to_left(name: str, db: None) -> None:
    mail = letter(name, language="ar")
    html = Markup.of(parts(mail)[1]).one("html")
    assert (html.attrs["lang"], html.attrs["dir"], mail["Content-Language"]) == ("ar", "rtl", "ar")


@pytest.mark.parametrize("name", NAMES)
def test_its_first_line_says_in_forty_to_ninety_characters_what_it_is_about(name: str, db: None) -> None:
    page = Markup.of(parts(letter(name))[1])
    first = page.text(page.all("p")[0])
    assert 40 <= len(first) <= 90, first


@pytest.mark.parametrize("name", NAMES)
def test_text_and_html_hold_the_same_links_and_all_of_them_are_ours(name: str, db: None) -> None:
    text, html = parts(letter(name))
    linked = {tag.attrs["href"] for tag in Markup.of(html).all("a")}
    assert bool(linked) == (name not in WITHOUT_A_LINK)
    assert linked == set(re.findall(r"https?://\S+", text))
    assert all(link.startswith("http://testserver/") for link in linked)
    assert not {tag.name for tag in Markup.of(html).tags} & {"img", "link", "script", "form", "iframe", "object"}


@pytest.mark.parametrize("name", NAMES)
def test_a_link_is_words_and_a_button_is_a_link(name: str, db: None) -> None:
    page = Markup.of(parts(letter(name))[1])
    for link in page.all("a"):
        assert re.search(r"[a-z]{3}", page.text(link)), "never an address alone, never “here”"
        assert page.text(link).lower() not in {"here", "click here", "link"}


@pytest.mark.parametrize("name", NAMES)
def test_text_and_subject_are_written_as_they_are_read(name: str, publication: Publication) -> None:
    mail = letter(name)
    text, html = parts(mail)
    for words in (mail["Subject"], text):
        assert not re.search(r"&[a-z#0-9]+;|<[a-z/]|\{\{|\{%|None", words)
    assert "Nut & Bolt’s “Post”" in text
    assert "1 Quay\nAldermouth" in text
    assert "Nut &amp; Bolt’s “Post”" in html
    assert "Zoë O’Neil" in text or name != "confirm_address"


@pytest.mark.parametrize("name", NAMES)
def test_it_is_well_formed_small_and_nobodys_newsletter(name: str, publication: Publication) -> None:
    mail = letter(name)
    raw = mail.as_bytes(policy=email.policy.SMTP)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert len(parts(mail)[1].encode()) < 60 * 1024
    assert mail["Message-ID"] == "<4f2a@testserver>"
    assert (mail["To"], mail["Auto-Submitted"]) == ("ann@example.com", "auto-generated")
    assert mail["Date"]
    assert mail["From"]
    of_a_list = [header for header in mail if header.lower().startswith("list-") or header.lower() == "precedence"]
    assert of_a_list == (["List-Unsubscribe", "List-Unsubscribe-Post"] if name in STOPPED_BY_A_CLICK else [])
    assert not mail.defects


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_of_a_reader_and_no_name_of_a_paper_can_write_a_header(name: str, publication: Publication) -> None:
    publication.name = "Courier\r\nBcc: all@example.com"
    publication.save()
    mail = letter(name, first_name="Ann\r\nBcc: all@example.com", code="1\r\n2")
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    for address in ("ann@example.com\nBcc: all@example.com", "ann@example.com\r\n\r\nHello"):
        with pytest.raises(BadHeaderError):
            letter(name, to=address)


def test_what_a_reader_wrote_is_text_in_the_html(db: None) -> None:
    _text, html = parts(letter("confirm_address", first_name='<a href="http://evil.example/">Win</a>'))
    assert '<a href="http://evil.example/"' not in html
    assert "&lt;a href=" in html


def test_a_code_stands_first_in_the_subject_and_large_in_the_mail(db: None) -> None:
    mail = letter("confirm_address")
    assert mail["Subject"].startswith("482 913 is your code")
    page = Markup.of(parts(mail)[1])
    assert page.text(page.one("span", **{"class": "code", "dir": "ltr"})) == "482 913"


def test_an_address_in_another_script_is_written_to(db: None) -> None:
    assert "xn--" in str(letter("reset_password", to="ann@例え.jp")["To"])
