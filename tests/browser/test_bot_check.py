"""Our own bot check in the browser: nothing to see, nothing to solve, and it comes when somebody begins to write."""

import json
import re
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.axe import problems
from tests.browser.conftest import served
from tests.browser.reading import REGISTERED, create_account, fill_in, meets_the_wall, reads_on, somebody_new
from tests.browser.visiting import PHONE, Visitor
from tests.browser.weighing import KB, Scales
from tests.browser.weighing import sent as weighed
from tests.readers.botcheck.standing_in import StandIn

pytestmark = pytest.mark.browser

CHECK_WEIGHS = 4
"""KB of the two scripts of our check."""
WAITS = "Checking that you are a person. This takes a moment."
NOT_TOLD = "We could not tell that you are a person. Try again, or ask us to email you a link"


def proofs(page: Page) -> list[str]:
    """The proofs that forms of the page are sent with from now on."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith(("/register/", "/register/#register")):
            body = request.post_data or ""
            multipart = re.search(r'name="proof"\r\n\r\n(.*?)\r\n', body)
            sent.append(multipart[1] if multipart else parse_qs(body).get("proof", [""])[0])

    page.on("request", note)
    return sent


@pytest.mark.parametrize("place", ["wall", "page"])
def test_a_reader_sees_nothing_of_it_and_their_form_carries_a_proof(visitor: Visitor, place: str) -> None:
    page = visitor(PHONE)
    sent = proofs(page)
    if place == "wall":
        meets_the_wall(page, REGISTERED)
    else:
        page.goto(f"/register/?next={REGISTERED}")
    fill_in(page, somebody_new())
    create_account(page)
    reads_on(page) if place == "wall" else expect(page.locator("#continue")).to_be_visible()
    assert len(sent) == 1
    assert set(json.loads(b64decode(sent[0]))) == {"algorithm", "challenge", "number", "salt", "signature"}


def test_it_comes_with_the_first_focus_from_us_and_weighs_little(visitor: Visitor) -> None:
    page = visitor(PHONE)
    scales = Scales(page)
    page.goto(REGISTERED, wait_until="networkidle")
    asked = re.compile(r"bot-check|proof-of-work|/challenge/")
    assert not any(asked.search(url) for url in scales.kinds)
    before = set(scales.kinds)
    with page.expect_response(re.compile("proof-of-work")):
        page.get_by_label("Email address").focus()
    expect(page.locator("[name=proof]")).not_to_have_value("")
    came = [url for url in scales.kinds if url not in before and asked.search(url)]
    assert len(came) == 3
    assert len(scales.hosts) == 1
    assert sum(weighed(url) for url in came) / KB <= CHECK_WEIGHS


def test_who_is_quicker_than_the_check_is_told_to_wait_a_moment_and_then_goes_on(visitor: Visitor) -> None:
    page = visitor()
    sent = proofs(page)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/register/challenge/", hold)
    meets_the_wall(page, REGISTERED)
    fill_in(page, somebody_new())
    create_account(page)
    expect(page.get_by_role("status").filter(has_text=WAITS)).to_be_visible()
    create_account(page)
    assert sent == []
    assert problems(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    held[0].continue_()
    reads_on(page)
    assert len(sent) == 1
    assert sent[0]


def test_where_the_check_does_not_come_the_form_goes_as_it_does_without_script(visitor: Visitor) -> None:
    page = visitor()
    sent = proofs(page)
    page.route("**/register/challenge/", lambda route: route.abort())
    meets_the_wall(page, REGISTERED)
    fill_in(page, somebody_new())
    create_account(page)
    reads_on(page)
    assert sent == [""]


def spoilt(route: Route) -> None:
    """A challenge that is not ours: its answer is refused."""
    told = route.fetch().json()
    route.fulfill(json={**told, "signature": "x" * 43})


def test_who_is_taken_for_a_program_tries_again_or_goes_another_way(visitor: Visitor) -> None:
    page = visitor(PHONE)
    sent = proofs(page)
    page.route("**/register/challenge/", spoilt)
    meets_the_wall(page, REGISTERED)
    fill_in(page, somebody_new())
    create_account(page)
    expect(page.locator("#register-errors")).to_be_focused()
    expect(page.locator("#register-errors")).to_contain_text(NOT_TOLD)
    expect(page.get_by_label("Email address")).not_to_have_value("")
    assert problems(page) == []
    page.get_by_label("Password", exact=True).fill("Tulip9 orchard")
    page.get_by_role("button", name="Email me a link instead").press("Enter")
    reads_on(page)
    assert [bool(proof) for proof in sent] == [True, False]


def test_trying_again_brings_another_proof(visitor: Visitor) -> None:
    page = visitor()
    sent = proofs(page)
    page.route("**/register/challenge/", spoilt, times=1)
    meets_the_wall(page, REGISTERED)
    fill_in(page, somebody_new())
    create_account(page)
    expect(page.locator("#register-errors")).to_be_focused()
    page.get_by_label("Password", exact=True).fill("Tulip9 orchard")
    create_account(page)
    reads_on(page)
    assert len(set(sent)) == 2


def test_without_script_the_form_has_no_gap_and_registers(visitor: Visitor) -> None:
    page = visitor(PHONE, script=False)
    meets_the_wall(page, REGISTERED)
    policies = page.get_by_text("By creating an account you accept our")
    button, above = page.get_by_role("button", name="Create my account").bounding_box(), policies.bounding_box()
    assert button
    assert above
    assert button["y"] - above["y"] - above["height"] < 60, "the check takes no room"
    fill_in(page, somebody_new())
    create_account(page)
    expect(page.locator("#continue")).to_be_visible()


THEIR_SCRIPT = """
window.turnstile = { render(place, options) {
  const frame = document.createElement("iframe"), box = document.createElement("button");
  frame.title = "stand-in"; frame.hidden = true;
  Object.assign(box, { type: "button", textContent: `I am a person (${options.action})`,
    onclick() { options.callback("their-proof"); } });
  place.append(frame, box);
} };
"""


def test_a_third_party_is_asked_with_the_first_focus_and_its_answer_is_verified(
    demo: Path, visitor: Visitor, tmp_path: Path
) -> None:
    with StandIn() as provider:
        provider.says = (200, {"success": True, "hostname": "127.0.0.1", "action": "register"})
        running = served(
            demo, tmp_path / "data", web=1,
            environment={
                "STANDFIRST_BOT_CHECK": "turnstile",
                "STANDFIRST_BOT_CHECK_SITE_KEY": "the-site-key",
                "STANDFIRST_BOT_CHECK_SECRET": "the-secret",
                "STANDFIRST_BOT_CHECK_VERIFY_URL": provider.url,
            },
        )  # fmt: skip
        try:
            site = next(running)
            page = visitor()
            theirs = []

            def answer(route: Route) -> None:
                theirs.append(route.request.url)
                route.fulfill(body=THEIR_SCRIPT, content_type="text/javascript")

            page.route("https://challenges.cloudflare.com/**", answer)
            meets_the_wall(page, f"{site.url}{REGISTERED}")
            expect(page.get_by_text("This form is protected by Cloudflare Turnstile.")).to_be_visible()
            assert theirs == []
            fill_in(page, somebody_new())
            expect(page.get_by_role("button", name="I am a person (register)")).to_be_visible()
            create_account(page)
            expect(page.get_by_role("status").filter(has_text="Answer the check above")).to_be_visible()
            page.get_by_role("button", name="I am a person (register)").click()
            create_account(page)
            reads_on(page)
            assert len(theirs) == 1
            assert provider.asked == [{"secret": ["the-secret"], "response": ["their-proof"]}]
        finally:
            running.close()


def test_the_proof_is_what_a_program_makes_of_it_too(visitor: Visitor) -> None:
    """The worker's own sum is SHA-256: Python finds the same number."""
    page = visitor()
    page.goto("/register/")
    with page.expect_response("**/register/challenge/") as answer:
        page.get_by_label("Email address").focus()
    told = answer.value.json()
    expect(page.locator("[name=proof]")).not_to_have_value("")
    said = json.loads(b64decode(page.locator("[name=proof]").input_value()))
    assert all(said[name] == told[name] for name in ("algorithm", "challenge", "salt", "signature"))
    assert sha256(f"{told['salt']}{said['number']}".encode()).hexdigest() == told["challenge"]
