"""Each provider's answers, from a stand-in on this machine: what counts as a person, a program, and no answer."""

from typing import Any

import pytest

from standfirst.readers.botcheck.checks import Down
from standfirst.readers.botcheck.providers import PROVIDERS
from standfirst.readers.botcheck.third_party import ThirdParty
from tests.readers.botcheck.standing_in import StandIn

HOST = "news.example"
NAMES = tuple(PROVIDERS)
GOOD: dict[str, Any] = {"success": True, "hostname": HOST, "action": "register", "score": 0.7}
each = pytest.mark.parametrize("name", NAMES)


def asking(name: str, provider: StandIn, deadline: float = 5) -> ThirdParty:
    """The check of that name, which asks the stand-in."""
    return ThirdParty(
        PROVIDERS[name], site_key="a/key", secret="the-secret", hosts=[HOST], least_score=0.5, verify_at=provider.url,
        deadline=deadline,
    )  # fmt: skip


@each
def test_a_person_passes_and_the_provider_is_told_no_more_than_it_needs(name: str, provider: StandIn) -> None:
    provider.says = (200, GOOD)
    assert asking(name, provider).passes("their+proof=") is True
    assert provider.asked == [{"secret": ["the-secret"], "response": ["their+proof="]}]


@each
@pytest.mark.parametrize("codes", [["invalid-input-response"], ["timeout-or-duplicate"], [], None, "odd", [{}]])
def test_a_program_does_not_pass(name: str, codes: Any, provider: StandIn) -> None:
    provider.says = (200, {"success": False, "error-codes": codes})
    assert asking(name, provider).passes("proof") is False


@each
@pytest.mark.parametrize("host", ["elsewhere.example", "", None, 7, "news.example.evil.example"])
def test_a_proof_that_was_made_on_another_site_does_not_pass(name: str, host: Any, provider: StandIn) -> None:
    provider.says = (200, {**GOOD, "hostname": host})
    assert asking(name, provider).passes("proof") is False


@pytest.mark.parametrize("name", ["recaptcha-v3", "turnstile"])
@pytest.mark.parametrize("action", ["sign-in", "", None])
def test_a_proof_for_another_form_does_not_pass(name: str, action: Any, provider: StandIn) -> None:
    provider.says = (200, {**GOOD, "action": action})
    assert asking(name, provider).passes("proof") is False


@pytest.mark.parametrize(("score", "passes"), [(0.5, True), (1, True), (0.49, False), (0, False)])
def test_the_score_must_be_what_the_publisher_asks(score: float, passes: bool, provider: StandIn) -> None:
    provider.says = (200, {**GOOD, "score": score})
    assert asking("recaptcha-v3", provider).passes("proof") is passes


@pytest.mark.parametrize("score", [None, "0.9", True])
def test_an_answer_without_the_score_that_was_asked_for_is_none(score: Any, provider: StandIn) -> None:
    provider.says = (200, {**GOOD, "score": score})
    with pytest.raises(Down, match="no score"):
        asking("recaptcha-v3", provider).passes("proof")


GARBAGE: list[tuple[int, Any]] = [
    (500, {"success": True, "hostname": HOST}),
    (429, b"slow down"),
    (404, b""),
    (200, b"<html>a page</html>"),
    (200, b"\xff\xfe\x00"),
    (200, b"[" * 60_000),
    (200, [GOOD]),
    (200, {}),
    (200, {**GOOD, "success": "true"}),
    (200, {"success": False, "error-codes": ["invalid-input-secret"]}),
    (200, b"{" + b" " * 200_000 + b"}"),
]


@each
@pytest.mark.parametrize("says", GARBAGE, ids=lambda says: f"{says[0]} {str(says[1])[:30]}")
def test_whatever_else_it_answers_is_no_answer(name: str, says: tuple[int, Any], provider: StandIn) -> None:
    provider.says = says
    with pytest.raises(Down) as told:
        asking(name, provider).passes("their-proof")
    assert "their-proof" not in str(told.value)
    assert "the-secret" not in str(told.value)


@pytest.mark.parametrize("how", ["silent", "drips"])
def test_who_answers_too_slowly_has_not_answered(how: str, provider: StandIn) -> None:
    setattr(provider, how, True)
    with pytest.raises(Down, match=r"within 0\.3 seconds"):
        asking("hcaptcha", provider, deadline=0.3).passes("proof")


def test_the_secret_follows_no_redirect(provider: StandIn) -> None:
    with StandIn() as elsewhere:
        elsewhere.says = (200, GOOD)
        provider.says, provider.location = (302, b"moved"), elsewhere.url
        with pytest.raises(Down):
            asking("turnstile", provider).passes("proof")
        assert elsewhere.asked == []


def test_nobody_there_is_no_answer(provider: StandIn) -> None:
    check = asking("hcaptcha", provider)
    check.verify_at = "http://127.0.0.1:9/siteverify"
    with pytest.raises(Down, match="URLError"):
        check.passes("proof")


def test_a_site_key_cannot_leave_its_place_in_the_address_of_the_script(provider: StandIn) -> None:
    assert asking("recaptcha-v3", provider).widget.script.endswith("api.js?render=a%2Fkey")
