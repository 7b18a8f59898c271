"""axe-core on a page: WCAG 2.2 at levels A and AA, in every look that a page has."""

from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.visiting import DESKTOP, NARROW, Device

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True)
class Look:
    """A way in which the same page is seen. ``rules``: those that can come to another end than in other looks."""

    name: str
    device: Device = DESKTOP
    dark: bool = False
    rules: tuple[str, ...] = ()


LIGHT = Look("light")
DARK = Look("dark", dark=True, rules=("color-contrast", "link-in-text-block"))
SLIM = Look("320 px", NARROW)
LOOKS = (LIGHT, DARK, SLIM)


def problems(page: Page, looks: tuple[Look, ...] = LOOKS) -> list[str]:
    """What axe finds, and whether the page has to be moved sideways: a line each, with its look. The page is loaded."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for look in looks:
        page.set_viewport_size({"width": look.device.width, "height": look.device.height})
        # Without motion: a link whose colour is on its way from one scheme to the other has the contrast of neither.
        page.emulate_media(color_scheme="dark" if look.dark else "light", reduced_motion="reduce")
        found += [f"{look.name}: {line}" for line in [*violations(page, look.rules), *sideways(page)]]
    return found


def violations(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe finds in a page into which it was put, by all its rules or by some."""
    run = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": TAGS}
    options = {"runOnly": run, "resultTypes": ["violations"]}
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    assert result["passes"], "axe has looked at nothing"
    return [f"{one['id']}: {node['html'][:160]}" for one in result["violations"] for node in one["nodes"]]


def sideways(page: Page) -> list[str]:
    """By how many pixels the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"wider than the window by {wider} px"] if wider > 0 else []
