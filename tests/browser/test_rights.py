"""A reader takes their data along and leaves, and stays after all: with a phone, with script and without."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import problems
from tests.browser.reading import open_letter, sign_in, sign_out, with_an_account
from tests.browser.visiting import PHONE, Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_reader_takes_their_data_along(script: bool, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor(PHONE, script=script)
    address = with_an_account(page)
    page.goto("/account/")
    page.get_by_role("link", name="Your data").first.click()
    if script:
        assert problems(page) == []
    page.get_by_role("button", name="Make my archive").click()
    fetch = page.get_by_role("link", name="Fetch the archive")
    # Made by the worker; with script the page looks again by itself.
    for _ in range(0 if script else 120):
        if fetch.count():
            break
        page.wait_for_timeout(250)
        page.goto("/account/data/")
    fetch.wait_for(timeout=30_000)
    with page.expect_download() as download:
        fetch.click()
    with zipfile.ZipFile(download.value.path()) as archive:
        archive.extractall(tmp_path)
    assert address in (tmp_path / "data" / "account.json").read_text("utf-8")
    if script:
        page.goto(f"file://{tmp_path}/index.html")
        assert problems(page) == []
    open_letter(page, address, "Your archive is ready")
    expect(page.locator(".letter-text")).not_to_contain_text(address)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_reader_asks_to_leave_and_stays_after_all(script: bool, visitor: Visitor) -> None:
    page = visitor(PHONE, script=script)
    address = with_an_account(page)
    page.goto("/account/data/")
    page.get_by_role("link", name="Erase my account").click()
    if script:
        assert problems(page) == []
    page.get_by_role("button", name="Erase my account").click()
    expect(page.get_by_text("Your account will be erased on")).to_be_visible()
    if script:
        assert problems(page) == []
    sign_out(page)
    open_letter(page, address, "We will erase your account on")
    sign_in(page, address)
    page.get_by_role("button", name="Keep my account").click()
    expect(page.get_by_text("Your account stays.")).to_be_visible()
    expect(page.get_by_text("Your account will be erased on")).to_have_count(0)
