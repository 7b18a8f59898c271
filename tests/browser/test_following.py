"""Following in a browser: a follow, a reply, the inbox by keyboard, and a mute; with script and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import LIGHT, problems
from tests.browser.reading import FREE, sign_in
from tests.browser.visiting import DESKTOP, PHONE, Visitor

pytestmark = pytest.mark.browser

ZOE, WILF = ("zoe@reader.example", "Sandgate-Lido-9"), ("wilf@reader.example", "Brackford-Silver-19")
SALIM = ("salim@reader.example", "Rope-Lane-14-House")
TRIES = 60
"""A quarter of a second each, for the worker to have its turn."""


def writes(page: Page, text: str, to: str = "") -> None:
    """A comment under the free article, or the answer to the one that says ``to``."""
    page.goto(f"{FREE}comments/?order=newest")
    if to:
        page.locator("article.comment", has_text=to).first.get_by_role("link", name="Reply").click()
    else:
        page.goto(f"{FREE}comments/write/")
    form = page.locator("form").filter(has=page.get_by_label("Your reply to" if to else "Your comment"))
    form.get_by_role("textbox").fill(text)
    form.get_by_role("button", name=re.compile("^Post ")).click()
    expect(page.locator("article.comment", has_text=text).first).to_be_visible()


def unread(page: Page) -> int:
    """How many are unread, as the inbox says."""
    page.goto("/account/inbox/")
    said = re.search(r"^(\d+) unread$", page.inner_text("main"), re.MULTILINE)
    return int(said[1]) if said else 0


def finds_new(page: Page, count: int) -> None:
    """The menu of any page says how many are unread, as soon as the worker has told them."""
    said = page.locator("#reader-nav").get_by_role("link", name=f"Inbox {count} unread")
    for _ in range(TRIES):
        page.goto("/account/inbox/")
        if page.get_by_text(f"{count} unread", exact=True).count():
            break
        page.wait_for_timeout(250)
    page.goto("/harbour/")
    expect(said).to_be_visible()


@pytest.mark.parametrize(
    ("account", "name", "script"),
    [(ZOE, "Zoë D'Arcy", True), (SALIM, "سالم عبد الرقيب", False)],
    ids=["script", "no script"],
)
def test_follow_reply_inbox_and_mute(visitor: Visitor, account: tuple[str, str], name: str, script: bool) -> None:
    words = "with script" if script else "without"
    wilf, other = visitor(DESKTOP), visitor(PHONE, script=script)
    sign_in(wilf, *WILF)
    before = unread(wilf)
    writes(wilf, f"The bridge was shut before, {words}.")

    # Somebody follows him before they are signed in, and it is done when they are.
    other.goto("/readers/wilf-tranter/")
    other.get_by_role("button", name="Follow Wilf Tranter").click()
    other.get_by_label("Email address").fill(account[0])
    other.get_by_label("Password", exact=True).fill(account[1])
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_role("heading", name="You follow Wilf Tranter")).to_be_visible()
    writes(other, f"Not in my time, {words}.", to=f"shut before, {words}")

    finds_new(wilf, before + 2)
    wilf.goto("/account/inbox/?show=unread")
    expect(wilf.get_by_role("link", name=f"{name} follows you")).to_be_visible()
    reply = wilf.locator(".inbox-row", has_text="replied to you").first
    reply.get_by_role("button").focus()
    wilf.keyboard.press("Enter")
    expect(reply.get_by_role("button", name="Mark as unread")).to_be_focused()
    wilf.get_by_role("link", name=f"{name} replied to you").first.click()
    expect(wilf.locator("article.comment", has_text=f"Not in my time, {words}.").first).to_be_visible()
    wilf.goto("/account/inbox/")
    assert problems(wilf, (LIGHT,)) == []
    wilf.get_by_role("button", name="Mark all as read").click()
    expect(wilf.get_by_text("Everything is read")).to_be_visible()

    # They hear of what he writes; then they mute him, and hear nothing.
    before = unread(other)
    writes(wilf, f"Ask the harbour office, {words}.")
    if script:
        finds_new(other, before + 1)
    other.goto(f"{FREE}comments/?order=newest")
    other.locator("article.comment", has_text="harbour office").first.get_by_role("link", name="Mute").click()
    other.get_by_role("button", name=re.compile("Mute")).click()
    other.goto("/account/inbox/")
    expect(other.get_by_text("Wilf Tranter commented")).to_have_count(0)
    other.goto("/account/following/")
    other.get_by_role("button", name="Stop following Wilf Tranter").click()
    expect(other.get_by_text("You follow nobody and nothing yet.")).to_be_visible()


def test_a_button_on_a_cached_page_follows_in_its_place(visitor: Visitor) -> None:
    page = visitor(DESKTOP)
    sign_in(page, *ZOE)
    page.goto("/authors/siobhan-odwyer/")
    page.get_by_role("button", name="Follow Siobhán O'Dwyer").click()
    following = page.get_by_role("button", name=re.compile("Following"))
    expect(following).to_be_focused()
    expect(page.get_by_text("You will find new comments and replies in your inbox.")).to_be_visible()
    page.reload()
    expect(following).to_be_visible()
    following.click()
    expect(page.get_by_role("button", name="Follow Siobhán O'Dwyer")).to_be_focused()
