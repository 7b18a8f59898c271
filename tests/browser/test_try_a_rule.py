"""An editor tries a rule against what readers met in the last days, in the browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from standfirst.demo.reading import newsroom
from tests.browser.axe import DARK, LIGHT, SLIM, problems
from tests.browser.reading import sign_in
from tests.browser.visiting import Visitor

pytestmark = pytest.mark.browser

TRY = "/admin/reports/try-a-rule/"
SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def an_editor(visitor: Visitor, *, script: bool = True) -> Page:
    """The editor of the demo, who may set the rules, on the page."""
    (editor,) = [one for one in newsroom()["accounts"] if one["email"] == "editor@courier.example"]
    page = visitor(script=script)
    sign_in(page, editor["email"], editor["password"])
    page.goto(TRY)
    return page


def the_answer(page: Page) -> str:
    expect(page.get_by_role("heading", name="What would have been")).to_be_visible()
    return page.locator(".try-lead").inner_text()


@SCRIPTS
def test_an_editor_sees_what_another_allowance_and_another_rule_would_do_and_nothing_is_changed(
    visitor: Visitor, script: bool
) -> None:
    page = an_editor(visitor, script=script)
    expect(page.get_by_role("spinbutton", name="Registered readers")).to_have_value("5")
    page.get_by_role("spinbutton", name="Registered readers").fill("2")
    page.get_by_role("button", name="Try these rules").click()
    fewer_allowed = the_answer(page)
    assert re.search(r"it would have been [\d,]+ times: [\d,]+ more \(\d+%\)", fewer_allowed)
    for heading in ("By wall", "By reader", "By section", "By day"):
        expect(page.get_by_role("region", name=heading)).to_be_visible()
    expect(page.get_by_role("img", name="Walls met, day by day")).to_be_visible()

    page.get_by_role("spinbutton", name="Registered readers").fill("5")
    page.get_by_role("combobox", name="Section").first.select_option(label="Sport")
    page.get_by_role("combobox", name="Is for").first.select_option(label="Registered readers")
    page.get_by_role("button", name="Try these rules").click()
    assert " more" in the_answer(page)
    assert the_answer(page) != fewer_allowed
    sport = page.get_by_role("region", name="By section").get_by_role("row", name="Sport")
    expect(sport).to_contain_text("+")
    expect(page.get_by_role("combobox", name="Section").first.locator("option:checked")).to_have_text("Sport")

    page.get_by_role("link", name="Begin again with the rules as they are").click()
    expect(page.get_by_role("spinbutton", name="Registered readers")).to_have_value("5")
    page.goto("/admin/snippets/newsroom/levelrule/")
    expect(page.get_by_text("There are no access rules to display")).to_be_visible()


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(visitor: Visitor) -> None:
    page = an_editor(visitor)
    page.get_by_role("spinbutton", name="Registered readers").fill("3000")
    page.get_by_role("spinbutton", name="Without an account").fill("1")
    page.get_by_role("button", name="Try these rules").click()
    expect(page.get_by_text("One answer needs another look")).to_be_visible()
    expect(page.get_by_text("Enter a whole number from 0 to 300")).to_be_visible()
    expect(page.get_by_role("spinbutton", name="Registered readers")).to_have_value("3000")
    page.get_by_role("spinbutton", name="Registered readers").fill("5")
    page.get_by_role("button", name="Try these rules").click()
    assert "between" in the_answer(page)
    expect(page.get_by_text("People without an account are not told apart")).to_be_visible()


def test_everybody_can_use_the_page(visitor: Visitor) -> None:
    page = an_editor(visitor)
    page.get_by_role("spinbutton", name="Without an account").fill("1")
    page.get_by_role("button", name="Try these rules").click()
    the_answer(page)
    assert problems(page, (LIGHT, SLIM)) == []
    assert problems(page, (DARK,)) == []
