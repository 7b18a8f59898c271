"""What no template may hold, and what every component must."""

import inspect
import re

import pytest

from standfirst.theme.templatetags import components
from tests.theme.source import html_of, pages

PAGES = pages()
READERS_SEE = {name: source for name, source in PAGES.items() if not name.startswith("gallery/")}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_nothing_inline_for_the_policy_forbids_it(name: str) -> None:
    html = html_of(PAGES[name])
    assert re.findall(r"\sstyle\s*=", html) == []
    assert re.findall(r"<style\b", html) == []
    assert re.findall(r"\son[a-z]+\s*=", html) == []
    assert re.findall(r"hx-on|javascript:", html) == []
    scripts = re.findall(r"<script\b[^>]*>", html)
    assert [one for one in scripts if " src=" not in one and "application/ld+json" not in one] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_other_site_for_anything(name: str) -> None:
    assert re.findall(r'(?:src|srcset|href|action)="(?:https?:)?//', html_of(PAGES[name])) == []


def test_no_script_blocks_the_page() -> None:
    scripts = [one for source in PAGES.values() for one in re.findall(r"<script\b[^>]*>", source) if " src=" in one]
    assert scripts
    assert [one for one in scripts if " defer" not in one] == []


def test_a_component_is_used_twice_or_it_is_not_one() -> None:
    everything = "".join(READERS_SEE.values())
    for name in (name for name in PAGES if name.startswith("components/")):
        tags = re.findall(
            r'@register\.inclusion_tag\("' + re.escape(name) + r'".*\)\ndef (\w+)', inspect.getsource(components)
        )
        uses = len(re.findall(rf'include "{re.escape(name)}"', everything))
        uses += sum(len(re.findall(r"\{% " + tag + r"\b", everything)) for tag in tags)
        assert uses >= 2, name


def test_a_name_of_a_person_is_set_apart_from_the_direction_around_it() -> None:
    for name, source in READERS_SEE.items():
        for found in re.finditer(r"\{\{ (?:author\.name|reader\.get_full_name|first_name|name) \}\}(?!=)", source):
            before = source[: found.start()]
            in_a_title = before.endswith(("{% block title %}", "{% block feed_title %}"))
            in_an_attribute = before.rpartition("<")[2].count('"') % 2 == 1
            assert in_a_title or in_an_attribute or before.endswith("<bdi>"), f"{name}: {found[0]}"


def test_words_of_the_interface_never_name_their_language_by_hand() -> None:
    assert [name for name, source in READERS_SEE.items() if 'lang="en' in source] == []


@pytest.mark.parametrize("name", [name for name in PAGES if "<form" in PAGES[name] and "search" not in name])
def test_the_server_decides_so_no_form_is_checked_by_the_browser(name: str) -> None:
    for form in re.findall(r"<form\b[^>]*>", html_of(PAGES[name])):
        asks = name not in {"readers/account.html", "readers/account_nav.html", "readers/confirm.html"}
        asks = asks and "code/again" not in form
        assert not asks or "novalidate" in form
        assert 'method="post"' in form


def test_nobody_is_begged_or_blamed() -> None:
    """The words that the design notes rule out, in what readers see."""
    unwanted = re.compile(r"\b(?:please|sorry|invalid|must not|oops|an error occurred)\b|!(?=[<\"])", re.IGNORECASE)
    for name, source in READERS_SEE.items():
        said = re.findall(r'\{% translate "([^"]*)" %\}', source) + re.findall(
            r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}", source
        )
        assert [words for words in said if unwanted.search(words)] == [], name
