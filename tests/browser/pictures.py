"""Pictures of the pages, for people to look at: ``make screenshots`` puts them into build/screenshots."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from standfirst.demo.reading import newsroom
from tests.browser.reading import (
    REGISTERED,
    create_account,
    fill_in,
    meets_the_wall,
    reads_on,
    sign_in,
    somebody_new,
    with_an_account,
)
from tests.browser.visiting import DESKTOP, NARROW, PHONE, Device, Visitor

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "screenshots"
PAGES = {
    "front": "/",
    "section": "/harbour/",
    "free": "/harbour/kittle-bridge-closes/",
    "walled": REGISTERED,
    "premium": "/harbour/the-pilot/",
    "gallery": "/harbour/old-number-four-comes-down/",
    "arabic": "/town/bayt-al-bahhara/",
    "author": "/authors/siobhan-odwyer/",
    "topic": "/topics/the-port/",
    "search": "/search/?q=bridge",
    "register": "/register/",
    "sign-in": "/sign-in/",
    "privacy": "/privacy/",
    "conversation": "/harbour/kittle-bridge-closes/comments/",
    "conversation-arabic": "/town/bayt-al-bahhara/comments/",
    "write": "/harbour/kittle-bridge-closes/comments/write/",
    "report": "/comments/3/report/",
    "commenting-rules": "/comments/rules/",
    "reader": "/readers/wilf-tranter/",
    "not-found": "/nothing-here/",
}
ACCOUNT = {
    "account": "/account/",
    "preferences": "/account/preferences/",
    "security": "/account/security/",
    "sessions": "/account/sessions/",
    "data": "/account/data/",
    "erase": "/account/erase/",
    "cookies": "/cookies/",
    "inbox": "/account/inbox/",
    "following": "/account/following/",
    "your-comments": "/account/comments/",
}
DESK = {
    "desk-reported": "/admin/conversations/?queue=reported",
    "desk-held": "/admin/conversations/?queue=held",
    "desk-new": "/admin/conversations/?queue=new",
    "desk-log": "/admin/conversations/log/",
    "desk-stories": "/admin/conversations/stories/",
    "desk-authors": "/admin/conversations/authors/",
    "desk-figures": "/admin/conversations/figures/",
}
LOOKS = {
    "wide": (DESKTOP, True, False),
    "phone": (PHONE, True, False),
    "narrow": (NARROW, True, False),
    "dark": (DESKTOP, True, True),
    "no-script": (DESKTOP, False, False),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_picture(visitor: Visitor, name: str, look: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    device, script, dark = LOOKS[look]
    page = visitor(device, script=script, dark=dark)
    page.goto(PAGES[name])
    page.screenshot(path=FOLDER / f"{name}-{look}.png", full_page=True)


@pytest.mark.parametrize("look", LOOKS)
def test_pictures_of_an_account(visitor: Visitor, look: str) -> None:
    device, script, dark = LOOKS[look]
    page = visitor(device, script=script, dark=dark)
    with_an_account(page)
    for name, path in ACCOUNT.items():
        page.goto(path)
        page.screenshot(path=FOLDER / f"{name}-{look}.png", full_page=True)


@pytest.mark.parametrize("look", LOOKS)
def test_pictures_of_writing(visitor: Visitor, look: str) -> None:
    """The form as it is refused."""
    device, script, dark = LOOKS[look]
    page = visitor(device, script=script, dark=dark)
    sign_in(page, "zoe@reader.example", account("zoe@reader.example"))
    page.goto(f"{PAGES['free']}comments/write/")
    page.get_by_label("Your comment").fill("Aye. " * 2_000)
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_text(re.compile("characters too long")).first).to_be_visible()
    page.screenshot(path=FOLDER / f"write-refused-{look}.png")


def test_pictures_of_a_comment_that_waits(visitor: Visitor) -> None:
    """As only its author sees it."""
    wilf = ("wilf@reader.example", account("wilf@reader.example"))
    page = visitor(DESKTOP)
    sign_in(page, *wilf)
    page.goto(f"{PAGES['free']}comments/write/")
    page.get_by_label("Your comment").fill("See https://example.org/films and https://example.org/wheels.")
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_text("Only you can see it until then.").first).to_be_visible()
    for look, (device, script, dark) in LOOKS.items():
        there = visitor(device, script=script, dark=dark)
        sign_in(there, *wilf)
        there.goto(page.url)
        there.screenshot(path=FOLDER / f"comment-held-{look}.png")


@pytest.mark.parametrize("look", ["wide", "phone", "dark"])
def test_pictures_of_the_desk(visitor: Visitor, look: str) -> None:
    device, script, dark = LOOKS[look]
    page = visitor(device, script=script, dark=dark)
    sign_in(page, "moderator@courier.example", account("moderator@courier.example"))
    for name, path in DESK.items():
        page.goto(path)
        page.screenshot(path=FOLDER / f"{name}-{look}.png", full_page=True)
    page.goto(DESK["desk-held"])
    page.get_by_text("Reject…").first.click()
    page.screenshot(path=FOLDER / f"desk-rejecting-{look}.png")
    page.locator(".case-where a:has(time)").first.click()
    page.screenshot(path=FOLDER / f"desk-case-{look}.png", full_page=True)


def account(address: str) -> str:
    """The password that the demo says for ``address``."""
    return next(str(one["password"]) for one in newsroom()["accounts"] if one["email"] == address)


@pytest.mark.parametrize("name", ["free", "walled"])
def test_print(visitor: Visitor, name: str) -> None:
    page = visitor()
    page.goto(PAGES[name])
    page.pdf(path=FOLDER / f"{name}.pdf", format="A4")


def test_the_picture_of_the_readme(visitor: Visitor) -> None:
    article = "/harbour/pellow-night-boat/"
    wall = visitor(Device(1180, 1320))
    meets_the_wall(wall, article)
    wall.evaluate("scrollTo(0, document.querySelector('.hero').getBoundingClientRect().top + scrollY + 240)")
    on = visitor(Device(390, 1320))
    meets_the_wall(on, article)
    fill_in(on, somebody_new())
    create_account(on)
    reads_on(on)
    on.evaluate("scrollTo(0, document.querySelector('.welcome').getBoundingClientRect().top + scrollY - 420)")
    on.evaluate("document.activeElement.blur()")
    left, right = (Image.open(BytesIO(page.screenshot())).convert("RGB") for page in (wall, on))
    whole = Image.new("RGB", (left.width + right.width + 120, left.height + 80), "#D3CCBD")
    whole.paste(left, (40, 40))
    whole.paste(right, (left.width + 80, 40))
    small = whole.resize((1400, round(whole.height * 1400 / whole.width)))
    small.save(ROOT / "docs" / "pictures" / "wall.webp", quality=78)
