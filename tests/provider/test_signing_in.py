"""A site asks, the reader allows it, the site exchanges the code: and everybody who tries that otherwise is refused."""

import base64
from typing import Any

import pytest
from allauth.idp.oidc.models import Token
from django.test import Client

from standfirst.access.subscribing import grant
from standfirst.provider.models import Code, ConnectedSite, Connection
from standfirst.readers.models import Reader
from standfirst.readers.models.ledger import Act
from tests.provider.cast import (
    ASK,
    BACK,
    SECRET,
    VERIFIER,
    a_site,
    a_token,
    address_of,
    allow,
    claims_of,
    exchange,
    question,
    told,
    who_is,
)
from tests.readers.cast import PASSWORD, signed_in

pytestmark = pytest.mark.django_db


def test_the_reader_is_asked_says_yes_and_the_site_knows_what_it_may(browser: Client, forum: ConnectedSite) -> None:
    page = browser.get(question(forum))
    assert page.status_code == 200
    for words in ("The Forum", "Your name", "Your email address", "Whether you are a subscriber"):
        assert words in page.text
    assert not Connection.objects.exists()
    back = allow(browser, forum)
    assert back["state"] == "st-1"
    assert back["iss"] == "http://testserver"
    claims = claims_of(exchange(forum, back["code"]).json()["access_token"])
    connection = Connection.objects.get()
    assert claims == {
        "sub": str(connection.sub),
        "name": "Ann O’Neil",
        "given_name": "Ann",
        "family_name": "O’Neil",
        "email": "ann@example.com",
        "email_verified": True,
        "tier": "registered",
    }
    assert claims["sub"] not in {str(connection.reader.subject), str(connection.reader.pk)}


def test_who_has_said_yes_is_not_asked_again_unless_the_site_wants_more(browser: Client) -> None:
    site = a_site("The Forum")
    allow(browser, site, scope="openid email")
    assert "code" in told(browser.get(question(site, scope="openid email")))
    assert browser.get(question(site)).status_code == 200
    assert browser.get(question(site, scope="openid email", prompt="consent")).status_code == 200


def test_no_is_an_answer_and_leaves_nothing_behind(browser: Client, forum: ConnectedSite) -> None:
    answer = told(browser.post(question(forum), {"answer": "no"}))
    assert (answer["error"], answer["state"]) == ("access_denied", "st-1")
    assert not Connection.objects.exists()


def test_the_yes_is_in_the_ledger_in_the_words_of_the_page(browser: Client, forum: ConnectedSite) -> None:
    allow(browser, forum)
    act = Act.objects.get()
    assert (act.purpose, act.act) == (f"connected-site:{forum.pk}", "given")
    assert act.wording == "The Forum: Your name; Your email address; Whether you are a subscriber"


def test_a_site_of_the_publishers_own_is_not_asked_about(browser: Client) -> None:
    site = a_site("Shop", ours=True)
    assert "code" in told(browser.get(question(site)))
    assert Connection.objects.get().agreed == []
    assert not Act.objects.exists()


def test_who_is_not_signed_in_signs_in_first_and_then_goes_on(ann: Reader) -> None:
    site, browser = a_site("Shop", ours=True), Client()
    first = browser.get(question(site))
    assert first["Location"].startswith("/sign-in/?next=%2Fopenid%2Fauthorize%2F")
    form = {"email": ann.email, "password": PASSWORD, "next": browser.get(first["Location"]).context["next_path"]}
    page = browser.get(browser.post("/sign-in/", form)["Location"])
    assert page.status_code == 200, "a page: what a form leads to may not redirect to another site"
    assert exchange(site, told(page)["code"]).status_code == 200


def test_a_site_gets_what_it_may_have_and_what_nobody_has_is_left_out(browser: Client) -> None:
    site = a_site("The Forum", gets="tier")
    answer = exchange(site, allow(browser, site, scope="openid email tier offline_access phone")["code"]).json()
    assert answer["scope"] == "openid tier"
    assert set(claims_of(answer["access_token"])) == {"sub", "tier"}
    assert "refresh_token" not in answer


def test_the_tier_is_that_of_now(browser: Client, ann: Reader, forum: ConnectedSite) -> None:
    token = a_token(browser, forum)
    grant(ann.subject, source="staff")
    assert claims_of(token)["tier"] == "subscriber"


def test_each_site_knows_a_reader_by_another_name_and_always_by_the_same(browser: Client) -> None:
    one, other = a_site("One"), a_site("Other", back="https://other.example/")
    first, second = (claims_of(a_token(browser, site))["sub"] for site in (one, other))
    assert first != second
    assert claims_of(a_token(browser, one))["sub"] == first


# --- What is refused


@pytest.mark.parametrize(
    "redirect",
    [
        "https://evil.example/auth/callback",
        f"{BACK}/",
        f"{BACK}?x=1",
        f"{BACK}#x",
        BACK.replace("https", "http"),
        BACK.replace("forum", "FORUM"),
        BACK.replace("auth", "%61uth"),
        "https://forum.example@evil.example/auth/callback",
        "https://forum.example:444/auth/callback",
        "javascript:alert(1)",
        "//evil.example/",
        "",
        None,
    ],
)
def test_a_wrong_address_to_return_to_leads_nowhere(
    browser: Client, forum: ConnectedSite, redirect: str | None
) -> None:
    for answer in (
        browser.get(question(forum, redirect_uri=redirect)),
        browser.post(question(forum, redirect_uri=redirect), {"answer": "allow"}),
    ):
        assert answer.status_code == 400
        assert "evil.example" not in answer.text
        assert not answer.has_header("Location")
    assert not Code.objects.exists()


@pytest.mark.parametrize("who", ["", "nobody", "x" * 5_000, "a\x00b", "ü", "%00"])
def test_an_unknown_site_leads_nowhere(browser: Client, forum: ConnectedSite, who: str) -> None:
    assert browser.get(question(forum, client_id=who)).status_code == 400


def test_two_answers_to_one_question_lead_nowhere(browser: Client, forum: ConnectedSite) -> None:
    assert browser.get(f"{question(forum)}&redirect_uri=https://evil.example/").status_code == 400
    assert browser.get(f"{question(forum)}&client_id=x").status_code == 400


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unauthorized_client"),
        ({"response_type": "code id_token"}, "unauthorized_client"),
        ({"response_type": "none"}, "unauthorized_client"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"scope": "email"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"nonce": "n" * 501}, "invalid_request"),
        ({"prompt": "none"}, "consent_required"),
        ({"prompt": "none login"}, "invalid_request"),
    ],
)
def test_a_question_that_is_not_in_order_goes_back_with_its_error(
    browser: Client, forum: ConnectedSite, changed: dict[str, str | None], error: str
) -> None:
    answer = browser.get(question(forum, **changed))
    assert address_of(answer).startswith(BACK)
    assert told(answer)["error"] == error
    assert told(answer)["state"] == "st-1"
    assert not Code.objects.exists()


def test_nobody_is_shown_a_page_by_a_site_that_asks_silently(ann: Reader, forum: ConnectedSite) -> None:
    assert told(Client().get(question(forum, prompt="none")))["error"] == "login_required"
    browser = signed_in()
    allow(browser, forum)
    assert "code" in told(browser.get(question(forum, prompt="none")))
    other = a_site("Other", back="https://other.example/")
    assert told(browser.get(question(other, prompt="none")))["error"] == "consent_required"


def test_an_app_must_use_pkce(browser: Client) -> None:
    app = a_site("App", app=True, back="http://127.0.0.1:7777/back")
    assert told(browser.get(question(app, code_challenge=None, code_challenge_method=None)))["error"]
    code = allow(browser, app)["code"]
    assert exchange(app, code, code_verifier=None).status_code == 400
    assert exchange(app, allow(browser, app)["code"], code_verifier="w" * 64).status_code == 400
    assert exchange(app, allow(browser, app)["code"]).status_code == 200


def test_a_code_is_good_once_and_a_second_try_ends_what_the_first_got(browser: Client, forum: ConnectedSite) -> None:
    code = allow(browser, forum)["code"]
    token = exchange(forum, code).json()["access_token"]
    assert who_is(token).status_code == 200
    again = exchange(forum, code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert who_is(token).status_code == 401
    assert not Token.objects.exists()


def test_another_site_can_do_nothing_with_a_code_and_its_owner_still_can(browser: Client, forum: ConnectedSite) -> None:
    foreign = a_site("Foreign")
    code = allow(browser, forum)["code"]
    for changed in ({}, {"client_id": foreign.pk}, {"client_id": forum.pk, "client_secret": "wrong"}):
        answer = exchange(foreign, code, **changed)
        assert answer.status_code in {400, 401}, changed
        assert "access_token" not in answer.text
    assert exchange(forum, code).status_code == 200


def basic(site: ConnectedSite, secret: str = SECRET) -> str:
    return f"Basic {base64.b64encode(f'{site.pk}:{secret}'.encode()).decode()}"


def test_a_site_cannot_say_one_name_and_show_the_secret_of_another(browser: Client, forum: ConnectedSite) -> None:
    foreign = a_site("Foreign")
    code = allow(browser, forum)["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER}
    asked: Any = {**form, "client_id": forum.pk}
    answer = Client().post("/openid/token/", asked, headers={"Authorization": basic(foreign)})
    assert answer.status_code == 401
    assert Client().post("/openid/token/", form, headers={"Authorization": basic(forum)}).status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"client_secret": "wrong"},
        {"client_secret": None},
        {"redirect_uri": "https://evil.example/"},
        {"redirect_uri": None},
        {"code": "nothing"},
        {"code": None},
        {"code_verifier": "w" * 64},
        {"code_verifier": None},
        {"grant_type": "password"},
        {"grant_type": "refresh_token"},
        {"grant_type": "client_credentials"},
        {"grant_type": None},
        {"client_id": "a\x00b"},
    ],
)
def test_an_exchange_with_one_thing_wrong_gives_nothing(
    browser: Client, forum: ConnectedSite, changed: dict[str, str | None]
) -> None:
    answer = exchange(forum, **{"code": allow(browser, forum)["code"], **changed})
    assert answer.status_code in {400, 401}
    assert answer.json()["error"]
    assert not Token.objects.exists()


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x.y.z", "Bearer eyJ.eyJ.x", "Basic Og==", "Bearer " + "x" * 900]
)
def test_without_a_token_nobody_is_told_anything(db: None, header: str) -> None:
    answer = Client().get("/openid/userinfo/", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert "Bearer" in answer["WWW-Authenticate"]


def test_a_token_in_an_address_is_none(browser: Client, forum: ConnectedSite) -> None:
    assert Client().get(f"/openid/userinfo/?access_token={a_token(browser, forum)}").status_code == 401


def test_a_site_ends_its_own_tokens_and_nobody_elses(browser: Client, forum: ConnectedSite) -> None:
    foreign, token = a_site("Foreign"), a_token(browser, forum)
    for site, status in ((foreign, 200), (forum, 401)):
        form = {"token": token, "client_id": site.pk, "client_secret": SECRET}
        assert Client().post("/openid/revoke/", form).status_code == 200
        assert who_is(token).status_code == status


def test_guessing_is_counted_and_a_site_that_knows_its_secret_never_waits(
    browser: Client, forum: ConnectedSite
) -> None:
    for _ in range(3):
        assert who_is(a_token(browser, forum)).status_code == 200
    answers = [exchange(forum, "guess", client_secret="wrong") for _ in range(61)]
    assert [answer.status_code for answer in answers[:60]] == [401] * 60
    assert answers[60].status_code == 429
    assert int(answers[60]["Retry-After"]) > 0


def test_a_site_that_wants_proof_gets_a_fresh_one(browser: Client, forum: ConnectedSite) -> None:
    allow(browser, forum)
    answer = browser.get(question(forum, prompt="login"))
    assert answer["Location"].startswith("/account/prove/?next=")
    to = browser.get(answer["Location"]).context["next_path"]
    assert "max_age=60" in to
    assert "prompt" not in to
    done = browser.post("/account/prove/", {"password": PASSWORD, "next": to})
    assert "code" in told(browser.get(done["Location"]))
    assert told(browser.get(question(forum, prompt="none", max_age="0"))).keys() >= {"code"}


def test_an_address_too_long_to_come_back_to_is_said_before_signing_in(db: None, forum: ConnectedSite) -> None:
    assert Client().get(question(forum, state="s" * 2_000)).status_code == 400
    assert Client().get(ASK).status_code == 400
