"""A moderator at the queue: twenty decisions by the keyboard alone, undo, a colleague who was first, no script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import DARK, LIGHT, SLIM, problems
from tests.browser.conftest import served
from tests.browser.reading import sign_in
from tests.browser.visiting import Visitor
from tests.discussion.seed import HELD, MODERATORS, PASSWORD

pytestmark = pytest.mark.browser

HELD_QUEUE = "/admin/conversations/?queue=held"


@pytest.fixture(scope="module")
def desk(demo: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A site of its own, with something to moderate."""
    for running in served(demo, tmp_path_factory.mktemp("desk") / "data", web=1):
        running.run("tests.discussion.seed")
        with Visitor(browser, running.url) as visitor:
            yield visitor


def moderating(desk: Visitor, who: int = 0, *, script: bool = True) -> Page:
    page = desk(script=script)
    sign_in(page, MODERATORS[who], PASSWORD)
    page.goto(HELD_QUEUE)
    return page


def focused(page: Page) -> str:
    """The number of the comment whose card has the focus."""
    number: str = page.evaluate("document.activeElement.closest('[data-case]')?.dataset.case ?? ''")
    return number


def test_twenty_decisions_by_keyboard_alone(desk: Visitor) -> None:
    page = moderating(desk)
    assert problems(page, (LIGHT, SLIM)) == []
    assert problems(page, (DARK,)) == []
    cards, count = page.locator("[data-case]"), page.locator(".queues [aria-current] .queue-count")
    waiting = int(count.inner_text())
    assert waiting >= HELD
    order = cards.evaluate_all("all => all.map(one => one.dataset.case)")
    assert len(order) == 20
    done = page.locator(".case-done")
    page.keyboard.press("j")
    for number, comment in enumerate(order):
        expect(page.locator(f"[data-case='{comment}']")).to_be_focused()
        if number % 3 == 1:
            page.keyboard.press("r")
            expect(page.locator(f"[data-case='{comment}'] [type=radio]").first).to_be_focused()
            page.keyboard.press("5")
        else:
            page.keyboard.press("a")
        expect(done).to_have_count(number + 1)
        if number == 1:
            page.keyboard.press("u")
            expect(done).to_have_count(1)
            expect(page.locator(f"[data-case='{comment}']")).to_be_focused()
            page.keyboard.press("a")
            expect(done).to_have_count(2)
    expect(page.locator("#next")).to_be_focused()
    expect(count).to_have_text(str(waiting - 20))
    assert problems(page, (LIGHT,)) == []
    page.keyboard.press("Enter")
    expect(cards).to_have_count(waiting - 20)
    page.get_by_role("link", name="Decided").click()
    expect(page.get_by_text("Not published", exact=True)).to_have_count(6)
    page.get_by_role("checkbox", name="Keyboard shortcuts").uncheck()
    page.reload()
    page.keyboard.press("j")
    assert focused(page) == "", "who switched the keys off has them off"


def test_who_comes_second_is_shown_who_was_first(desk: Visitor) -> None:
    mo, cy = moderating(desk), moderating(desk, 1)
    first = mo.locator("[data-case]").first
    number = first.get_attribute("data-case")
    theirs = cy.locator(f"[data-case='{number}']")
    mo.get_by_role("button", name="Publish").first.click()
    expect(mo.locator(".case-done")).to_have_count(1)
    theirs.get_by_role("button", name="Publish").click()
    expect(theirs.get_by_role("alert")).to_contain_text("Mo Reyes was first: published")
    second = mo.locator("[data-case]").nth(1)
    expect(second).to_be_focused()
    number = second.get_attribute("data-case")
    theirs = cy.locator(f"[data-case='{number}']")
    expect(mo.locator(f"[data-case='{number}'][data-claimed]")).to_be_focused()
    theirs.focus()
    expect(theirs.get_by_text("Mo Reyes is looking at this.")).to_be_visible()
    assert problems(cy, (LIGHT, DARK)) == []


def test_without_script_a_moderator_decides_and_undoes(desk: Visitor) -> None:
    page = moderating(desk, script=False)
    number = page.locator("[data-case]").first.get_attribute("data-case")
    page.get_by_text("Reject…").first.click()
    page.get_by_label("It is not about the story").first.check()
    page.get_by_role("button", name="Reject", exact=True).first.click()
    expect(page.locator(f"[data-case='{number}']")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It is as it was before.")).to_be_visible()
