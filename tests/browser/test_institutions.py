"""A library reads: staff keep it in the admin, its people read by their network or their address, and it ends."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import problems
from tests.browser.reading import PREMIUM, behind_the_wall, meets_the_wall, reads_on, sign_in
from tests.browser.visiting import Visitor
from tests.serving.running import RunningSite

pytestmark = pytest.mark.browser

EDITOR = ("editor@courier.example", "Kittle-Bridge-1897")
ZOE = ("zoe@reader.example", "Sandgate-Lido-9")
NAME = "Northport University Library"
INSIDE, ALSO_INSIDE = "198.51.100.9", "2001:db8:7::9"
TAKEN = f"{NAME} reads here with 1 seat. It is taken just now."


@pytest.fixture
def desk(visitor: Visitor, site: RunningSite) -> Iterator[Page]:
    """An editor's browser before the form of a new institution; afterwards there is none."""
    page = visitor()
    sign_in(page, *EDITOR)
    page.goto("/admin/institutions/new/")
    yield page
    code = "from standfirst.access.models import Institution as I; from standfirst.access.seating import settle\n"
    code += "for one in I.objects.all(): one.ends_at = one.starts_at; one.save(); settle(one)\nI.objects.all().delete()"
    site.run("standfirst.cli", "manage", "shell", "-c", code)


def keep(page: Page, **fields: str) -> None:
    """Fill the form in and send it."""
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("form footer button[type=submit], form [type=submit].action-save").first.click()


def is_told(page: Page, words: str) -> None:
    expect(page.locator("[data-institution]")).to_have_text(words)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_whoever_is_in_the_librarys_network_reads_and_is_told_through_whom(
    visitor: Visitor, desk: Page, script: bool
) -> None:
    keep(desk, name=NAME, networks="198.51.100.0/24\n2001:db8:7::/48", seats="1")
    expect(desk.get_by_text("Its people read from its first day on.")).to_be_visible()
    page = visitor(script=script, address=INSIDE)
    page.goto(PREMIUM)
    reads_on(page)
    assert all(run in page.content() for run in behind_the_wall(PREMIUM)[:1])
    if script:
        is_told(page, f"Read through {NAME}")
        assert not problems(page)
        assert NAME not in page.request.get(PREMIUM).text(), "the page itself does not say so"
    page.reload()
    reads_on(page)
    second = visitor(script=script, address=ALSO_INSIDE)
    meets_the_wall(second, PREMIUM)
    if script:
        is_told(second, TAKEN)
    meets_the_wall(visitor(script=script), PREMIUM)


def test_staff_see_the_seat_free_it_and_end_the_institution(visitor: Visitor, desk: Page) -> None:
    keep(desk, name=NAME, networks="0.0.0.0/0", domains="gmail.com")
    expect(desk.get_by_text("this is wider than /12")).to_be_visible()
    expect(desk.get_by_text("anybody can have an address at gmail.com")).to_be_visible()
    keep(desk, networks="198.51.100.0/24", domains="", seats="1")
    first, second = visitor(address=INSIDE), visitor(address=INSIDE)
    first.goto(PREMIUM)
    reads_on(first)
    meets_the_wall(second, PREMIUM)
    desk.goto("/admin/institutions/")
    desk.get_by_role("link", name="1 of 1 taken").click()
    expect(desk.get_by_text("A browser in the network")).to_be_visible()
    desk.get_by_role("button", name="Free the seat of a browser in the network").click()
    expect(desk.get_by_text("Nobody has a seat yet.")).to_be_visible()
    second.goto(PREMIUM)
    reads_on(second)
    meets_the_wall(first, PREMIUM)
    desk.get_by_role("link", name=f"Change {NAME}").click()
    desk.get_by_label("End it now").check()
    keep(desk)
    expect(desk.get_by_text("Ended", exact=True)).to_be_visible()
    meets_the_wall(second, PREMIUM)


def test_a_reader_with_an_address_there_reads_from_home_and_their_account_says_why(
    visitor: Visitor, desk: Page
) -> None:
    keep(desk, name=NAME, domains="reader.example")
    page = visitor()
    sign_in(page, *ZOE)
    page.goto(PREMIUM)
    reads_on(page)
    is_told(page, f"Read through {NAME}")
    expect(page.locator("[data-meter]")).to_be_empty()
    page.goto("/account/")
    expect(page.get_by_text(f"Read through {NAME}")).to_be_visible()
