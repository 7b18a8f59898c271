"""What a reader does in the browser, step by step, and what came over the wire meanwhile."""

import itertools
import re

from playwright.sync_api import Page, Route, expect

from standfirst.demo import reading

FREE = "/harbour/kittle-bridge-closes/"
REGISTERED = "/coast/flood-gates-tested/"
ANOTHER_REGISTERED = "/town/rents-at-eastmoor/"
PREMIUM = "/harbour/the-pilot/"
PASSWORD = "Tulip9 orchard"
NEW_PASSWORD = "Heron4 meadow"
_numbers = itertools.count(1)


def somebody_new() -> str:
    """An address that nobody has registered."""
    return f"ann.{next(_numbers)}@reader.example"


def behind_the_wall(path: str) -> list[str]:
    """Runs of words that stand only in the gated part of a demo article: one of each paragraph after the second."""
    (article,) = [one for one in reading.articles() if f"/{one.path}/" == path]
    plain = [part for part in article.words.split("\n\n") if part[0] not in "#>@-"]
    runs = [re.sub(r"[*“”‘’]", "", part)[:60] for part in plain[2:]]
    assert len(runs) > 3, "a gated part to look for"
    return [run.rpartition(" ")[0] for run in runs]


class Wire:
    """Every body that a page was sent."""

    def __init__(self, page: Page) -> None:
        self.bodies: list[str] = []
        page.route("**/*", self._take)

    def _take(self, route: Route) -> None:
        answer = route.fetch()
        self.bodies.append(f"{answer.url}\n{answer.body().decode('utf-8', 'replace')}")
        route.fulfill(response=answer)

    def holds(self, runs: list[str]) -> list[str]:
        """Which of ``runs`` came in any of the bodies."""
        assert self.bodies
        return [run for run in runs if any(run in re.sub(r"[*“”‘’]", "", body) for body in self.bodies)]


def fill_in(page: Page, address: str, **changed: str) -> None:
    """The form at the wall, with answers that are right but for what is changed."""
    told = {"email": address, "password": PASSWORD, "first_name": "Ann", "last_name": "O’Neil", **changed}
    for name, value in told.items():
        page.locator(f"#register [name={name}]").fill(value)
    page.locator("#register [name=over_18]").check()


def create_account(page: Page) -> None:
    page.get_by_role("button", name="Create my account").click()


def meets_the_wall(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading", name="Register free to keep reading")).to_be_visible()
    expect(page.locator("#continue")).to_have_count(0)


def reads_on(page: Page) -> None:
    expect(page.locator("#continue")).to_be_visible()
    expect(page.locator("#register")).to_have_count(0)


def newest_letter(page: Page, address: str, subject: str) -> str | None:
    """Where the newest mail to ``address`` whose subject holds ``subject`` is read, ``None`` before the first."""
    page.goto("/demo/mail/")
    wanted = page.locator(".letters li", has_text=address).filter(has_text=subject)
    return wanted.first.locator("a").get_attribute("href") if wanted.count() else None


def open_letter(page: Page, address: str, subject: str, known: str | None = None) -> None:
    """Open the newest mail to ``address`` whose subject holds ``subject``, as soon as one other than ``known`` came."""
    for _ in range(60):
        newest = newest_letter(page, address, subject)
        if newest not in (None, known):
            break
        page.wait_for_timeout(250)
    page.locator(".letters li", has_text=address).filter(has_text=subject).first.locator("a").click()


def follow_its_link(page: Page) -> None:
    """The first link in the text of the mail that is open."""
    page.locator(".letter-text a").first.click()


def sign_in(page: Page, address: str, password: str = PASSWORD) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.goto("/account/")
    page.locator("main").get_by_role("button", name="Sign out").click()


def with_an_account(page: Page) -> str:
    """Somebody who has just registered and confirmed the address; signed in."""
    address = somebody_new()
    meets_the_wall(page, REGISTERED)
    fill_in(page, address)
    create_account(page)
    reads_on(page)
    open_letter(page, address, "")
    follow_its_link(page)
    page.get_by_role("button", name="Confirm").first.click()
    return address
