"""axe on the pages of the demo newsroom as readers meet them: light, dark, and at 320 px."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import problems, sideways
from tests.browser.visiting import NARROW, Visitor

pytestmark = pytest.mark.browser

WALLED = "/coast/dark-skies-over-pellow/"
PAGES = {
    "front": "/",
    "section": "/harbour/",
    "free article": "/harbour/old-number-four-comes-down/",
    "walled article": WALLED,
    "premium article": "/harbour/the-pilot/",
    "article in Arabic": "/town/bayt-al-bahhara/",
    "register": "/register/",
    "sign in": "/sign-in/",
    "forgotten password": "/forgotten-password/",
    "search": "/search/?q=harbour",
    "search without an answer": "/search/?q=xyzzy",
    "policy": "/privacy/",
    "author": "/authors/nguyen-minh-chau/",
    "topic": "/topics/the-port/",
    "conversation": "/harbour/kittle-bridge-closes/comments/",
    "conversation in Arabic": "/town/bayt-al-bahhara/comments/",
    "conversation without a comment": "/business/ropeworks-lofts/comments/",
    "write a comment": "/harbour/kittle-bridge-closes/comments/write/",
    "report a comment": "/comments/3/report/",
    "rules and figures": "/comments/rules/",
    "reader": "/readers/wilf-tranter/",
    "not found": "/there-is-nothing-here/",
}
# What WCAG 1.4.12 lets readers set; nothing may be lost by it.
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    " p { margin-block-end: 2em !important }"
)
CUT_OFF = """() => [...document.querySelectorAll("main *")]
  .filter(e => e.clientWidth && getComputedStyle(e).overflow === "hidden" && !e.closest(".decoy, .hidden-visually"))
  .filter(e => e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight)
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_everybody_can_use_it(visitor: Visitor, path: str) -> None:
    page = visitor()
    page.goto(path)
    assert problems(page) == []


def test_everybody_can_use_the_form_at_the_wall_when_it_was_refused(visitor: Visitor) -> None:
    page = visitor()
    page.goto(WALLED)
    page.get_by_role("button", name="Create my account").click()
    expect(page.get_by_role("heading", name="answers need another look")).to_be_visible()
    assert problems(page) == []


@pytest.mark.parametrize("path", ["/", WALLED, "/sign-in/"])
def test_more_space_in_the_text_loses_nothing(visitor: Visitor, path: str) -> None:
    page = visitor(NARROW)
    page.goto(path)
    # A sheet that the reader's own browser puts on top; no policy of ours is asked.
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }", SPACED
    )
    assert sideways(page) == []
    assert page.evaluate(CUT_OFF) == []


def test_a_page_on_paper_has_the_text_and_no_form(visitor: Visitor) -> None:
    page = visitor()
    page.goto(WALLED)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".body > p").first).to_be_visible()
    expect(page.get_by_role("heading", name="Register free to keep reading")).to_be_visible()
    for hidden in (".wall form", ".greeked", ".nav", ".reader-nav", ".benefits"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_forced_colours_leave_an_edge_round_what_a_ground_set_apart(visitor: Visitor) -> None:
    page = visitor()
    page.goto(WALLED)
    page.emulate_media(forced_colors="active")
    for thing in (".wall", ".wall .button", ".wall .input"):
        assert page.locator(thing).first.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1, thing
