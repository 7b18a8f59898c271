"""What is asked at the foot of the window: a policy that changed, what may load from others. Nothing is in the way."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from standfirst.demo import reading
from tests.browser.axe import problems
from tests.browser.conftest import served
from tests.browser.reading import FREE, sign_in
from tests.browser.visiting import DESKTOP, NARROW, PHONE, Device, Visitor
from tests.browser.weighing import shift
from tests.serving.running import RunningSite, free_port

pytestmark = pytest.mark.browser

READER = next(one for one in reading.newsroom()["accounts"] if "groups" not in one)
TODAY = date.today()
NEW_TERMS = f"""
from standfirst.newsroom.models import PolicyPage, PolicyVersion
page = PolicyPage.objects.get(kind="terms")
PolicyVersion.objects.create(page=page, number=9, text="<p>New words.</p>", effective_on="{TODAY}", material=True)
from standfirst.readers.models import Reader
Reader.objects.filter(email="{READER["email"]}").update(date_joined="{TODAY - timedelta(days=7)}T00:00:00Z")
"""
VERIFY = "standfirst.cli", "ledger", "verify"


@pytest.fixture(scope="module")
def elsewhere() -> int:
    """A port of this machine at which the script of somebody else would be; nobody listens there."""
    return free_port()


@pytest.fixture(scope="module")
def asking_site(demo: Path, elsewhere: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The demo with something of others and with new terms."""
    folder = tmp_path_factory.mktemp("asking")
    others = folder / "others.toml"
    parts = [
        f'[[party]]\nkind = "{kind}"\nname = "{name}"\nabout = "Counts or shows something."\n'
        f'keeps = "One number for a day."\nscript = "http://127.0.0.1:{elsewhere}/{kind}.js"\n'
        for kind, name in (("measurement", "Counting House"), ("embeds", "Squawk"))
    ]
    others.write_text("\n".join(parts), encoding="utf-8")
    for site in served(demo, folder / "data", web=1, environment={"STANDFIRST_THIRD_PARTIES": str(others)}):
        site.run("standfirst.cli", "manage", "shell", "-c", NEW_TERMS)
        yield site


@pytest.fixture
def visitor(browser: Browser, asking_site: RunningSite) -> Iterator[Visitor]:
    with Visitor(browser, asking_site.url) as visitor:
        yield visitor


class Asked:
    """The scripts of others that a page asks for; each is answered with one that does nothing."""

    def __init__(self, page: Page, elsewhere: int) -> None:
        self.paths: list[str] = []
        self._host = f"http://127.0.0.1:{elsewhere}/"
        page.on("request", self._note)
        page.route(f"{self._host}**", lambda route: route.fulfill(body="window.counted = true"))

    def _note(self, request: Request) -> None:
        if request.url.startswith(self._host):
            self.paths.append(request.url.removeprefix(self._host))


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_is_loaded_before_it_is_accepted_and_all_of_it_after(
    device: Device, visitor: Visitor, elsewhere: int
) -> None:
    page = visitor(device)
    asked = Asked(page, elsewhere)
    page.goto(FREE, wait_until="networkidle")
    expect(page.locator("#cookie-asking")).to_be_visible()
    assert (asked.paths, page.context.cookies(), shift(page)) == ([], [], 0)
    page.get_by_role("button", name="Accept all").click()
    expect(page.get_by_text("Your choice is saved.")).to_be_focused()
    page.wait_for_function("window.counted")
    assert sorted(asked.paths) == ["embeds.js", "measurement.js"]
    page.goto("/", wait_until="networkidle")
    expect(page.locator("#cookie-asking")).to_be_hidden()
    assert len(asked.paths) == 4


def test_to_refuse_takes_one_press_like_to_accept_and_nothing_loads(
    visitor: Visitor, elsewhere: int, asking_site: RunningSite
) -> None:
    page = visitor(PHONE)
    asked = Asked(page, elsewhere)
    page.goto(FREE)
    reject, accept = (page.get_by_role("button", name=name) for name in ("Reject all", "Accept all"))
    sizes = [box["height"] for box in (reject.bounding_box(), accept.bounding_box()) if box]
    assert sizes[0] == sizes[1] >= 44
    looks = "e => ['color', 'backgroundColor', 'fontSize', 'borderColor'].map(k => getComputedStyle(e)[k])"
    assert reject.evaluate(looks) == accept.evaluate(looks)
    reject.click()
    expect(page.get_by_text("Your choice is saved.")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.goto("/", wait_until="networkidle")
    expect(page.locator("#cookie-asking")).to_be_hidden()
    assert asked.paths == []
    assert "each as it was written" in asking_site.run(*VERIFY)


def test_the_notice_is_answered_by_keyboard_and_hides_nothing_that_is_focused(visitor: Visitor) -> None:
    page = visitor(PHONE)
    page.goto(FREE)
    expect(page.locator("#cookie-asking")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Reject all")).to_be_focused()
    foot = page.locator(".foot a").last
    foot.focus()
    bar, link = page.locator("#cookie-asking").bounding_box(), foot.bounding_box()
    assert bar
    assert link
    assert link["y"] + link["height"] <= bar["y"]
    page.get_by_role("button", name="Reject all").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your choice is saved.")).to_be_focused()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_choice_can_be_changed_at_any_time(script: bool, visitor: Visitor, elsewhere: int) -> None:
    page = visitor(PHONE, script=script)
    asked = Asked(page, elsewhere)
    page.goto(FREE)
    page.locator(".foot").get_by_role("link", name="Cookies").click()
    page.get_by_label("Measurement").check()
    page.get_by_role("button", name="Save my choice").click()
    expect(page.get_by_role("status")).to_have_text("Your choice is saved.")
    expect(page.get_by_label("Measurement")).to_be_checked()
    expect(page.get_by_label("Embedded content")).not_to_be_checked()
    page.goto("/", wait_until="networkidle")
    assert set(asked.paths) == ({"measurement.js"} if script else set())
    page.goto("/cookies/")
    page.locator("main").get_by_role("button", name="Reject all").click()
    expect(page.get_by_label("Measurement")).not_to_be_checked()
    before = len(asked.paths)
    page.goto("/", wait_until="networkidle")
    assert len(asked.paths) == before


def test_without_script_nothing_loads_and_so_nothing_is_asked(visitor: Visitor, elsewhere: int) -> None:
    page = visitor(PHONE, script=False)
    asked = Asked(page, elsewhere)
    page.goto(FREE, wait_until="networkidle")
    expect(page.locator("#cookie-asking")).to_be_hidden()
    assert (asked.paths, page.context.cookies()) == ([], [])


@pytest.mark.parametrize("path", [FREE, "/cookies/"])
def test_everybody_can_use_the_notice_and_the_page(path: str, visitor: Visitor) -> None:
    page = visitor(NARROW)
    page.goto(path)
    expect(page.get_by_role("button", name="Reject all").first).to_be_visible()
    assert problems(page) == []


def refuse(page: Page) -> None:
    """Answer the other question, so that it is not asked first."""
    page.goto("/cookies/")
    page.locator("main").get_by_role("button", name="Reject all").click()


def test_a_reader_is_asked_once_a_visit_to_read_new_terms_and_reads_on_meanwhile(visitor: Visitor) -> None:
    page = visitor(PHONE)
    refuse(page)
    sign_in(page, READER["email"], READER["password"])
    page.goto(FREE, wait_until="networkidle")
    asking = page.locator("#policy-asking")
    expect(asking).to_contain_text("We have changed our Terms of use.")
    assert shift(page) == 0
    assert problems(page) == []
    page.get_by_role("button", name="Not now").click()
    expect(asking).to_have_count(0)
    page.goto("/", wait_until="networkidle")
    expect(asking).to_have_count(0)


@pytest.mark.parametrize("script", [False, True], ids=["no script", "script"])
def test_a_reader_reads_the_new_terms_and_says_so(script: bool, visitor: Visitor, asking_site: RunningSite) -> None:
    number = 10 if script else 9
    if script:
        asking_site.run("standfirst.cli", "manage", "shell", "-c", NEW_TERMS.replace("number=9", f"number={number}"))
    page = visitor(PHONE, script=script)
    refuse(page)
    sign_in(page, READER["email"], READER["password"])
    if script:
        page.goto(FREE)
        page.locator("#policy-asking").get_by_role("link", name="See what changed").click()
    else:
        page.goto("/account/")
        page.get_by_role("link", name="See what changed").click()
    expect(page.get_by_text(f"I have read the Terms of use (version {number})")).to_be_visible()
    page.get_by_role("link", name="Read the Terms of use").click()
    expect(page.get_by_text("New words.")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="I have read it").click()
    expect(page.get_by_role("status")).to_contain_text("We have written down that you read it.")
    if script:
        assert problems(page) == []
    page.goto("/account/")
    expect(page.get_by_role("link", name="See what changed")).to_have_count(0)
    assert "each as it was written" in asking_site.run(*VERIFY)
