"""The budgets of the design notes on a phone: weight, requests, nobody else asked, nothing that moves."""

import re
import zlib

import pytest

from tests.browser.reading import sign_in
from tests.browser.visiting import DESKTOP, PHONE, Device, Visitor
from tests.browser.weighing import KB, Budget, Scales, body, shift
from tests.serving.running import RunningSite

pytestmark = pytest.mark.browser

ARTICLE = Budget(html=20, css=9, script=17, fonts=70, photos=75, together=200, requests=12, first_photo_only=True)
LIST = Budget(html=24, css=9, script=17, fonts=70, photos=230, together=350, requests=24)
FORM = Budget(html=10, css=9, script=17, fonts=70, photos=0, together=110, requests=10)
# A form and its page of comments: what a form may weigh, and the 12 KB that twenty comments may.
CONVERSATION = Budget(html=22, css=9, script=17, fonts=70, photos=0, together=122, requests=12)
# htmx and the bot check come with the first focus in a form (docs/decisions/0010-light-pages.md).
FROM_THE_FIRST_FOCUS = 23
ZOE = ("zoe@reader.example", "Sandgate-Lido-9")
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
    "/harbour/kittle-bridge-closes/comments/": CONVERSATION,
    "/harbour/kittle-bridge-closes/comments/write/": FORM,
    "/comments/3/report/": FORM,
    "/comments/rules/": FORM,
    "/readers/wilf-tranter/": CONVERSATION,
}
ACCOUNT = ("/account/", "/account/preferences/", "/account/inbox/", "/account/following/", "/account/comments/")


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


def test_the_pages_of_an_account_keep_to_their_budget(visitor: Visitor) -> None:
    page = visitor(PHONE)
    sign_in(page, *ZOE)
    for path in ACCOUNT:
        scales = Scales(page)
        page.goto(path, wait_until="networkidle")
        assert scales.over(FORM) == [], path
        scales.close()


def test_the_script_of_a_form_comes_when_somebody_begins_to_fill_it_in(visitor: Visitor) -> None:
    page = visitor(PHONE)
    scales = Scales(page)
    page.goto(WALLED, wait_until="networkidle")
    assert not any("htmx" in url for url in scales.kinds)
    with page.expect_response(re.compile("htmx")):
        page.get_by_label("Email address").focus()
    assert scales.weight("script") <= FROM_THE_FIRST_FOCUS


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
