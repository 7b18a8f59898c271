"""Visitors of the site: what they look through, whether scripts run for them, which scheme they like."""

import itertools
import os
import shutil
from dataclasses import dataclass
from types import TracebackType

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Device:
    """A window: its size in CSS pixels, and how many pixels of the screen each of them has."""

    width: int
    height: int
    scale: float = 1


PHONE = Device(390, 844, 2)
NARROW = Device(320, 800)
"""What 400 % zoom makes of a window of 1,280 pixels."""
DESKTOP = Device(1280, 900)


def chromium() -> str:
    """The path of the machine's Chromium: ``CHROMIUM``, or the first that is found."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.fail("There is no Chromium here. Install one, or name it: CHROMIUM=/path/to/chromium")
    return found


def launched(playwright: Playwright, path: str) -> Browser:
    """A running browser. Its sandbox cannot be had by root, who runs tests in containers."""
    arguments = [*_QUIET, "--no-sandbox"] if os.geteuid() == 0 else _QUIET
    return playwright.chromium.launch(executable_path=path, args=arguments)


class Visitor:
    """Opens the pages of one site, each time as somebody new; closes all of them at the end."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._url = url
        self._contexts: list[BrowserContext] = []

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for context in self._contexts:
            context.close()

    def __call__(
        self,
        device: Device = DESKTOP,
        *,
        script: bool = True,
        dark: bool = False,
        only_gzip: bool = False,
        address: str = "",
    ) -> Page:
        """
        A page of somebody who was never here. ``page.goto("/harbour/")`` leads into the site.

        ``only_gzip``: the browser asks for no better coding, so that what comes can be weighed against the budgets.
        ``address``: where they come from, as the proxy of the tests says; somewhere of their own if it is empty.
        """
        number = next(_numbers)
        own = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        headers = {"X-Forwarded-For": address or own}
        context = self._browser.new_context(
            base_url=self._url,
            viewport={"width": device.width, "height": device.height},
            device_scale_factor=device.scale,
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            extra_http_headers={**headers, "Accept-Encoding": "gzip"} if only_gzip else headers,
        )
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        return context.new_page()
