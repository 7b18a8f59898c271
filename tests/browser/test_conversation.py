"""The conversation in a browser: from the wall to one's own comment, reports, hostile texts, every look."""

import json
import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.axe import problems
from tests.browser.reading import (
    ANOTHER_REGISTERED,
    FREE,
    REGISTERED,
    create_account,
    fill_in,
    follow_its_link,
    meets_the_wall,
    open_letter,
    somebody_new,
)
from tests.browser.visiting import DESKTOP, PHONE, Visitor
from tests.browser.weighing import KB, sent
from tests.discussion.payloads import BESIDE_LINKS, PAYLOADS
from tests.serving.running import RunningSite

pytestmark = pytest.mark.browser

COMMENTS = f"{FREE}comments/"
WEIGHT = 12
"""KB that the first comments may add to an article (design notes, section 11)."""


@pytest.fixture(scope="module")
def hall(site: RunningSite) -> RunningSite:
    """The site with a conversation under its free article."""
    site.run("tests.browser.commented", FREE)
    return site


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_the_wall_to_ones_own_comment(visitor: Visitor, script: bool) -> None:
    """What was written before there was an account is there when there is one."""
    path = REGISTERED if script else ANOTHER_REGISTERED
    said = f"I was there when it happened, {'with' if script else 'without'} my camera."
    page, address = visitor(PHONE, script=script), somebody_new()
    if script:
        page.goto(path)
        page.locator("#comments").scroll_into_view_if_needed()
    else:
        page.goto(path)
        page.get_by_role("link", name="Read the comments, and write one").click()
    page.get_by_label("Your comment").fill(said)
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_role("heading", name="Sign in", level=1)).to_be_visible()
    meets_the_wall(page, path)
    fill_in(page, address)
    create_account(page)
    expect(page.locator("#continue")).to_be_visible()
    open_letter(page, address, "is your code")
    follow_its_link(page)
    page.get_by_role("button", name="Confirm my address").click()
    page.goto(f"{path}comments/write/")
    box = page.get_by_label("Your comment")
    expect(box).to_have_value(said)
    if script:
        page.goto(f"{path}comments/")
        expect(box).to_have_value(said)
    expect(page.locator("[data-who]").first).to_contain_text("Ann O’Neil" if script else re.compile("."))
    page.get_by_role("button", name="Post comment").click()
    mine = page.locator("article.comment", has_text=said)
    expect(mine).to_be_visible()
    if script:
        expect(page.get_by_text("Your comment is published.")).to_be_focused()
        page.reload()
        expect(mine.get_by_role("link", name="Delete your comment")).to_be_visible()
        expect(box).to_have_value("")
    stranger = visitor(script=False)
    stranger.goto(f"{path}comments/")
    expect(stranger.locator("article.comment", has_text=said)).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_somebody_without_an_account_reports_and_gets_a_reference(
    visitor: Visitor, hall: RunningSite, script: bool
) -> None:
    page = visitor(PHONE, script=script)
    page.goto(COMMENTS)
    page.get_by_role("link", name=re.compile("Report what Wilf")).first.click()
    page.get_by_role("button", name="Send the report").click()
    page.get_by_role("link", name="Choose what is wrong with the comment").click()
    page.get_by_label("It may be against the law").check()
    page.get_by_label("Email address for our answer").fill("cleo@example.com")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text(re.compile(r"Thank you\. A person will read it\. Reference \w{4}-\w{4}\."))).to_be_visible()


def test_no_text_runs_as_a_script_and_the_policy_has_nothing_to_report(visitor: Visitor, site: RunningSite) -> None:
    path = "/harbour/old-number-four-comes-down/"
    texts = ["\n\n".join(PAYLOADS[start : start + 20]) for start in range(0, len(PAYLOADS), 20)]
    site.run("tests.browser.commented", path, said=json.dumps([*texts, "\n".join(BESIDE_LINKS)]))
    page = visitor(DESKTOP)
    page.add_init_script(
        "window.reports = []; addEventListener('securitypolicyviolation', e => reports.push(e.violatedDirective))"
    )
    alerts: list[str] = []

    def heard(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", heard)
    for where in (f"{path}comments/", path):
        page.goto(where)
        page.locator("#comments, .conversation").first.scroll_into_view_if_needed()
        expect(page.locator(".said").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        made = page.evaluate("[...new Set([...document.querySelectorAll('.said *')].map(e => e.localName))].sort()")
        assert set(made) <= {"a", "blockquote", "br", "p"}
        assert page.evaluate("[...document.querySelectorAll('.said a')].every(a => /^https?:$/.test(a.protocol))")
        assert page.evaluate("reports") == []
    assert alerts == []


def test_everybody_can_use_it_and_it_keeps_to_its_budget(visitor: Visitor, hall: RunningSite) -> None:
    page = visitor()
    page.goto(COMMENTS)
    assert problems(page) == []
    page.goto(FREE)
    page.locator("#comments").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Post comment")).to_be_visible()
    assert problems(page) == []
    assert sent(f"{hall.url}{COMMENTS}first/") / KB <= WEIGHT
    _replies_and_drafts(page)


def _replies_and_drafts(page: Page) -> None:
    """What is typed is there after a reload, and a reply stands under what it answers."""
    page.get_by_role("link", name="Reply to Zoë D'Arcy").first.click()
    reply = page.get_by_label("Your reply to Zoë D'Arcy")
    expect(reply).to_be_focused()
    reply.fill("Half a thought")
    page.get_by_label("Your comment").fill("Another half")
    page.reload()
    page.locator("#comments").scroll_into_view_if_needed()
    expect(page.get_by_label("Your comment")).to_have_value("Another half")
    page.get_by_role("link", name="Reply to Zoë D'Arcy").first.click()
    expect(reply).to_have_value("Half a thought")
    page.get_by_role("button", name="Cancel").click()
    expect(reply).to_have_count(0)
