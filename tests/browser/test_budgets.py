"""The budgets of the design notes on a phone: weight, requests, nobody else asked, nothing that moves."""

import re
import zlib

import pytest
from playwright.sync_api import expect

from standfirst.demo import reading
from tests.browser.reading import create_account, fill_in, reads_on, somebody_new
from tests.browser.visiting import DESKTOP, PHONE, Device, Visitor
from tests.browser.weighing import KB, Budget, Scales, body, shift
from tests.serving.running import RunningSite

pytestmark = pytest.mark.browser

ARTICLE = Budget(html=20, css=9, script=17, fonts=70, photos=75, together=200, requests=12, first_photo_only=True)
LIST = Budget(html=24, css=9, script=17, fonts=70, photos=230, together=350, requests=24)
FORM = Budget(html=10, css=9, script=17, fonts=70, photos=0, together=110, requests=10)
# htmx comes with the first focus in a form (docs/decisions/0010-light-pages.md).
WITH_HTMX = 20
WALLED = "/coast/dark-skies-over-pellow/"
PAGES = {
    "/": LIST,
    "/harbour/": LIST,
    "/authors/siobhan-odwyer/": LIST,
    "/harbour/old-number-four-comes-down/": ARTICLE,
    WALLED: ARTICLE,
    "/harbour/the-pilot/": ARTICLE,
    "/town/bayt-al-bahhara/": ARTICLE,
    "/register/": FORM,
    "/sign-in/": FORM,
    "/forgotten-password/": FORM,
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_to_its_budget_asks_nobody_else_and_moves_nothing(
    visitor: Visitor, site: RunningSite, path: str
) -> None:
    page = visitor(PHONE)
    scales = Scales(page)
    page.goto(path, wait_until="networkidle")
    assert scales.over(PAGES[path]) == []
    assert scales.hosts == {site.url.partition("://")[2]}
    assert shift(page) == 0


@pytest.mark.parametrize("path", ["/", WALLED, "/register/"])
def test_nothing_moves_on_a_desktop_either(visitor: Visitor, path: str) -> None:
    page = visitor(DESKTOP)
    page.goto(path, wait_until="networkidle")
    assert shift(page) == 0


def test_the_account_page_keeps_to_its_budget(visitor: Visitor) -> None:
    reader = next(one for one in reading.newsroom()["accounts"] if "groups" not in one)
    page = visitor(PHONE)
    page.goto("/sign-in/?next=/account/")
    page.get_by_label("Email address").fill(reader["email"])
    page.get_by_label("Password", exact=True).fill(reader["password"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/")
    scales = Scales(page)
    page.reload(wait_until="networkidle")
    assert scales.over(FORM) == []


def test_the_script_of_a_form_comes_when_somebody_begins_to_fill_it_in(visitor: Visitor) -> None:
    page = visitor(PHONE)
    scales = Scales(page)
    page.goto(WALLED, wait_until="networkidle")
    assert not any("htmx" in url for url in scales.kinds)
    with page.expect_response(re.compile("htmx")):
        page.get_by_label("Email address").focus()
    assert scales.weight("script") <= WITH_HTMX


def test_the_first_packets_of_an_article_hold_its_headline_and_its_first_two_paragraphs(site: RunningSite) -> None:
    early = zlib.decompressobj(wbits=31).decompress(body(f"{site.url}{WALLED}")[: 14 * KB - 1_000]).decode()
    text = early.partition('<div class="body">')[2]
    assert "<h1>" in early
    assert text.count("</p>") >= 2


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pictures_further_down_wait_until_they_are_scrolled_to(visitor: Visitor, device: Device) -> None:
    page = visitor(device)
    scales = Scales(page)
    page.goto("/", wait_until="networkidle")
    there = page.locator("main img").count()
    fetched = [url for url, kind in scales.kinds.items() if kind == "photos"]
    assert 1 <= len(fetched) < there


LIGHT = Budget(html=9, css=6, script=0, fonts=0, photos=0, together=15, requests=2)


@pytest.mark.parametrize("asked", ["?lite", "?lite=1", "Save-Data"])
@pytest.mark.parametrize("path", ["/", "/harbour/", "/harbour/old-number-four-comes-down/", WALLED])
def test_the_light_form_of_a_page_keeps_to_its_budget(visitor: Visitor, path: str, asked: str) -> None:
    page = visitor(PHONE)
    if asked == "Save-Data":
        page.set_extra_http_headers({"Save-Data": "on"})
    scales = Scales(page)
    page.goto(path + asked if asked.startswith("?") else path, wait_until="networkidle")
    assert scales.over(LIGHT, {"Save-Data": "on"} if asked == "Save-Data" else {}) == []
    assert page.locator("main img").count() == 0
    assert shift(page) == 0
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_light_page_leads_on_to_light_pages_shows_pictures_on_tap_and_back_to_the_whole_page(
    visitor: Visitor,
) -> None:
    page = visitor(PHONE)
    page.goto("/harbour/?lite")
    page.locator("main article.card a", has_text="Old Number Four").click()
    page.wait_for_url("**/old-number-four-comes-down/?lite=1")
    pictures = page.get_by_role("link", name=re.compile("^Show the picture"))
    assert page.request.get(str(pictures.first.get_attribute("href"))).headers["content-type"].startswith("image/")
    page.get_by_role("link", name="This page with its pictures").click()
    expect(page.locator("main img").first).to_be_visible()
    page.get_by_role("link", name="Light version of this page").click()
    expect(page.locator("main img")).to_have_count(0)


def test_the_wall_of_a_light_page_lets_a_reader_register_and_read_on(visitor: Visitor) -> None:
    page = visitor(PHONE)
    page.goto(f"{WALLED}?lite")
    fill_in(page, somebody_new())
    create_account(page)
    reads_on(page)
