"""A comment's text as HTML: a handful of tags, whatever was typed. Nothing here needs a database."""

import re
import time

import pytest

from standfirst.discussion.mentioning import all_handles_in
from standfirst.discussion.moderating.tidying import tidied
from standfirst.discussion.rendering.text import as_html, sanitised
from tests.discussion.payloads import BESIDE_LINKS, PAYLOADS

TAG = re.compile(r"<[^>]*>")
LINK = r'<a href="(?:https?://|/readers/)[^"]*"(?: rel="nofollow ugc noopener")?>'
OURS = re.compile(rf'</?(?:p|blockquote|a)>|<br>|<p dir="auto">|{LINK}', re.IGNORECASE)


def escaped(text: str) -> str:
    """As a browser writes text down. Source: HTML Standard §13.3, escaping a string."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def paragraph(inside: str) -> str:
    return f'<p dir="auto">{inside}</p>'


def linked(address: str, shown: str) -> str:
    return f'<a href="{address}" rel="nofollow ugc noopener">{shown}</a>'


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("One.\nTwo.\n\nThree.", paragraph("One.<br>Two.") + paragraph("Three.")),
        ("> Said.\n> And\n\nNo.", f"<blockquote>{paragraph('Said.<br>And')}</blockquote>{paragraph('No.')}"),
        (">Said.\nNo.", f"<blockquote>{paragraph('Said.')}</blockquote>{paragraph('No.')}"),
        (">\n>", ""),
        ("3 > 2 & 1 < 2", paragraph("3 &gt; 2 &amp; 1 &lt; 2")),
        ("See https://a.example/b.", paragraph(f"See {linked('https://a.example/b', 'a.example/b')}.")),
        ("(https://a.example/b_(c))", paragraph(f"({linked('https://a.example/b_(c)', 'a.example/b_(c)')})")),
        ("https://a.example/?x=1&y=2", paragraph(linked("https://a.example/?x=1&amp;y=2", "a.example/?x=1&amp;y=2"))),
        ("“https://a.example”", paragraph(f"“{linked('https://a.example', 'a.example')}”")),
        ("ftp://a.example www.a.example", paragraph("ftp://a.example www.a.example")),
        ("https://ann@a.example/", paragraph("https://ann@a.example/")),
        ("@ann-oneil, yes", paragraph('<a href="/readers/ann-oneil/">Ann O’Neil</a>, yes')),
        ("@Ann-Oneil-", paragraph('<a href="/readers/ann-oneil/">Ann O’Neil</a>-')),
        ("@nobody ann@ann-oneil.example /@ann-oneil", paragraph("@nobody ann@ann-oneil.example /@ann-oneil")),
        ("قال إنه رآها.\n\nI did.", paragraph("قال إنه رآها.") + paragraph("I did.")),
        ("a\u202egnp.exe", paragraph("agnp.exe")),
        ("", ""),
    ],
)  # fmt: skip
def test_a_text_is_paragraphs_quotes_links_and_mentions(typed: str, html: str) -> None:
    assert as_html(tidied(typed), {"ann-oneil": "Ann O’Neil"}) == html


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_would_be_a_script_is_shown_as_it_was_typed(payload: str) -> None:
    text = tidied(payload)
    for typed, html in (
        (text, "".join(paragraph(escaped(part)) for part in text.split("\n\n"))),
        (f"> {text}" if "\n" not in text else "", ""),
        (f"Look: {text}", ""),
        (f"@ann {text} @ann", ""),
    ):
        made = as_html(typed, {"ann": payload})
        if html and "http" not in text and not re.search("^>", text, re.MULTILINE):
            assert made == html
        assert [tag for tag in TAG.findall(made) if not OURS.fullmatch(tag)] == []
        assert sanitised(made) == made


@pytest.mark.parametrize("typed", BESIDE_LINKS)
def test_an_address_that_goes_on_badly_is_a_plain_link_or_none(typed: str) -> None:
    made = as_html(typed)
    assert [tag for tag in TAG.findall(made) if not OURS.fullmatch(tag)] == []
    assert sanitised(made) == made


@pytest.mark.parametrize(
    "hostile", ["<p onclick=alert(1)>", "<a href=javascript:alert(1)>x</a>", "<img src=x>", "<p class=wall>"]
)
def test_what_is_no_part_of_a_comment_does_not_get_through(hostile: str) -> None:
    assert "alert" not in sanitised(hostile)
    assert "class" not in sanitised(hostile)
    assert "<img" not in sanitised(hostile)


@pytest.mark.parametrize(
    "hostile",
    ["(" * 20_000, "https://a.example/" + ")" * 20_000, "@a" * 10_000, "> " * 10_000, "\n" * 20_000, "http://" * 3_000],
)
def test_no_text_takes_long(hostile: str) -> None:
    began = time.process_time()
    as_html(hostile)
    assert time.process_time() - began < 0.5


def test_the_handles_of_a_page_are_gathered_at_once() -> None:
    assert all_handles_in(["Hi @Ann-Oneil and @ben.", "mail@cleo.example", "@dora-"]) == {"ann-oneil", "ben", "dora"}
