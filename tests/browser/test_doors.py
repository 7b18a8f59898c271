"""Every door by the browser: code, passkey, app, another site; sessions, preferences, the look; script on and off."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import problems
from tests.browser.reading import REGISTERED, meets_the_wall, newest_letter, open_letter, reads_on, sign_in
from tests.browser.visiting import DESKTOP, PHONE, Device, Visitor
from tests.readers.doors.shown import shown_by
from tests.serving.running import RunningSite

pytestmark = pytest.mark.browser

ZOE, ZOES_PASSWORD = "zoe@reader.example", "Sandgate-Lido-9"
WILF, WILFS_PASSWORD = "wilf@reader.example", "Brackford-Silver-19"
SALIM, SALIMS_PASSWORD = "salim@reader.example", "Rope-Lane-14-House"
SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture
def by_name(browser: Browser, site: RunningSite) -> Iterator[Visitor]:
    """The same site by a name: a passkey belongs to one, and a number has none."""
    with Visitor(browser, site.url.replace("127.0.0.1", "localhost")) as visitor:
        yield visitor


def code_known(page: Page, address: str) -> str | None:
    """The mail with a code that ``address`` has already, from another test at the same site."""
    letters = page.context.new_page()
    known = newest_letter(letters, address, "is your code")
    letters.close()
    return known


def code_from(page: Page, address: str, known: str | None) -> str:
    """The six digits in the subject of the newest mail to ``address``, as soon as it is not the ``known`` one."""
    letters = page.context.new_page()
    open_letter(letters, address, "is your code", known)
    found = re.search(r"(\d{3}) (\d{3}) is your code", letters.inner_text("body"))
    letters.close()
    assert found is not None
    return "".join(found.groups())


def problems_where(script: bool, page: Page) -> list[str]:
    """What axe finds; it is a script itself, so it looks at nothing where none runs."""
    return problems(page) if script else []


def with_a_passkey_device(page: Page) -> None:
    """A device with a screen lock that its owner always opens, as Chromium makes one up."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@SCRIPTS
@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_code_by_mail_leads_back_to_where_reading_stopped(visitor: Visitor, device: Device, script: bool) -> None:
    page = visitor(device, script=script)
    meets_the_wall(page, REGISTERED)
    page.locator("#register").get_by_role("link", name="Sign in").first.click()
    assert problems_where(script, page) == []
    known = code_known(page, SALIM)
    page.get_by_label("Email address").fill(SALIM)
    page.get_by_role("button", name="Email me a code instead").click()
    expect(page.get_by_role("heading", name="Enter the code from the email")).to_be_visible()
    assert problems_where(script, page) == []
    page.get_by_label("Six-digit code").fill("12")
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("link", name="That code does not match. Check the latest email")).to_be_visible()
    page.get_by_label("Six-digit code").fill(code_from(page, SALIM, known))
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    reads_on(page)
    assert page.url.endswith(f"{REGISTERED}#continue")
    assert page.evaluate("window.scrollY") > 0


def test_a_passkey_is_offered_made_and_opens_the_account(by_name: Visitor) -> None:
    page = by_name()
    with_a_passkey_device(page)
    for _ in range(2):
        sign_in(page, ZOE, ZOES_PASSWORD)
        expect(page.get_by_role("heading", name="Your account")).to_be_visible()
        offered = page.get_by_role("link", name="Add a passkey")
        if offered.count():
            break
        page.locator("main").get_by_role("button", name="Sign out").click()
    assert problems(page) == []
    page.get_by_role("link", name="Add a passkey").click()
    expect(page.get_by_role("button", name="Make the passkey")).to_be_visible()
    assert problems(page) == []
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Passkeys")).to_be_visible()
    expect(page.locator(".lines li")).to_have_count(1)
    page.goto("/account/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto("/sign-in/?next=/account/sessions/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    page.goto("/account/security/")
    page.get_by_role("button", name=re.compile("^Remove ")).click()
    expect(page.locator("#s-passkeys")).to_be_visible()
    expect(page.locator(".lines li")).to_have_count(0)


def test_where_no_passkey_can_be_none_is_offered_and_the_page_says_why(visitor: Visitor) -> None:
    page = visitor(script=False)
    page.goto("/sign-in/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    sign_in(page, WILF, WILFS_PASSWORD)
    page.goto("/account/security/passkeys/add/")
    expect(page.get_by_text("This browser cannot make a passkey here.")).to_be_visible()


@SCRIPTS
def test_an_app_is_set_up_and_asked_for_and_its_codes_do_it_too(visitor: Visitor, script: bool) -> None:
    page = visitor(script=script)
    sign_in(page, WILF, WILFS_PASSWORD)
    page.goto("/account/security/")
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("code.key").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(shown_by(secret))
    assert problems_where(script, page) == []
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator(".codes li")).to_have_count(10)
    assert problems_where(script, page) == []
    code = page.locator(".codes li").first.inner_text()
    page.goto("/account/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    sign_in(page, WILF, WILFS_PASSWORD)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert problems_where(script, page) == []
    page.get_by_label("Code").fill("000000")
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("That code does not match.").first).to_be_visible()
    page.get_by_label("Code").fill(code)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.goto("/account/security/")
    expect(page.get_by_text("9 codes are left.")).to_be_visible()
    page.get_by_role("button", name="Turn it off").click()
    expect(page.get_by_role("link", name="Set up an app")).to_be_visible()


@SCRIPTS
def test_a_browser_is_signed_out_from_another_one(visitor: Visitor, script: bool) -> None:
    here, there = visitor(script=script), visitor(PHONE)
    for page in (here, there):
        sign_in(page, SALIM, SALIMS_PASSWORD)
        expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    here.goto("/account/sessions/")
    assert problems_where(script, here) == []
    here.get_by_role("button", name="Sign out everywhere else").click()
    expect(here.get_by_text("Nowhere else.")).to_be_visible()
    there.goto("/account/")
    expect(there.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


def test_each_part_of_the_preferences_is_saved_as_soon_as_it_changes(visitor: Visitor) -> None:
    page = visitor(PHONE)
    sign_in(page, ZOE, ZOES_PASSWORD)
    page.goto("/account/preferences/")
    assert problems(page) == []
    page.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
    first = page.locator("#newsletters input[type=checkbox]").first
    ticked = first.is_checked()
    first.click()
    expect(page.locator("#saved-newsletters")).to_have_text("Saved")
    page.locator("#replies-daily").check()
    expect(page.locator("#saved-notices")).to_have_text("Saved")
    page.locator("#event-reminders").click()
    expect(page.locator("#saved-reminders")).to_have_text("Saved")
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    page.reload()
    assert first.is_checked() != ticked
    expect(page.locator("#replies-daily")).to_be_checked()


def test_without_script_a_button_saves_each_part(visitor: Visitor) -> None:
    page = visitor(script=False)
    sign_in(page, SALIM, SALIMS_PASSWORD)
    page.goto("/account/preferences/")
    page.locator("#follows-now").check()
    page.locator("#notices").get_by_role("button", name="Save").click()
    expect(page.locator("#saved-notices")).to_have_text("Saved")
    expect(page.locator("#follows-now")).to_be_checked()
    page.locator("#look-dark").check()
    page.locator("#appearance").get_by_role("button", name="Save").click()
    assert page.locator("html").get_attribute("data-look") == "dark"


def test_the_look_counts_at_once_everywhere_and_before_anything_is_painted(visitor: Visitor) -> None:
    page = visitor()
    sign_in(page, ZOE, ZOES_PASSWORD)
    page.goto("/account/preferences/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#look-dark").check()
    expect(page.locator("#saved-appearance")).to_have_text("Saved")
    expect(page.locator("html")).to_have_attribute("data-look", "dark")
    # The article comes out of the cache, the same bytes for everybody; no frame of it is light.
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.lookAtFirst = document.documentElement.dataset.look })"
    )
    page.goto(REGISTERED)
    assert page.evaluate("window.lookAtFirst") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.goto("/account/preferences/")
    page.locator("#look-system").check()
    expect(page.locator("html")).not_to_have_attribute("data-look", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light


@pytest.mark.parametrize(
    "path",
    [
        "/account/",
        "/account/name/",
        "/account/address/",
        "/account/password/",
        "/account/security/",
        "/account/security/second-factor/",
        "/sign-in/code/",
    ],
)
def test_everybody_can_use_the_pages_of_the_account(visitor: Visitor, path: str) -> None:
    page = visitor()
    sign_in(page, SALIM, SALIMS_PASSWORD)
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.goto(path)
    assert problems(page) == []
