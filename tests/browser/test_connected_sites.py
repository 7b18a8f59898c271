"""A reader comes from another site, allows it, goes back, and disconnects it later; staff register that site before."""

import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import problems
from tests.browser.reading import sign_in
from tests.browser.visiting import PHONE, Visitor
from tests.serving.running import RunningSite

pytestmark = pytest.mark.browser

BOSS = ("boss@courier.example", "Harbour-Boss-7")
ZOE = ("zoe@reader.example", "Sandgate-Lido-9")
MAKE = """
from standfirst.provider.models import ConnectedSite
site = ConnectedSite(id="forum{own}", name="Harbour Forum", type="public", skip_consent={own})
site.set_redirect_uris(["{back}"])
site.set_scopes(["openid", "profile", "email", "tier"])
site.save()
"""
CHALLENGE = "A" * 43


@pytest.fixture(scope="module")
def other_site() -> Iterator[str]:
    """The site that a reader comes from: it says welcome to whoever comes back."""

    class Welcome(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>x</title><h1>Welcome back to the forum</h1>")

        def log_message(self, *args: object) -> None:
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Welcome)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/back"
    server.shutdown()


@pytest.fixture(scope="module")
def ask(site: RunningSite, other_site: str) -> str:
    """The address that the forum sends readers to; with {own} filled in, whether it is the publisher's own."""
    for own in (True, False):
        site.run("standfirst.cli", "manage", "shell", "-c", MAKE.format(own=own, back=other_site))
    return (
        f"/openid/authorize/?client_id=forum{{own}}&redirect_uri={other_site}&response_type=code&state=s"
        f"&scope=openid+profile+email+tier&code_challenge={CHALLENGE}&code_challenge_method=S256"
    )


def sign_in_here(page: Page) -> None:
    page.get_by_label("Email address").fill(ZOE[0])
    page.get_by_label("Password", exact=True).fill(ZOE[1])
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_reader_signs_in_is_asked_allows_and_is_back_and_can_disconnect(
    visitor: Visitor, site: RunningSite, ask: str, script: bool
) -> None:
    page = visitor(PHONE, script=script)
    page.goto(ask.format(own=False))
    sign_in_here(page)
    expect(page.get_by_role("heading", name="Sign in to Harbour Forum with your account?")).to_be_visible()
    expect(page.get_by_text("Whether you are a subscriber")).to_be_visible()
    if script:
        assert not problems(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Allow").click()
    expect(page.get_by_role("heading", name="Welcome back to the forum")).to_be_visible()
    assert "code=" in page.url
    page.goto(f"{site.url}/account/connected-sites/")
    expect(page.get_by_text("Your name · Your email address · Whether you are a subscriber")).to_be_visible()
    if script:
        assert not problems(page)
    page.get_by_role("button", name="Disconnect Harbour Forum").click()
    expect(page.get_by_text("That site learns nothing new about you.")).to_be_visible()
    page.goto(site.url + ask.format(own=False))
    page.get_by_role("button", name="No").click()
    expect(page.get_by_role("heading", name="Welcome back to the forum")).to_be_visible()
    assert "error=access_denied" in page.url


def test_at_a_site_of_the_publishers_own_signing_in_leads_straight_back(
    visitor: Visitor, site: RunningSite, ask: str
) -> None:
    page = visitor()
    page.goto(ask.format(own=True))
    sign_in_here(page)
    expect(page.get_by_role("heading", name="Welcome back to the forum")).to_be_visible()
    page.goto(site.url + ask.format(own=True))
    expect(page.get_by_role("heading", name="Welcome back to the forum")).to_be_visible()


def test_a_site_that_is_not_set_up_is_said_so_in_plain_words(visitor: Visitor, ask: str) -> None:
    page = visitor(PHONE)
    page.goto(ask.format(own="x"))
    expect(page.get_by_role("heading", name="That site cannot sign you in")).to_be_visible()
    assert not problems(page)


def test_the_administrator_registers_a_site_and_sees_its_secret_once(visitor: Visitor, site: RunningSite) -> None:
    code = f"from standfirst.readers.models import Reader; Reader.objects.create_superuser{BOSS}"
    site.run("standfirst.cli", "manage", "shell", "-c", code)
    page = visitor()
    sign_in(page, *BOSS)
    page.goto("/admin/connected-sites/new/")
    page.get_by_label("Name", exact=False).first.fill("Shop")
    page.locator("[name=redirect_addresses]").fill("http://shop.example/cb")
    page.locator("form footer button[type=submit], form [type=submit].action-save").first.click()
    expect(page.get_by_text("it must be https")).to_be_visible()
    page.locator("[name=redirect_addresses]").fill("https://shop.example/cb")
    page.get_by_label("Email address").check()
    page.locator("form footer button[type=submit], form [type=submit].action-save").first.click()
    secret = page.locator("#secret").inner_text()
    assert len(secret) == 43
    page.get_by_role("button", name="Make a new secret").click()
    expect(page.locator("#secret")).not_to_have_text(secret)
