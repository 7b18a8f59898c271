"""Signing in with an account elsewhere: by setting alone, and with proof where an address has an account here."""

import re
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from standfirst import sign_in_providers
from standfirst.readers.models import Act, Reader
from tests.readers.cast import PASSWORD, Post, signed_in
from tests.readers.doors.cast import App, grow_old, is_signed_in
from tests.readers.doors.works import CLIENT, SECRET, Works, running

FINISH = "/sign-in/finish/"


@pytest.fixture
def works(db: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Works]:
    with running() as provider:
        for name, value in (("ID", CLIENT), ("SECRET", SECRET), ("ISSUER", provider.issuer), ("TITLE", "The Works")):
            monkeypatch.setenv(f"STANDFIRST_SIGN_IN_WORKS_{name}", value)
        settings.STANDFIRST_SIGN_IN_WITH = ["works"]
        settings.SOCIALACCOUNT_PROVIDERS = sign_in_providers.settings_of(["works"])
        yield provider


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


def through(browser: Client, at: str = "/sign-in/with/works/", to: str = "") -> Any:
    """Press the button, be let in there, come back; the answer to that."""
    page = browser.post(at, {"next": to})
    assert page.status_code == 200
    there = re.search(r'<a class="button" href="([^"]+)"', page.content.decode())
    assert there is not None
    try:
        urllib.request.build_opener(_Stay).open(there[1].replace("&amp;", "&"))
    except urllib.error.HTTPError as answer:
        back = urlsplit(answer.headers["Location"])
    return browser.get(f"{back.path}?{back.query}")


def test_nothing_is_shown_and_nobody_is_asked_where_nothing_is_set_up(db: None) -> None:
    assert "/sign-in/with/" not in Client().get("/sign-in/").content.decode()
    assert Client().post("/sign-in/with/works/").status_code == 404
    assert Client().get("/sign-in/with/works/back/?code=a&state=b").status_code == 404


def test_looking_at_the_page_asks_nobody(works: Works) -> None:
    page = Client().get("/sign-in/").content.decode()
    assert "Sign in with The Works" in page
    assert works.issuer not in page
    assert works.asked == []
    assert Client().get("/sign-in/with/works/").status_code == 405


def test_somebody_new_is_asked_what_every_reader_is_asked_and_then_has_an_account(works: Works, post: Post) -> None:
    works.is_("7", "eve@example.com", given_name="Eve", family_name="D’Arcy", picture="https://works.example/eve.png")
    browser = Client()
    assert through(browser, to="/harbour/#continue")["Location"] == FINISH
    page = browser.get(FINISH).content.decode()
    assert 'value="Eve"' in page
    assert "eve@example.com" in page
    assert not Reader.objects.exists()
    assert browser.post(FINISH, {"first_name": "Eve", "last_name": "D’Arcy"}).status_code == 422
    said = {"first_name": "Eve", "last_name": "D’Arcy", "over_18": "on", "email": "other@example.com"}
    answer = browser.post(FINISH, said)
    assert (answer.status_code, answer["Location"]) == (303, "/harbour/#continue")
    assert is_signed_in(browser)
    eve = Reader.objects.get()
    assert (eve.email, eve.has_usable_password()) == ("eve@example.com", False)
    assert Act.objects.filter(purpose="age").count() == 1
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()
    again = Client()
    assert through(again, to="/harbour/#continue")["Location"] == "/harbour/#continue"
    assert is_signed_in(again)
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize("verified", [True, False])
def test_an_account_with_the_same_address_is_connected_only_with_the_code_that_went_there(
    verified: bool, works: Works, ann: Reader, post: Post
) -> None:
    works.is_("7", "Ann@example.com", verified=verified)
    browser = Client()
    assert through(browser)["Location"] == FINISH
    assert not SocialAccount.objects.exists()
    assert not is_signed_in(browser)
    assert browser.post(FINISH, {"first_name": "A", "last_name": "B", "over_18": "on"}).status_code == 422
    assert browser.post(FINISH, {"code": post.code()}).status_code == 303
    assert is_signed_in(browser)
    assert SocialAccount.objects.get().user == ann
    assert "Another way to sign in was connected" in str(post.latest.body)


def test_an_address_that_the_other_site_has_not_confirmed_is_proven_here_first(works: Works, post: Post) -> None:
    works.is_("7", "eve@example.com", verified=False)
    browser = Client()
    through(browser)
    assert "Enter the code" in browser.get(FINISH).content.decode()
    assert browser.post(FINISH, {"code": post.code()})["Location"] == FINISH
    assert "Almost done" in browser.get(FINISH).content.decode()


def test_without_an_address_the_page_says_what_to_do(works: Works) -> None:
    works.is_("7")
    browser = Client()
    assert through(browser)["Location"] == FINISH
    assert "did not tell us your email address" in browser.get(FINISH).content.decode()


def test_a_second_factor_is_asked_for_after_another_door_too(works: Works, ann: Reader) -> None:
    SocialAccount.objects.create(user=ann, provider="works", uid="7")
    app = App(ann)
    works.is_("7", "ann@example.com")
    browser = Client()
    assert through(browser)["Location"] == "/sign-in/second-step/"
    assert not is_signed_in(browser)
    assert browser.post("/sign-in/second-step/", {"code": app.shows()}).status_code == 303
    assert is_signed_in(browser)


def test_a_closed_account_does_not_open_by_another_door(works: Works, ann: Reader) -> None:
    SocialAccount.objects.create(user=ann, provider="works", uid="7")
    Reader.objects.update(is_active=False)
    works.is_("7", "ann@example.com")
    browser = Client()
    assert through(browser)["Location"] == "/sign-in/?door=closed"
    assert not is_signed_in(browser)


def test_a_reader_connects_and_disconnects_with_fresh_proof(works: Works, ann: Reader, post: Post) -> None:
    browser = signed_in()
    works.is_("7", "somebody.else@example.com")
    assert through(browser, "/account/security/doors/works/")["Location"] == "/account/security/?saved=door"
    connection = SocialAccount.objects.get()
    assert connection.user == ann
    assert "Disconnect The Works" in browser.get("/account/security/").content.decode()
    grow_old(browser, 16)
    for path in ("/account/security/doors/works/", "/account/security/doors/remove/"):
        assert browser.post(path, {"connection": connection.pk})["Location"].startswith("/account/prove/")
    browser.post("/account/prove/", {"password": PASSWORD})
    browser.post("/account/security/doors/remove/", {"connection": connection.pk})
    assert not SocialAccount.objects.exists()


def test_what_opens_one_account_is_not_connected_with_another(works: Works, ann: Reader) -> None:
    bob = Reader.objects.create_user("bob@example.com", PASSWORD)
    SocialAccount.objects.create(user=bob, provider="works", uid="7")
    works.is_("7", "bob@example.com")
    assert through(signed_in(), "/account/security/doors/works/")["Location"].endswith("?saved=taken")
    assert SocialAccount.objects.get().user == bob


def test_an_answer_that_was_not_asked_for_in_this_browser_opens_nothing(works: Works, ann: Reader) -> None:
    SocialAccount.objects.create(user=ann, provider="works", uid="7")
    works.is_("7", "ann@example.com")
    page = Client().post("/sign-in/with/works/").content.decode()
    there = re.search(r'<a class="button" href="([^"]+)"', page)
    assert there is not None
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.build_opener(_Stay).open(there[1].replace("&amp;", "&"))
    back = urlsplit(answer.value.headers["Location"])
    victim = Client()
    assert victim.get(f"{back.path}?{back.query}")["Location"] == "/sign-in/?door=closed"
    assert victim.get("/sign-in/with/works/back/?error=access_denied")["Location"] == "/sign-in/?door=closed"
    assert not is_signed_in(victim)


def test_a_site_that_does_not_answer_is_said_and_the_other_ways_stay(works: Works, settings: LazySettings) -> None:
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps[0]["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = Client().post("/sign-in/with/works/")
    assert answer.status_code == 503
    assert "The Works does not answer at the moment" in answer.content.decode()


@pytest.mark.parametrize("doors", ["Works", "a/b", "a,a", "wörks"])
def test_a_name_that_cannot_be_stops_the_start(doors: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDFIRST_SIGN_IN_WITH", doors)
    with pytest.raises(ImproperlyConfigured):
        sign_in_providers.names()


def test_a_setting_that_is_missing_stops_the_start_and_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match="STANDFIRST_SIGN_IN_GOOGLE_ID"):
        sign_in_providers.settings_of(["google"])
