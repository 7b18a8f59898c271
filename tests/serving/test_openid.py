"""
Another site signs readers in, as sites do: Authlib's client over real HTTP, against a site of several web processes.
The reader's browser is httpx with its cookies.
"""

import re
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any

import httpx
import pytest
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.serving.conftest import MakeSite
from tests.serving.running import RunningSite

SECRET, PASSWORD = "a secret that only the shop knows", "Tulip9 orchard"
BACK = "http://127.0.0.1:9/callback"
MAKE = f"""
from standfirst.provider.models import ConnectedSite
from standfirst.readers.models import Reader
Reader.objects.create_user("ann@example.com", "{PASSWORD}", first_name="Ann", last_name="O’Neil")
for name, kind in (("shop", "confidential"), ("foreign", "confidential"), ("app", "public")):
    site = ConnectedSite(id=name, name=name.title(), type=kind, skip_consent=name == "foreign")
    if kind == "confidential":
        site.set_secret("{SECRET}")
    site.set_redirect_uris(["{BACK}"])
    site.set_scopes(["openid", "profile", "email", "tier"])
    site.save()
"""


@pytest.fixture(scope="module")
def served(make_site: MakeSite) -> RunningSite:
    site = make_site("openid", environment={"STANDFIRST_LOG_LEVEL": "DEBUG"}, web=3)
    site.run("standfirst.cli", "manage", "shell", "-c", MAKE)
    return site.start()


@pytest.fixture(scope="module")
def published(served: RunningSite) -> dict[str, Any]:
    """What a site finds out from the one address that it is given."""
    found: dict[str, Any] = httpx.get(f"{served.url}/.well-known/openid-configuration").json()
    assert found["issuer"] == served.url
    return found


@pytest.fixture
def browser(served: RunningSite) -> Iterator[httpx.Client]:
    """Nobody is signed in."""
    with httpx.Client(base_url=served.url, timeout=60) as browser:
        yield browser


def a_client(name: str) -> OAuth2Client:
    how: dict[str, Any] = {"token_endpoint_auth_method": "none"} if name == "app" else {"client_secret": SECRET}
    return OAuth2Client(
        client_id=name, redirect_uri=BACK, scope="openid profile email tier", code_challenge_method="S256", timeout=60,
        **how,
    )  # fmt: skip


def sign_in_at(browser: httpx.Client, where: str, *, answer: str = "allow") -> str:
    """Follow a site's question through sign-in and consent, as a person does; the address that leads back to it."""
    page = browser.get(where)
    if page.status_code == 303 and "/sign-in/" in page.headers["location"]:
        form = browser.get(page.headers["location"]).text
        to = unescape(re.search(r'name="next" value="([^"]+)"', form)[1])  # type: ignore[index]
        told = {"email": "ann@example.com", "password": PASSWORD, "next": to}
        done = browser.post("/sign-in/", data=told, headers={"Sec-Fetch-Site": "same-origin"})
        assert done.status_code == 303, done.text
        page = browser.get(done.headers["location"])
    if "Allow" in page.text:
        action = unescape(re.search(r'<form method="post" action="(/openid/[^"]+)"', page.text)[1])  # type: ignore[index]
        page = browser.post(action, data={"answer": answer}, headers={"Sec-Fetch-Site": "same-origin"})
    if page.status_code == 303:
        return str(page.headers["location"])
    return unescape(re.search(r'content="0;url=([^"]+)"', page.text)[1])  # type: ignore[index]


def ask(client: OAuth2Client, published: dict[str, Any], verifier: str, **more: str) -> str:
    address, _state = client.create_authorization_url(
        published["authorization_endpoint"], code_verifier=verifier, nonce="n-1", **more
    )
    return str(address)


def fetch(client: OAuth2Client, published: dict[str, Any], back: str, verifier: str) -> dict[str, Any]:
    told: dict[str, Any] = client.fetch_token(
        published["token_endpoint"], authorization_response=back, code_verifier=verifier
    )
    return told


@pytest.mark.parametrize("name", ["shop", "app"])
def test_a_reader_signs_in_at_another_site_with_pkce(
    served: RunningSite, published: dict[str, Any], browser: httpx.Client, name: str
) -> None:
    verifier = secrets.token_urlsafe(48)
    with a_client(name) as client:
        back = sign_in_at(browser, ask(client, published, verifier))
        assert back.startswith(f"{BACK}?")
        token = fetch(client, published, back, verifier)
        known = KeySet.import_key_set(httpx.get(published["jwks_uri"]).json())
        claims = jwt.decode(token["id_token"], known, algorithms=["RS256"]).claims
        assert (claims["iss"], claims["aud"], claims["nonce"]) == (served.url, name, "n-1")
        who = client.get(published["userinfo_endpoint"]).json()
        assert who["sub"] == claims["sub"]
        assert (who["name"], who["email"], who["tier"]) == ("Ann O’Neil", "ann@example.com", "registered")
        # The second time nobody is asked anything.
        again = sign_in_at(browser, ask(client, published, verifier, prompt="none"))
        assert fetch(client, published, again, verifier)["id_token"]
        assert client.revoke_token(published["revocation_endpoint"], token["access_token"]).status_code == 200
        gone = httpx.get(published["userinfo_endpoint"], headers={"Authorization": f"Bearer {token['access_token']}"})
        assert gone.status_code == 401


def test_a_wrong_address_a_foreign_site_and_a_wrong_verifier_are_refused(
    published: dict[str, Any], browser: httpx.Client
) -> None:
    verifier = secrets.token_urlsafe(48)
    with a_client("shop") as shop, a_client("foreign") as foreign:
        wrong = ask(shop, published, verifier, redirect_uri="https://evil.example/")
        answer = browser.get(wrong.replace("127.0.0.1%3A9%2Fcallback", "evil.example%2F"))
        assert answer.status_code == 400
        assert "evil.example" not in answer.text
        back = sign_in_at(browser, ask(shop, published, verifier))
        with pytest.raises(OAuthError, match="invalid_grant"):
            fetch(foreign, published, back, verifier)
        assert fetch(shop, published, back, verifier)["access_token"]
        back = sign_in_at(browser, ask(shop, published, verifier))
        with pytest.raises(OAuthError, match="invalid_grant"):
            fetch(shop, published, back, secrets.token_urlsafe(48))
        no = sign_in_at(browser, ask(shop, published, verifier, prompt="consent"), answer="no")
        assert httpx.URL(no).params["error"] == "access_denied"
        assert "code" not in httpx.URL(no).params


def test_of_many_who_show_one_code_at_once_to_several_processes_nobody_keeps_a_token(
    published: dict[str, Any], browser: httpx.Client
) -> None:
    verifier = secrets.token_urlsafe(48)
    with a_client("shop") as client:
        code = httpx.URL(sign_in_at(browser, ask(client, published, verifier))).params["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": verifier}

    def show(_number: int) -> httpx.Response:
        return httpx.post(published["token_endpoint"], data=form, auth=("shop", SECRET), timeout=60)

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(show, range(12)))
    given = [answer.json()["access_token"] for answer in answers if answer.status_code == 200]
    assert len(given) <= 1
    assert {answer.status_code for answer in answers} <= {200, 400}
    for token in given:
        told = httpx.get(published["userinfo_endpoint"], headers={"Authorization": f"Bearer {token}"})
        assert told.status_code == 401, "a code that was shown twice opens nothing"


def test_the_log_at_its_most_talkative_holds_no_code_no_token_and_no_secret(
    served: RunningSite, published: dict[str, Any], browser: httpx.Client
) -> None:
    verifier = secrets.token_urlsafe(48)
    with a_client("shop") as client:
        back = sign_in_at(browser, ask(client, published, verifier))
        token = fetch(client, published, back, verifier)
        client.get(published["userinfo_endpoint"])
    httpx.get(f"{published['userinfo_endpoint']}?access_token={token['access_token']}")
    log = served.log.read_text(encoding="utf-8", errors="replace")
    secret = [token["access_token"], token["id_token"], verifier, SECRET, "ann@example.com", PASSWORD]
    for word in [*secret, httpx.URL(back).params["code"]]:
        assert word not in log
    assert "/openid/userinfo/" in log
