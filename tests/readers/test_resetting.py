"""A forgotten password (SECURITY B5): the link is the owner's, works once, for an hour, and signs nobody in."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.auth import hashers
from django.core import mail
from django.test import Client
from django.utils import timezone

from standfirst.readers.models import Reader
from standfirst.readers.tokens import reset_key
from tests.readers.cast import PASSWORD, Post, signed_in
from tests.readers.markup import Markup

pytestmark = pytest.mark.django_db

NEW = "Harbour7 light"


def ask(**headers: str) -> None:
    answer = Client().post("/forgotten-password/", {"email": "ann@example.com"}, **headers)  # type: ignore[arg-type]  # the stubs take no headers by keyword
    assert answer.status_code == 200


def works(link: str) -> bool:
    return Client().get(link).status_code == 200 and Client().post(link, {"password": NEW}).status_code == 200


def test_the_link_sets_a_new_password(ann: Reader, post: Post) -> None:
    ask()
    assert works(post.link())
    ann.refresh_from_db()
    assert ann.check_password(NEW)
    assert hashers.identify_hasher(ann.password).algorithm == "argon2"


def test_opening_the_link_uses_nothing_up(ann: Reader, post: Post) -> None:
    ask()
    link = post.link()
    before = Reader.objects.values().get()
    assert {Client().get(link).status_code for _ in range(5)} | {Client().head(link).status_code} == {200}
    assert Reader.objects.values().get() == before
    assert works(link)


def test_asking_alone_leaves_the_account_as_it_was(ann: Reader, post: Post) -> None:
    other = Reader.objects.create_user("bob@example.com", PASSWORD)
    there = signed_in()
    ask()
    post.deliver()
    ann.refresh_from_db()
    assert ann.check_password(PASSWORD)
    assert there.get("/account/").status_code == 200
    assert Reader.objects.get(pk=other.pk).resets_asked == 0


def test_a_link_has_at_least_128_bits_that_nobody_can_know(ann: Reader, post: Post) -> None:
    ask()
    token = post.link().strip("/").rpartition("-")[2]
    assert re.fullmatch(r"[0-9a-f]{32,}", token)


def test_a_link_works_once(ann: Reader, post: Post) -> None:
    ask()
    link = post.link()
    assert works(link)
    again = Client().post(link, {"password": "Another8 word"})
    assert again.status_code == Client().get(link).status_code == 410
    assert Reader.objects.get().check_password(NEW)
    found = Markup.of(again)
    assert found.text(found.one("h1")) == "This link no longer works"


@pytest.mark.parametrize(("minutes", "good"), [(59, True), (61, False)])
def test_a_link_works_for_an_hour(minutes: int, good: bool, ann: Reader, post: Post) -> None:
    ask()
    link = post.link()
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        assert works(link) is good


def test_a_newer_link_ends_the_one_before_it(ann: Reader, post: Post) -> None:
    ask()
    first = post.link()
    ask()
    second = post.link()
    assert not works(first)
    assert works(second)


@pytest.mark.parametrize("change", ["the password", "the address", "a sign-in", "a closed account"])
def test_what_changes_meanwhile_ends_the_link(change: str, ann: Reader, post: Post) -> None:
    ask()
    link = post.link()
    if change == "the password":
        ann.set_password("Mackerel9 boat")
        ann.save()
    elif change == "the address":
        Reader.objects.update(email="ann@other.example")
    elif change == "a sign-in":
        signed_in()
    else:
        Reader.objects.update(is_active=False)
    assert not works(link)


def test_a_link_altered_in_any_character_is_no_good(ann: Reader, post: Post) -> None:
    ask()
    link = post.link()
    for place in range(len("/reset-password/"), len(link) - 1):
        if link[place] != "-":
            altered = link[:place] + ("0" if link[place] != "0" else "1") + link[place + 1 :]
            assert Client().post(altered, {"password": NEW}).status_code == 410, place
    assert Reader.objects.get().check_password(PASSWORD)


def test_a_link_for_one_account_does_nothing_for_another(ann: Reader, post: Post) -> None:
    bob = Reader.objects.create_user("bob@example.com", PASSWORD)
    ask()
    token = post.link().strip("/").rpartition("/")[2].partition("-")[2]
    assert not works(f"/reset-password/{bob.subject.hex}-{token}/")
    assert not works(f"/reset-password/{ann.subject.hex}-{reset_key(bob).partition('-')[2]}/")


@pytest.mark.parametrize(
    "key", ["x", "-", "a-b-c", "é-é", "\x00", "0" * 32, "0" * 32 + "-x-y", "a" * 5000, "%ED%A0%80"]
)
def test_a_made_up_link_is_no_good(key: str, ann: Reader) -> None:
    path = f"/reset-password/{key if key.startswith('%') else quote(key)}/"
    assert Client().get(path).status_code == Client().post(path, {"password": NEW}).status_code == 410


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_FORWARDED": "host=evil.example;proto=https"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_ORIGINAL_HOST": "evil.example"},
        {"HTTP_HOST": "other.example"},
        {"SERVER_NAME": "other.example", "SERVER_PORT": "8080"},
        {"HTTP_ORIGIN": "http://testserver", "HTTP_REFERER": "http://evil.example/"},
    ],
)
def test_a_link_is_always_on_the_configured_host(
    headers: dict[str, str], ann: Reader, post: Post, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    ask(**headers)
    letter = post.latest
    links = re.findall(r"https?://[^\s\"<]+", f"{letter.body}{letter.alternatives}")  # type: ignore[attr-defined]  # it has two parts
    assert links
    assert {link.split("/")[2] for link in links} == {"testserver"}


def test_a_host_that_is_not_ours_is_refused(ann: Reader) -> None:
    page = Client().post("/forgotten-password/", {"email": "ann@example.com"}, HTTP_HOST="evil.example")
    assert page.status_code == 400
    assert b"evil.example" not in page.content


def test_the_page_of_a_link_tells_no_other_site_and_no_cache_where_it_was(ann: Reader, post: Post) -> None:
    ask()
    link = post.link()
    pages = [Client().get(link), Client().post(link, {"password": ""}), Client().post(link, {"password": NEW})]
    for page in (*pages, Client().get(link), Client().get("/reset-password/x/")):
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["X-Robots-Tag"] == "noindex"
        assert page["Cache-Control"] == "private, no-store"
        outside = [tag for tag in Markup.of(page).tags if "//" in tag.attrs.get("src", tag.attrs.get("href", ""))]
        assert not outside, "nothing on the page is fetched from anybody else"


def test_every_session_ends_and_nobody_is_signed_in(ann: Reader, post: Post) -> None:
    before, browser = [signed_in(), signed_in()], Client()
    ask()
    page = browser.post(post.link(), {"password": NEW})
    assert [old.get("/account/").status_code for old in before] == [303, 303]
    assert browser.get("/account/").status_code == 303
    assert "sf_session" not in browser.cookies
    assert "sf_pass" not in browser.cookies
    assert "You are signed out everywhere" in page.content.decode()


def test_who_sets_it_in_a_browser_that_is_signed_in_is_signed_out_there_too(ann: Reader, post: Post) -> None:
    browser = signed_in()
    ask()
    browser.post(post.link(), {"password": NEW})
    assert browser.get("/account/").status_code == 303


def test_the_owner_is_told_that_the_password_was_changed(ann: Reader, post: Post) -> None:
    ask()
    Client().post(post.link(), {"password": NEW})
    letter = post.latest
    assert letter.to == ["ann@example.com"]
    assert str(letter.subject).startswith("Your password for")
    assert NEW not in str(letter.body)
    assert "/forgotten-password/" in str(letter.body)


def test_an_address_without_an_account_hears_that_it_has_none(post: Post) -> None:
    Client().post("/forgotten-password/", {"email": "nobody@example.com"})
    assert post.latest.to == ["nobody@example.com"]
    assert "no account" in str(post.latest.subject)
    assert "/reset-password/" not in str(post.latest.body)


def test_a_closed_account_gets_no_link(ann: Reader, post: Post) -> None:
    Reader.objects.update(is_active=False)
    ask()
    post.deliver()
    assert mail.outbox == []


def test_the_old_password_may_not_be_used_any_more(ann: Reader, post: Post) -> None:
    ask()
    Client().post(post.link(), {"password": NEW})
    sent = {"email": "ann@example.com", "password": PASSWORD}
    assert Client().post("/sign-in/", sent).status_code == 422
    assert Client().post("/sign-in/", {**sent, "password": NEW}).status_code == 303


def test_the_device_and_session_cookies_of_others_are_no_key_to_a_reset(ann: Reader, post: Post) -> None:
    browser = signed_in()
    device = browser.cookies["sf_device"].value
    assert Client().post(f"/reset-password/{device}/", {"password": NEW}).status_code == 410
