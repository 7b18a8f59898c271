"""An editor looks at the audience in the browser."""

import pytest
from playwright.sync_api import Page, expect

from standfirst.demo.reading import newsroom
from tests.browser.axe import DARK, LIGHT, SLIM, problems
from tests.browser.reading import sign_in
from tests.browser.visiting import Visitor

pytestmark = pytest.mark.browser


def an_editor(visitor: Visitor, *, script: bool = True) -> Page:
    """The editor of the demo, on the page, with the last days of the demo's figures."""
    (editor,) = [one for one in newsroom()["accounts"] if one["email"] == "editor@courier.example"]
    page = visitor(script=script)
    sign_in(page, editor["email"], editor["password"])
    page.goto("/admin/audience/")
    return page


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_editor_goes_from_all_articles_to_one_and_back(visitor: Visitor, script: bool) -> None:
    page = an_editor(visitor, script=script)
    for heading in ("Articles", "Sections", "Days", "As files"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(page.get_by_role("img").first).to_be_visible()
    article = page.get_by_role("region", name="Article: figures").get_by_role("rowheader").first.get_by_role("link")
    name = article.inner_text()
    article.click()
    expect(page.get_by_text(f"of “{name}” alone")).to_be_visible()
    page.get_by_role("link", name="Show all articles").click()
    expect(page.get_by_text("alone.")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV by article").click()
    assert name in download.value.path().read_text(encoding="utf-8-sig")


def test_everybody_can_use_the_audience(visitor: Visitor) -> None:
    page = an_editor(visitor)
    assert problems(page, (LIGHT, SLIM)) == []
    assert problems(page, (DARK,)) == []
