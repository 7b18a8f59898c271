"""Everything by keyboard: the order, the ring that shows where one is, and the form at the wall from end to end."""

import itertools
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import DESKTOP, PHONE, Device, Visitor

pytestmark = pytest.mark.browser

WALLED = "/coast/dark-skies-over-pellow/"
DEVICES = pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
_numbers = itertools.count(1)

# What has the focus: its place in the document, whether its ring can be seen, whether it is in the window.
_WHERE = """() => {
  const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
  return {
    place: [...document.querySelectorAll("*")].indexOf(here),
    words: (here.labels?.[0]?.textContent || here.textContent || here.name || "").trim().slice(0, 60),
    ring: style.outlineStyle === "solid" && style.outlineWidth === "3px" && style.outlineOffset === "3px",
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    hidden: !!here.closest("[aria-hidden=true], [hidden]"),
  };
}"""


def stops(page: Page) -> list[dict[str, Any]]:
    """Where Tab leads, one stop after the other, until it leaves the page."""
    found: list[dict[str, Any]] = []
    while len(found) < 200:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return found
        found.append(page.evaluate(_WHERE))
    raise AssertionError("Tab does not come to an end")


@DEVICES
@pytest.mark.parametrize(
    "path", [WALLED, "/", "/harbour/", "/search/?q=harbour", "/sign-in/", "/town/bayt-al-bahhara/"]
)
def test_tab_leads_through_the_page_as_it_reads_and_shows_where_it_is(
    visitor: Visitor, device: Device, path: str
) -> None:
    page = visitor(device)
    page.goto(path)
    found = stops(page)
    assert len(found) > 5
    assert [stop["place"] for stop in found] == sorted({stop["place"] for stop in found})
    assert [stop["words"] for stop in found if not (stop["ring"] and stop["seen"]) or stop["hidden"]] == []


def test_the_first_stop_leads_past_the_masthead(visitor: Visitor) -> None:
    page = visitor()
    page.goto(WALLED)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


@DEVICES
def test_the_ring_is_kept_in_forced_colours(visitor: Visitor, device: Device) -> None:
    page = visitor(device)
    page.goto("/sign-in/")
    page.emulate_media(forced_colors="active")
    assert [stop["words"] for stop in stops(page) if not stop["ring"]] == []


def test_the_form_at_the_wall_is_filled_in_refused_corrected_and_sent_by_keyboard(visitor: Visitor) -> None:
    page = visitor(PHONE)
    page.goto(WALLED)
    page.get_by_label("Email address").focus()
    for answer in ("ann@", "\t", "short", "\t", "\t", "Siobhán", "\t", "O’Dwyer-Nguyễn"):
        page.keyboard.press("Tab") if answer == "\t" else page.keyboard.insert_text(answer)
    page.keyboard.press("Enter")

    expect(page.locator("#register-errors")).to_be_focused()
    expect(page.get_by_role("heading", name="3 answers need another look")).to_be_visible()
    assert page.title().startswith("Error: ")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Email address")).to_be_focused()
    expect(page.get_by_label("Email address")).to_have_value("ann@")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(f"ann.keyboard.{next(_numbers)}@reader.example")
    expect(page.locator("#id_email-error")).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.insert_text("Tulip9 orchard")
    expect(page.locator("#id_password-error")).to_have_count(0)
    page.get_by_label("I am 18 or over").focus()
    page.keyboard.press("Space")
    expect(page.locator("#register-errors")).to_have_count(0)

    page.keyboard.press("Enter")
    welcome = page.get_by_role("heading", name="Welcome, Siobhán. The rest of the article is below.")
    expect(welcome).to_be_focused()
    expect(welcome).to_be_in_viewport()


def test_a_password_can_be_shown_by_keyboard_and_is_hidden_again_on_the_way_back(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/sign-in/")
    field = page.get_by_label("Password", exact=True)
    field.fill("Tulip9 orchard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_have_attribute("type", "text")
    expect(page.get_by_role("button", name="Hide password")).to_be_focused()
    expect(page.get_by_role("button", name="Hide password")).to_have_text("Hide")
    page.goto("/")
    page.go_back()
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("type", "password")


def test_without_script_there_is_no_button_that_would_do_nothing(visitor: Visitor) -> None:
    page = visitor(script=False)
    page.goto("/sign-in/")
    expect(page.get_by_role("button", name="Show")).to_have_count(0)
