"""Readers and their allowance of Premium articles, in the browser: what is left, what the wall says, what it costs."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import (
    PREMIUM,
    create_account,
    fill_in,
    follow_its_link,
    meets_the_wall,
    open_letter,
    reads_on,
    sign_in,
    somebody_new,
)
from tests.browser.visiting import Visitor
from tests.serving.running import RunningSite

pytestmark = pytest.mark.browser

SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
PATHS = (
    PREMIUM,
    "/harbour/who-pays-for-the-dredger/",
    "/sport/who-owns-the-mariners/",
    "/town/what-the-budget-means/",
    "/coast/wind-array-vote/",
    "/business/freight-terminal-gamble/",
)
"""Six Premium articles of the demo; the allowance there is five."""
ANOTHER = PATHS[1]
MONTH = r"(January|February|March|April|May|June|July|August|September|October|November|December)"
ZOE = ("zoe@reader.example", "Sandgate-Lido-9")
SALIM = ("salim@reader.example", "Rope-Lane-14-House")
WILF = ("wilf@reader.example", "Brackford-Silver-19")


@pytest.fixture
def asks_first(site: RunningSite) -> Iterator[None]:
    """The publication asks before one is spent, for as long as the test runs."""
    set_rules(site, ask_first=True)
    yield
    set_rules(site, ask_first=False)


def set_rules(site: RunningSite, *, ask_first: bool) -> None:
    """As an editor does, from another process."""
    code = f"from standfirst.access.models import MeterRules as R; r = R.load(); r.ask_first = {ask_first}; r.save()"
    site.run("standfirst.cli", "manage", "shell", "-c", code)


def says_what_is_left(page: Page, left: int) -> None:
    line = re.compile(rf"^{left} of 5 Premium articles left in {MONTH}")
    expect(page.locator("[data-meter]").first).to_have_text(line)


def has_an_account(page: Page, address: str) -> None:
    """Confirms the address by the link in the mail."""
    open_letter(page, address, "is your code")
    follow_its_link(page)
    page.get_by_role("button", name="Confirm my address").click()


@SCRIPTS
def test_a_reader_opens_five_and_then_the_wall_says_when_there_are_more(visitor: Visitor, script: bool) -> None:
    page = visitor(script=script)
    sign_in(page, *(ZOE if script else SALIM))
    for number, path in enumerate(PATHS[:5], start=1):
        page.goto(path)
        reads_on(page)
        if script:
            says_what_is_left(page, 5 - number)
    page.goto(PATHS[5])
    heading = re.compile(f"You have read your 5 Premium articles for {MONTH}")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator("#register")).to_contain_text(re.compile(rf"The next become available on 1 {MONTH}\."))
    expect(page.locator("#continue")).to_have_count(0)
    for path in (PATHS[0], PATHS[4]):
        page.goto(path)
        reads_on(page)
    if script:
        says_what_is_left(page, 0)


def test_what_is_left_stands_in_no_page_that_is_kept_but_comes_by_a_request_of_its_own(visitor: Visitor) -> None:
    page, address = visitor(), somebody_new()
    meets_the_wall(page, PREMIUM)
    fill_in(page, address)
    create_account(page)
    reads_on(page)
    has_an_account(page, address)
    page.goto(PREMIUM)
    says_what_is_left(page, 4)
    served = page.request.get(PREMIUM).text()
    assert "data-meter" in served
    assert "Premium articles left" not in served


@SCRIPTS
def test_who_registers_at_a_premium_wall_reads_that_article_on_and_no_other_until_the_address_is_confirmed(
    visitor: Visitor, script: bool
) -> None:
    page, address = visitor(script=script), somebody_new()
    meets_the_wall(page, PREMIUM)
    fill_in(page, address)
    create_account(page)
    assert PREMIUM in page.url
    reads_on(page)
    page.goto(ANOTHER)
    expect(page.get_by_role("heading", name="Confirm your address to read Premium articles")).to_be_visible()
    expect(page.locator("#continue")).to_have_count(0)
    page.goto(PREMIUM)
    reads_on(page)
    has_an_account(page, address)
    page.goto(PREMIUM)
    reads_on(page)
    if script:
        says_what_is_left(page, 4)
    page.goto(ANOTHER)
    reads_on(page)
    if script:
        says_what_is_left(page, 3)


def test_a_subscriber_reads_all_and_is_told_of_no_meter(visitor: Visitor) -> None:
    page = visitor()
    sign_in(page, *WILF)
    for path in PATHS:
        page.goto(path)
        reads_on(page)
        page.wait_for_load_state("networkidle")
        expect(page.locator("[data-meter]")).to_be_empty()


@SCRIPTS
def test_where_the_publication_asks_first_an_article_opens_by_the_button_and_not_before(
    visitor: Visitor, script: bool, asks_first: None
) -> None:
    page, address = visitor(script=script), somebody_new()
    meets_the_wall(page, PREMIUM)
    fill_in(page, address)
    create_account(page)
    reads_on(page)
    has_an_account(page, address)
    for _ in range(2):
        page.goto(ANOTHER)
        expect(page.get_by_role("heading", name="This is a Premium article")).to_be_visible()
        expect(page.locator("#continue")).to_have_count(0)
        if script:
            says_what_is_left(page, 4)
    page.get_by_role("button", name="Read this article").click()
    reads_on(page)
    assert ANOTHER in page.url
    if script:
        says_what_is_left(page, 3)
    page.reload()
    reads_on(page)
