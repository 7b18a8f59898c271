"""What the tests of the provider share: sites, their questions, and the exchange of a code."""

import base64
import hashlib
import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.idp.oidc.models import Client as OidcClient
from django.test import Client

from standfirst.provider.models import ConnectedSite

SECRET = "the secret of a site of the tests"
BACK = "https://forum.example/auth/callback"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
ASK = "/openid/authorize/"


def a_site(name: str, *, app: bool = False, ours: bool = False, back: str = BACK, gets: str = "all") -> ConnectedSite:
    site = ConnectedSite(name=name, skip_consent=ours)
    site.type = OidcClient.Type.PUBLIC if app else OidcClient.Type.CONFIDENTIAL
    if not app:
        site.set_secret(SECRET)
    site.set_redirect_uris([back])
    site.set_scopes(["openid", *(["profile", "email", "tier"] if gets == "all" else gets.split())])
    site.save()
    return site


def question(site: ConnectedSite, **changed: str | None) -> str:
    """The address a browser is sent to; None leaves a parameter out."""
    asked = {
        "client_id": site.pk,
        "redirect_uri": site.get_redirect_uris()[0],
        "response_type": "code",
        "scope": "openid profile email tier",
        "state": "st-1",
        "nonce": "no-1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **changed,
    }
    return f"{ASK}?{urlencode({name: value for name, value in asked.items() if value is not None})}"


def address_of(answer: Any) -> str:
    """Where the browser is sent, by redirect or by the page that goes on."""
    if answer.status_code in {302, 303}:
        return str(answer["Location"])
    found = re.search(r'content="0;url=([^"]+)"', answer.content.decode())
    assert found, f"{answer.status_code}: goes nowhere"
    return unescape(found[1])


def told(answer: Any) -> dict[str, str]:
    """The parameters that the site is sent."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address_of(answer)).query).items()}


def allow(browser: Client, site: ConnectedSite, **changed: str | None) -> dict[str, str]:
    """Say yes on the page that asks; what the site is sent."""
    return told(browser.post(question(site, **changed), {"answer": "allow"}))


def exchange(site: ConnectedSite, code: str | None, **changed: str | None) -> Any:
    """The site's own request for a token. It has no cookies and no browser."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": site.get_redirect_uris()[0],
        "client_id": site.pk,
        "client_secret": SECRET if site.keeps_a_secret else None,
        "code_verifier": VERIFIER,
        **changed,
    }
    return Client(enforce_csrf_checks=True).post(
        "/openid/token/", {name: value for name, value in form.items() if value is not None}
    )


def a_token(browser: Client, site: ConnectedSite) -> str:
    """Of the reader who is signed in in ``browser``."""
    answer = exchange(site, allow(browser, site)["code"])
    assert answer.status_code == 200, answer.content
    return str(answer.json()["access_token"])


def who_is(token: str) -> Any:
    """What the site is told with a token."""
    return Client().get("/openid/userinfo/", headers={"Authorization": f"Bearer {token}"})


def claims_of(token: str) -> dict[str, Any]:
    answer = who_is(token)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = json.loads(answer.content)
    return found
