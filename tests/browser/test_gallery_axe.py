"""axe walks the gallery: every component and every page that stands alone, in both directions, light, dark, narrow."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from standfirst.theme.gallery.views import SHEETS, SHELVES
from tests.browser.axe import LIGHT, LOOKS, SLIM, Look, problems
from tests.browser.visiting import Visitor
from tests.serving.running import RunningSite

pytestmark = pytest.mark.browser

# Colours are the same in both directions; a whole page that runs to the left is its components once more.
LOOKS_AT: dict[str, tuple[Look, ...]] = {f"/_gallery/en/{slug}/": LOOKS for slug in SHELVES}
LOOKS_AT |= {f"/_gallery/en/pages/{slug}/": LOOKS for slug in SHEETS}
LOOKS_AT |= {f"/_gallery/ar/{slug}/": (LIGHT, SLIM) for slug in SHELVES}
LOOKS_AT |= {f"/_gallery/ar/pages/{slug}/": (LIGHT,) for slug in SHEETS}


@pytest.fixture(scope="module")
def page(browser: Browser, gallery: RunningSite) -> Iterator[Page]:
    """One window for the whole walk: nothing in the gallery is kept from one page to the next."""
    with Visitor(browser, gallery.url) as visitor:
        yield visitor()


@pytest.mark.parametrize("path", LOOKS_AT)
def test_everybody_can_use_it(page: Page, path: str) -> None:
    page.goto(path)
    assert problems(page, LOOKS_AT[path]) == []


def test_axe_would_say_so(browser: Browser) -> None:
    with Visitor(browser, "http://127.0.0.1") as visitor:
        page = visitor()
        page.set_content(
            '<html lang="en"><title>Wrong</title><img src="data:,"><p style="color:#ccc">Pale</p>'
            '<p style="inline-size:400px">Wide</p>'
        )
        said = problems(page)
    assert [line for line in said if "image-alt" in line]
    assert [line for line in said if "color-contrast" in line]
    assert [line for line in said if "320 px: wider than the window" in line]
