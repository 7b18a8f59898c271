"""A reader's way from a free article over the wall to an account: on phone and desktop, with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import (
    ANOTHER_REGISTERED,
    FREE,
    NEW_PASSWORD,
    REGISTERED,
    Wire,
    behind_the_wall,
    create_account,
    fill_in,
    follow_its_link,
    meets_the_wall,
    open_letter,
    reads_on,
    sign_in,
    sign_out,
    somebody_new,
)
from tests.browser.visiting import DESKTOP, PHONE, Device, Visitor

pytestmark = pytest.mark.browser

DEVICES = pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@DEVICES
@SCRIPTS
def test_an_anonymous_reader_reads_a_free_article_and_is_sent_nothing_of_a_gated_one(
    visitor: Visitor, device: Device, script: bool
) -> None:
    page = visitor(device, script=script)
    wire = Wire(page)
    page.goto(FREE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kittle Bridge")
    assert wire.holds(behind_the_wall(FREE)), "the free article is there, and this would find it"
    meets_the_wall(page, REGISTERED)
    for path in ("/", "/coast/", "/search/?q=gates", "/coast/feed/", f"{REGISTERED}?utm_source=letter"):
        page.goto(path)
    assert wire.holds(behind_the_wall(REGISTERED)) == []


@DEVICES
def test_with_script_the_rest_stands_where_the_wall_was(visitor: Visitor, device: Device) -> None:
    page, address = visitor(device), somebody_new()
    meets_the_wall(page, REGISTERED)
    other = page.context.new_page()
    meets_the_wall(other, ANOTHER_REGISTERED)
    page.bring_to_front()
    page.evaluate("window.stays = true")
    fill_in(page, address)
    above = page.locator(".body > p").first.bounding_box()
    create_account(page)
    reads_on(page)
    welcome = page.get_by_role("heading", name="Welcome, Ann. The rest of the article is below.")
    expect(welcome).to_be_focused()
    expect(welcome).to_be_in_viewport()
    assert page.evaluate("window.stays"), "no navigation"
    assert page.url.endswith(REGISTERED)
    after = page.locator(".body > p").first.bounding_box()
    assert above
    assert after
    assert above["height"] == after["height"], "nothing above has moved"
    reads_on(other)
    page.reload()
    reads_on(page)
    expect(page.get_by_role("navigation", name="Your account")).to_contain_text("Ann")


def test_where_the_wall_fits_the_window_the_place_is_held_to_the_pixel(visitor: Visitor) -> None:
    page = visitor(Device(1280, 1600))
    meets_the_wall(page, REGISTERED)
    fill_in(page, somebody_new())
    place = page.evaluate(
        "window.scrollBy(0, document.querySelector('#register').getBoundingClientRect().top - 300); scrollY"
    )
    create_account(page)
    reads_on(page)
    expect(page.get_by_role("heading", name="Welcome, Ann")).to_be_focused()
    assert place > 0
    assert page.evaluate("window.scrollY") == place


@DEVICES
def test_without_script_the_same_form_leads_on_in_the_same_article(visitor: Visitor, device: Device) -> None:
    page, address = visitor(device, script=False), somebody_new()
    meets_the_wall(page, REGISTERED)
    fill_in(page, address)
    create_account(page)
    assert page.url.endswith(f"{REGISTERED}#continue")
    reads_on(page)
    expect(page.get_by_role("heading", name="Welcome, Ann. The rest of the article is below.")).to_be_visible()
    expect(page.locator("#continue")).to_contain_text(address)
    page.reload()
    reads_on(page)
    expect(page.get_by_text("Welcome, Ann")).to_have_count(0)


@SCRIPTS
def test_a_refused_form_says_all_at_once_and_keeps_what_was_typed(visitor: Visitor, script: bool) -> None:
    page = visitor(PHONE, script=script)
    meets_the_wall(page, REGISTERED)
    page.locator("#register [name=email]").fill("ann@@reader.example")
    page.locator("#register [name=first_name]").fill("Ann3")
    page.locator("#register [name=password]").fill("short")
    create_account(page)
    summary = page.locator("#register-errors")
    expect(summary).to_contain_text("5 answers need another look")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator("[name=email]")).to_have_value("ann@@reader.example")
    expect(page.locator("[name=first_name]")).to_have_value("Ann3")
    expect(page.locator("[name=password]")).to_have_value("")
    expect(page.locator("[name=email]")).to_have_attribute("aria-invalid", "true")
    if script:
        expect(summary).to_be_focused()
        page.locator("[name=first_name]").fill("Ann")
        expect(page.get_by_text("Use letters, spaces, hyphens and apostrophes in your first name")).to_have_count(0)
    summary.get_by_role("link", name="Enter your last name").click()
    expect(page.locator("[name=last_name]")).to_be_focused()
    page.locator("[name=email]").fill(somebody_new())
    fill_in(page, somebody_new())
    create_account(page)
    reads_on(page)


@SCRIPTS
def test_the_mail_makes_an_account_that_signs_out_in_and_forgets_its_password(visitor: Visitor, script: bool) -> None:
    page, address = visitor(script=script), somebody_new()
    meets_the_wall(page, REGISTERED)
    fill_in(page, address)
    create_account(page)
    reads_on(page)
    page.goto("/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code from the email")
    open_letter(page, address, "is your code")
    follow_its_link(page)
    page.get_by_role("button", name="Confirm my address").click()
    reads_on(page)
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text(address)
    sign_out(page)
    meets_the_wall(page, REGISTERED)
    sign_in(page, address)
    expect(page.locator("main")).to_contain_text(address)
    page.goto(REGISTERED)
    reads_on(page)
    sign_out(page)
    _resets_the_password(page, address)
    sign_in(page, address)
    expect(page.locator("main")).to_contain_text("The email address and password do not match")
    sign_in(page, address, NEW_PASSWORD)
    expect(page.locator("main")).to_contain_text(address)


def test_the_code_does_what_the_link_does(visitor: Visitor) -> None:
    page, address = visitor(PHONE), somebody_new()
    meets_the_wall(page, REGISTERED)
    fill_in(page, address)
    create_account(page)
    reads_on(page)
    open_letter(page, address, "is your code")
    code = page.get_by_role("heading", level=1).inner_text()[:7]
    page.goto("/register/code/")
    page.get_by_label("Six-digit code").fill("000 000" if code != "000 000" else "111 111")
    page.get_by_role("button", name="Confirm my address").click()
    expect(page.locator("main")).to_contain_text("That code does not match. Check the latest email")
    page.get_by_label("Six-digit code").fill(code)
    page.get_by_role("button", name="Confirm my address").click()
    reads_on(page)
    confirmed = page.get_by_text("Thank you, Ann. Your address is confirmed.")
    expect(confirmed).to_be_in_viewport()
    page.reload()
    reads_on(page)
    expect(confirmed).to_have_count(0)
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text(address)


def test_a_known_address_reads_on_like_a_new_one_and_its_owner_hears_of_it(visitor: Visitor) -> None:
    page = visitor()
    meets_the_wall(page, REGISTERED)
    fill_in(page, "zoe@reader.example")
    create_account(page)
    reads_on(page)
    open_letter(page, "zoe@reader.example", "You already have an account")
    page.goto("/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code from the email")


@SCRIPTS
def test_sign_in_from_the_wall_leads_back_to_the_article(visitor: Visitor, script: bool) -> None:
    page = visitor(PHONE, script=script)
    meets_the_wall(page, REGISTERED)
    page.locator("#register").get_by_role("link", name="Sign in").first.click()
    page.get_by_label("Email address").fill("salim@reader.example")
    page.get_by_label("Password", exact=True).fill("Rope-Lane-14-House")
    page.locator("main").get_by_role("button", name="Sign in").click()
    assert REGISTERED in page.url
    reads_on(page)


def _resets_the_password(page: Page, address: str) -> None:
    page.goto("/forgotten-password/")
    page.get_by_label("Email address").fill(address)
    page.locator("main").get_by_role("button").click()
    open_letter(page, address, "password")
    follow_its_link(page)
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.locator("main form").get_by_role("button").last.click()
