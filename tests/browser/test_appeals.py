"""A comment that is held, rejected with a reason, asked about again, published; and whoever it mentions is told."""

import re

import pytest
from playwright.sync_api import Page, expect

from standfirst.demo.reading import newsroom
from tests.browser.axe import LIGHT, problems
from tests.browser.reading import sign_in
from tests.browser.visiting import DESKTOP, PHONE, Visitor

pytestmark = pytest.mark.browser

STORIES = {True: "/culture/smoke-house-soup/", False: "/sport/hollin-hill-climb/"}
DESK = "/admin/conversations/?queue="


def signed_in(page: Page, address: str) -> Page:
    """``page`` with the account of the demo that has ``address``."""
    sign_in(page, address, next(one["password"] for one in newsroom()["accounts"] if one["email"] == address))
    return page


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_held_and_rejected_to_an_appeal_that_another_moderator_grants(visitor: Visitor, script: bool) -> None:
    path, said = STORIES[script], f"Two recipes, {'with' if script else 'without'} potatoes"
    zoe, stranger = signed_in(visitor(PHONE, script=script), "zoe@reader.example"), visitor(script=False)
    zoe.goto(f"{path}comments/write/")
    zoe.get_by_label("Your comment").fill(f"{said}, @wilf-tranter: https://example.org/a https://example.org/b")
    zoe.get_by_role("button", name="Post comment").click()
    expect(
        zoe.get_by_text("Your comment is with our moderators. Only you can see it until then.").first
    ).to_be_visible()
    stranger.goto(f"{path}comments/")
    expect(stranger.get_by_text(said)).to_have_count(0)

    first = signed_in(visitor(DESKTOP, script=script), "moderator@courier.example")
    first.goto(f"{DESK}held")
    card = first.locator(".case", has_text=said)
    expect(card.get_by_text("The checks say")).to_be_visible()
    card.get_by_text("Reject…").click()
    card.get_by_label("It is advertising, or the same thing again and again").check()
    card.get_by_role("button", name="Reject", exact=True).click()
    expect(first.get_by_role("button", name=re.compile("Undo")).first).to_be_visible()

    zoe.goto("/account/comments/")
    mine = zoe.locator("li", has_text=said).first
    expect(mine.get_by_text("it is advertising, or the same thing again and again")).to_be_visible()
    mine.get_by_role("link", name="Ask us to look again").click()
    zoe.get_by_label("What should we know?").fill("Both are my own.")
    if script:
        assert problems(zoe, (LIGHT,)) == []
    zoe.get_by_role("button", name="Ask us to look again").click()
    expect(zoe.get_by_text("Another moderator will, and we tell you by mail.")).to_be_visible()

    first.goto(f"{DESK}appealed")
    card = first.locator(".case", has_text=said)
    card.get_by_role("button", name=re.compile("^Publish")).click()
    expect(first.get_by_text("another moderator looks this time").first).to_be_visible()
    other = signed_in(visitor(DESKTOP, script=script), "editor@courier.example")
    other.goto(f"{DESK}appealed")
    card = other.locator(".case", has_text=said)
    expect(card.get_by_text("Both are my own.")).to_be_visible()
    card.get_by_role("button", name=re.compile("^Publish")).click()
    expect(other.get_by_role("button", name=re.compile("Undo")).first).to_be_visible()

    stranger.reload()
    expect(stranger.get_by_text(said)).to_be_visible()
    wilf = signed_in(visitor(script=script), "wilf@reader.example")
    for _ in range(80):
        wilf.goto("/account/inbox/")
        told = wilf.locator(".inbox-row", has_text=said)
        if told.count():
            break
        wilf.wait_for_timeout(250)
    expect(told.get_by_role("link", name="Zoë D'Arcy mentioned you")).to_be_visible()
