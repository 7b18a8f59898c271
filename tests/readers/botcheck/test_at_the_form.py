"""What a page holds of a check: its notice, its widget and its hosts, and only of the one that was chosen."""

import pytest
from django.conf import LazySettings
from django.test import Client

from standfirst.frontdoor.guests import CHECKS, guests_of
from standfirst.frontdoor.security_headers import security_headers
from standfirst.readers.botcheck.providers import PROVIDERS

NOTICES = {"recaptcha-v2": "reCAPTCHA", "recaptcha-v3": "reCAPTCHA", "hcaptcha": "hCaptcha", "turnstile": "Turnstile"}
THEIRS = ("google.com", "hcaptcha.com", "cloudflare.com")


def page_with(check: str, settings: LazySettings) -> str:
    settings.STANDFIRST_BOT_CHECK = check
    settings.STANDFIRST_BOT_CHECK_SITE_KEY = "the-site-key"
    settings.STANDFIRST_BOT_CHECK_SECRET = "the-secret"
    return str(Client().get("/register/").content.decode())


def policy_with(check: str) -> str:
    return dict(security_headers(https=True, guests=guests_of(check)))["Content-Security-Policy"]


def test_every_check_that_can_be_chosen_has_its_hosts_and_its_class() -> None:
    assert set(CHECKS) == {"none", "altcha", *PROVIDERS}


@pytest.mark.parametrize("check", NOTICES)
def test_a_third_partys_notice_stands_at_the_form(check: str, settings: LazySettings, db: None) -> None:
    page = page_with(check, settings)
    assert f"This form is protected by {'Cloudflare ' * (check == 'turnstile')}{NOTICES[check]}." in page
    assert page.count('rel="noopener"') == 2
    assert f'data-bot-check="{check}"' in page
    assert "the-site-key" in page
    assert "the-secret" not in page
    assert '<script src="https:' not in page, "it comes with the first focus"


@pytest.mark.parametrize("check", ["none", "altcha"])
def test_without_a_third_party_nothing_is_said_and_nobody_else_named(
    check: str, settings: LazySettings, db: None
) -> None:
    page = page_with(check, settings)
    assert "protected by" not in page
    assert not any(host in page for host in THEIRS)
    assert ("data-bot-check" in page) is (check == "altcha")


@pytest.mark.parametrize("check", CHECKS)
def test_a_host_is_let_in_only_with_the_check_that_brings_it(check: str) -> None:
    named = {host for host in THEIRS if host in policy_with(check)}
    wanted = {"hcaptcha": {"hcaptcha.com"}, "turnstile": {"cloudflare.com"}}
    assert named == wanted.get(check, {"google.com"} if check.startswith("recaptcha") else set())
    assert "unsafe" not in policy_with(check)


@pytest.mark.parametrize("check", PROVIDERS)
def test_what_a_check_loads_is_let_in_by_its_policy(check: str) -> None:
    (scripts,) = [part for part in policy_with(check).split("; ") if part.startswith("script-src ")]
    allowed = [source.replace("https://*.", "https://js.") for source in scripts.split()]
    assert any(PROVIDERS[check].script.startswith(source) for source in allowed)


def test_the_form_is_the_same_for_everybody(altcha: None, db: None) -> None:
    first, second = (Client().get("/register/").content.decode() for _ in range(2))
    assert (
        first.partition("data-bot-check")[2].partition("</div>")[0]
        == (second.partition("data-bot-check")[2].partition("</div>")[0])
    )
