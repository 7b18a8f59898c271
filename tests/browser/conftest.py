"""A real site with the demo newsroom, and a real browser in front of it."""

import fcntl
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visiting import Visitor, chromium, launched
from tests.serving.running import RunningSite


# Playwright keeps an event loop running in this thread for as long as it lives, and beside one Django refuses the
# database: so browser and sites end with the last test of this package, before those of other packages go on.
@pytest.fixture(scope="package")
def demo() -> Path:
    """The data folder of a demo newsroom that no site serves; made once a run, whichever process needs it first."""
    scratch = Path(os.environ["STANDFIRST_TEST_RUN"])
    folder = scratch / "demo"
    with (scratch / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        RunningSite(folder).run("standfirst.cli", "demo", "--build-only")
    return folder


@pytest.fixture(scope="package")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The demo as readers meet it: two web processes and a worker, on data of its own."""
    yield from served(demo, tmp_path_factory.mktemp("site") / "data", web=2)


@pytest.fixture(scope="package")
def gallery(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The same site in debug, for the gallery of components."""
    yield from served(demo, tmp_path_factory.mktemp("gallery") / "data", web=1, debug=True)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium of this machine. It reaches nothing but this machine."""
    with sync_playwright() as playwright:
        running = launched(playwright, chromium())
        yield running
        running.close()


@pytest.fixture
def visitor(browser: Browser, site: RunningSite) -> Iterator[Visitor]:
    """Opens pages of the site: ``visitor(PHONE, script=False)`` is somebody new, with no cookie of ours."""
    with Visitor(browser, site.url) as visitor:
        yield visitor


def served(
    demo: Path, data: Path, *, web: int, debug: bool = False, environment: dict[str, str] | None = None
) -> Generator[RunningSite, None, None]:
    """The demo on a copy of its data, until its tests are over."""
    shutil.copytree(demo, data)
    environment = {
        "STANDFIRST_DEMO": "on",
        "STANDFIRST_DEBUG": "on" if debug else "off",
        "STANDFIRST_BOT_CHECK": "altcha",
        # Each visitor says an address of their own, so that no limit for one source is reached by all of them together.
        "STANDFIRST_TRUSTED_PROXIES": "127.0.0.1",
        **(environment or {}),
    }
    running = RunningSite(data, environment=environment, web=web)
    try:
        yield running.start()
    finally:
        running.stop()
