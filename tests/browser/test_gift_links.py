"""Gift links in the browser: a subscriber gives an article, somebody without an account reads it, the link ends."""

import contextlib
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pysqlite3 import dbapi2 as sqlite

from tests.browser.axe import problems, sideways
from tests.browser.reading import PREMIUM, Wire, behind_the_wall, meets_the_wall, reads_on, sign_in
from tests.browser.visiting import DESKTOP, PHONE, Device, Visitor
from tests.serving.running import RunningSite

pytestmark = pytest.mark.browser

WILF = ("wilf@reader.example", "Brackford-Silver-19")
SALIM = ("salim@reader.example", "Rope-Lane-14-House")
ANOTHER = "/harbour/who-pays-for-the-dredger/"
ALL = (PREMIUM, ANOTHER, "/sport/who-owns-the-mariners/", "/town/what-the-budget-means/", "/coast/wind-array-vote/")
SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture(autouse=True)
def nobody_gave_yet(site: RunningSite) -> None:
    """A month in which nobody has given anything."""
    with contextlib.closing(sqlite.connect(site.data / "standfirst.sqlite3", timeout=30)) as database, database:
        database.execute("DELETE FROM access_gift")


@pytest.fixture
def small_numbers(site: RunningSite) -> Iterator[None]:
    """Two links a month, each for one browser."""
    set_rules(site, a_month=2, opens=1)
    yield
    set_rules(site, a_month=5, opens=10)


def set_rules(site: RunningSite, **changed: int) -> None:
    """As an editor does, from another process."""
    told = "; ".join(f"r.{name} = {value}" for name, value in changed.items())
    code = f"from standfirst.access.models import GiftRules; r = GiftRules.load(); {told}; r.save()"
    site.run("standfirst.cli", "manage", "shell", "-c", code)


def gives(page: Page, path: str = PREMIUM) -> str:
    """Give the article at ``path``; the link to send."""
    page.goto(path)
    page.get_by_role("link", name="Give this article").click()
    page.get_by_role("button", name="Make a gift link").click()
    field = page.get_by_label("The link to send")
    expect(field).to_have_value(re.compile(r"/gift/[\w-]{24}/$"))
    return field.input_value()


def accepts(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_text("Somebody gave you this article")).to_be_visible()
    page.get_by_role("button", name="Read it").click()
    reads_on(page)


@SCRIPTS
def test_a_subscriber_gives_an_article_and_somebody_without_an_account_reads_it_and_no_other(
    visitor: Visitor, script: bool
) -> None:
    giver = visitor(script=script)
    sign_in(giver, *WILF)
    link = gives(giver)
    expect(giver.get_by_text(re.compile("4 of 5 gift links left in "))).to_be_visible()
    receiver = visitor(PHONE, script=script)
    meets_the_wall(receiver, PREMIUM)
    accepts(receiver, link)
    assert receiver.url.endswith(f"{PREMIUM}#continue"), "the link stands in no address that is handed on from here"
    receiver.goto(PREMIUM)
    reads_on(receiver)
    receiver.goto(link)
    reads_on(receiver)
    meets_the_wall(receiver, ANOTHER)
    giver.goto("/account/gifts/")
    expect(giver.get_by_text("Opened in 1 of 10 browsers")).to_be_visible()


def test_before_the_button_nothing_of_the_gated_text_comes_over_the_wire(visitor: Visitor) -> None:
    giver = visitor()
    sign_in(giver, *WILF)
    link = gives(giver)
    receiver = visitor()
    wire = Wire(receiver)
    receiver.goto(link, wait_until="networkidle")
    assert wire.holds(behind_the_wall(PREMIUM)) == []


def test_the_offer_is_for_subscribers_and_in_no_page_that_is_kept(visitor: Visitor) -> None:
    page = visitor()
    sign_in(page, *SALIM)
    page.goto(PREMIUM, wait_until="networkidle")
    reads_on(page)
    expect(page.get_by_role("link", name="Give this article")).to_have_count(0)


def test_the_link_is_copied_by_a_button_that_says_so(visitor: Visitor) -> None:
    giver = visitor()
    sign_in(giver, *WILF)
    link = gives(giver)
    giver.context.grant_permissions(["clipboard-read", "clipboard-write"])
    giver.get_by_role("button", name="Copy").click()
    expect(giver.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert giver.evaluate("navigator.clipboard.readText()") == link
    letter = giver.get_by_role("link", name="Send it by email").get_attribute("href") or ""
    assert letter.startswith("mailto:?subject=")
    assert "%2Fgift%2F" in letter


@SCRIPTS
def test_a_link_that_is_used_up_says_so_and_who_has_opened_it_reads_on(
    visitor: Visitor, small_numbers: None, script: bool
) -> None:
    giver = visitor(script=script)
    sign_in(giver, *WILF)
    link = gives(giver)
    first, second = visitor(script=script), visitor(script=script)
    accepts(first, link)
    second.goto(link)
    expect(second.get_by_role("heading", name="This gift link is used up")).to_be_visible()
    assert not script or problems(second) == []
    second.get_by_role("link", name=re.compile("pilot", re.IGNORECASE)).click()
    expect(second.get_by_role("heading", name="Register free to keep reading")).to_be_visible()
    first.goto(PREMIUM)
    reads_on(first)


@SCRIPTS
def test_a_stopped_link_opens_nothing_from_the_next_page_on_and_the_stop_is_taken_back(
    visitor: Visitor, script: bool
) -> None:
    giver = visitor(script=script)
    sign_in(giver, *WILF)
    link = gives(giver)
    receiver = visitor(script=script)
    accepts(receiver, link)
    giver.get_by_role("button", name="Stop this link").click()
    expect(giver.get_by_text("The link is stopped.")).to_be_visible()
    assert not script or problems(giver) == []
    meets_the_wall(receiver, PREMIUM)
    receiver.goto(link)
    expect(receiver.get_by_role("heading", name="This gift link was stopped")).to_be_visible()
    giver.get_by_role("button", name="Undo").click()
    expect(giver.get_by_label("The link to send")).to_have_value(link)
    accepts(receiver, link)


def test_none_is_left_after_the_last_and_the_page_says_when_more_come(visitor: Visitor, small_numbers: None) -> None:
    giver = visitor()
    sign_in(giver, *WILF)
    for path in ALL[:2]:
        gives(giver, path)
    giver.goto(ALL[2])
    giver.get_by_role("link", name="Give this article").click()
    expect(
        giver.get_by_text(re.compile(r"You have no gift links left in \w+\. You can give .* from 1 "))
    ).to_be_visible()
    expect(giver.get_by_role("button", name="Make a gift link")).to_have_count(0)
    giver.goto(ALL[0])
    giver.get_by_role("link", name="Give this article").click()
    expect(giver.get_by_label("The link to send")).to_be_visible()


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everybody_can_use_the_pages_of_a_gift(visitor: Visitor, device: Device, dark: bool) -> None:
    giver = visitor(device, dark=dark)
    sign_in(giver, *WILF)
    giver.goto(PREMIUM)
    expect(giver.get_by_role("link", name="Give this article")).to_be_visible()
    assert (problems(giver), sideways(giver)) == ([], [])
    giver.get_by_role("link", name="Give this article").click()
    expect(giver.get_by_role("button", name="Make a gift link")).to_be_visible()
    assert (problems(giver), sideways(giver)) == ([], [])
    giver.get_by_role("button", name="Make a gift link").click()
    field = giver.get_by_label("The link to send")
    expect(field).to_be_visible()
    assert (problems(giver), sideways(giver)) == ([], [])
    receiver = visitor(device, dark=dark)
    receiver.goto(field.input_value())
    assert (problems(receiver), sideways(receiver)) == ([], [])
    giver.goto("/account/gifts/")
    expect(giver.get_by_role("link", name="Show the link")).to_be_visible()
    assert (problems(giver), sideways(giver)) == ([], [])
