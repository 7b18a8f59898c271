"""Who reads a conversation hears of new comments, and nothing moves until they ask for it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import problems
from tests.browser.reading import FREE
from tests.browser.visiting import DESKTOP, PHONE, Visitor
from tests.serving.desk import Desk
from tests.serving.running import RunningSite

pytestmark = pytest.mark.browser

# Keeps every connection that the page opens to listen, so that a test sees how many are open.
WATCH = """
const Before = EventSource;
window.listened = [];
window.EventSource = class extends Before { constructor(url) { super(url); window.listened.push(this); } };
"""
OPEN = "() => window.listened.filter(one => one.readyState === 1).length"
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture(scope="module")
def desk(site: RunningSite) -> Iterator[Desk]:
    with Desk(site) as desk:
        yield desk


def a_talk(desk: Desk) -> int:
    """The conversation about an article everybody may read, with a comment in it."""
    conversation = desk.converse_about(FREE)
    desk.comment(conversation, text="The first of all comments.")
    return conversation


def comes_to_the_comments(page: Page) -> None:
    page.goto(FREE)
    page.locator("#comments").scroll_into_view_if_needed()
    expect(page.locator("#comments-heading")).to_be_visible()


def listens(page: Page) -> None:
    """As soon as the page has its one connection open."""
    for _ in range(60):
        if page.evaluate(OPEN) == 1:
            return
        page.wait_for_timeout(250)
    raise AssertionError("the page does not listen")


def test_a_button_says_how_many_are_new_and_they_come_when_it_is_pressed(visitor: Visitor, desk: Desk) -> None:
    conversation = a_talk(desk)
    page = visitor(PHONE)
    page.add_init_script(WATCH)
    comes_to_the_comments(page)
    listens(page)
    first = page.locator(".threads > li").first
    before = first.bounding_box()
    assert before is not None
    button = page.locator(".show-new a")
    expect(button).to_be_hidden()
    for number in range(3):
        desk.comment(conversation, text=f"New words, number {number}.")
    desk.comment(conversation, state="held", text="Held words.")
    expect(button).to_have_text("Show 3 new comments")
    expect(page.locator(".show-new [role=status]")).to_have_text("3 new comments")
    expect(page.get_by_text("New words")).to_have_count(0)
    assert first.bounding_box() == before
    assert problems(page) == []

    button.click()
    expect(page.get_by_text("New words")).to_have_count(3)
    expect(page.get_by_text("Held words")).to_have_count(0)
    expect(page.locator("#comments-heading")).to_be_focused()
    expect(page.locator(".show-new a")).to_be_hidden()
    desk.comment(conversation, text="And one more.")
    expect(page.locator(".show-new a")).to_have_text("Show 1 new comment")
    assert page.evaluate(OPEN) == 1

    page.evaluate(HIDE, True)
    assert page.evaluate(OPEN) == 0
    page.evaluate(HIDE, False)
    listens(page)


def test_who_cannot_listen_asks_now_and_then(visitor: Visitor, desk: Desk) -> None:
    conversation = a_talk(desk)
    page = visitor(DESKTOP)
    page.clock.install()

    def refuse(route: Route) -> None:
        if route.request.url.endswith("/now/"):
            route.continue_()
        else:
            route.fulfill(status=503)

    page.route("**/live/**", refuse)
    with page.expect_response("**/live/**/now/"):
        page.goto(f"{FREE}comments/")
    desk.comment(conversation, text="Words that were asked for.")
    button = page.locator(".show-new a")
    expect(button).to_be_hidden()
    # A process hears of it a moment after it is written, so it may be the next question that tells.
    for _ in range(40):
        with page.expect_response("**/live/**/now/"):
            page.clock.fast_forward(15_500)
        if button.is_visible():
            break
    expect(button).to_have_text("Show 1 new comment")
