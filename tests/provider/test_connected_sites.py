"""The reader sees where their account signs them in, and ends it; and what ends it without them."""

from typing import Any

import pytest
from django.test import Client

from standfirst.desk.banning import ban, lift
from standfirst.desk.merging import merge
from standfirst.holdings import holdings
from standfirst.provider.models import ConnectedSite, Connection
from standfirst.readers.models import Reader
from standfirst.readers.models.ledger import Act
from standfirst.rights.archiving import person_of
from tests.provider.cast import a_site, a_token, allow, claims_of, exchange, question, told, who_is
from tests.readers.cast import PASSWORD, Post, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/account/connected-sites/"


def test_the_reader_sees_a_site_with_what_it_knows_and_disconnects_it(browser: Client, forum: ConnectedSite) -> None:
    assert "None. When you sign in" in browser.get(PAGE).text
    token = a_token(browser, forum)
    sub = claims_of(token)["sub"]
    page = browser.get(PAGE).text
    assert "The Forum" in page
    assert "Your name · Your email address · Whether you are a subscriber" in page
    pk = Connection.objects.get().pk
    assert browser.post(PAGE, {"connection": str(pk)}).status_code == 303
    assert who_is(token).status_code == 401
    assert "The Forum" not in browser.get(PAGE).text
    assert [act.act for act in Act.objects.all()] == ["given", "withdrawn"]
    assert browser.get(question(forum)).status_code == 200, "asked anew"
    assert claims_of(a_token(browser, forum))["sub"] == sub, "known again"


def test_a_code_on_its_way_is_worth_nothing_once_disconnected(browser: Client, forum: ConnectedSite) -> None:
    code = allow(browser, forum)["code"]
    browser.post(PAGE, {"connection": str(Connection.objects.get().pk)})
    assert exchange(forum, code).status_code == 400


def test_nobody_ends_the_connection_of_somebody_else(browser: Client, forum: ConnectedSite) -> None:
    token = a_token(browser, forum)
    Reader.objects.create_user("bea@example.com", PASSWORD)
    for asked in (str(Connection.objects.get().pk), "x", "", "9" * 30):
        signed_in("bea@example.com").post(PAGE, {"connection": asked})
    assert who_is(token).status_code == 200
    assert Client().get(PAGE).status_code == 303


def test_signing_out_everywhere_else_ends_tokens_and_codes(browser: Client, forum: ConnectedSite) -> None:
    token, code = a_token(browser, forum), allow(browser, forum)["code"]
    browser.post("/account/sessions/", {"browser": "others"})
    assert who_is(token).status_code == 401
    assert exchange(forum, code).status_code == 400
    assert "code" in told(browser.get(question(forum))), "they stay connected"


def test_a_new_password_ends_what_was_opened_with_the_old(
    browser: Client, ann: Reader, forum: ConnectedSite, post: Post
) -> None:
    token, code = a_token(browser, forum), allow(browser, forum)["code"]
    stranger = Client()
    stranger.post("/forgotten-password/", {"email": ann.email})
    opened = stranger.post(post.link(), {"password": "Heron4 meadow"})
    assert opened.status_code in {200, 303}
    assert who_is(token).status_code == 401
    assert exchange(forum, code).status_code == 400


def test_who_is_banned_is_signed_in_nowhere_and_no_token_comes_back_to_life(
    browser: Client, ann: Reader, forum: ConnectedSite
) -> None:
    token, code = a_token(browser, forum), allow(browser, forum)["code"]
    colleague = Reader.objects.create_user("desk@example.com", None)
    ban(ann, by=colleague, reason="x")
    assert who_is(token).status_code == 401
    assert exchange(forum, code).status_code == 400
    assert told(browser.get(question(forum, prompt="none")))["error"] == "login_required"
    lift(ann, by=colleague)
    assert who_is(token).status_code == 401


def test_a_site_that_is_taken_away_knows_nothing_more(browser: Client, forum: ConnectedSite) -> None:
    token = a_token(browser, forum)
    forum.set_scopes(["openid", "tier"])
    forum.save()
    assert set(claims_of(token)) == {"sub", "tier"}
    forum.delete()
    assert who_is(token).status_code == 401
    assert not Connection.objects.exists()


def holding() -> Any:
    return next(one for one in holdings() if one.key == "connected_sites")


def test_the_archive_tells_it_and_erasing_takes_it_away(browser: Client, ann: Reader, forum: ConnectedSite) -> None:
    token = a_token(browser, forum)
    (row,) = holding().export(person_of(ann))
    assert (row["site"], row["you_allowed"]) == ("The Forum", ["openid", "profile", "email", "tier"])
    holding().erase(person_of(ann))
    assert not Connection.objects.exists()
    assert who_is(token).status_code == 401


def test_of_two_accounts_made_one_each_site_keeps_the_name_that_it_knows(browser: Client, ann: Reader) -> None:
    bea = Reader.objects.create_user("bea@example.com", PASSWORD)
    hers = signed_in(bea.email)
    both, only_ann = a_site("Both"), a_site("Only Ann", back="https://a.example/")
    token, stays = a_token(browser, both), claims_of(a_token(hers, both))["sub"]
    moves = claims_of(a_token(browser, only_ann))["sub"]
    merge(ann, bea, by=Reader.objects.create_user("desk@example.com", None))
    assert who_is(token).status_code == 401
    assert claims_of(a_token(hers, both))["sub"] == stays
    assert claims_of(a_token(hers, only_ann))["sub"] == moves
