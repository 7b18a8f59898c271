"""What pressing the button gives this browser: a pass that reads `registered`, for a week, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client, RequestFactory
from django.utils import timezone

from standfirst.access import gate
from standfirst.access.cookies import CookieNames
from standfirst.access.levels import Level, Variant
from standfirst.access.policy import ANONYMOUS, NONE
from standfirst.readers.models import Reader, Registration
from tests.readers.cast import Post, answers, waits_for_its_mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]


def opens(browser: Client, level: Level) -> bool:
    """Whether a page of that level is open to the cookies of ``browser``, as Django and as the front door see it."""
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in browser.cookies.items() if morsel.value}
    return gate.variant_for(request, level, 7, NONE) is Variant.FULL


@pytest.mark.parametrize("email", ["bob@example.com", "ann@example.com"])
def test_a_provisional_pass_reads_registered_and_not_premium(email: str, ann: Reader, post: Post) -> None:
    browser = waits_for_its_mail(email=email)
    assert (opens(browser, Level.REGISTERED), opens(browser, Level.PREMIUM)) == (True, False)
    sealed = browser.cookies["sf_pass"].value.encode()
    held = gate.pass_keys().open(sealed, timezone.now().timestamp())
    assert held is not None
    assert held.visitor.provisional
    assert held.subject == Registration.objects.get().subject.bytes


def test_the_account_waits_for_the_mail(post: Post) -> None:
    browser = waits_for_its_mail()
    answer = browser.get("/account/")
    assert (answer.status_code, answer["Location"]) == (303, "/register/code/")


def test_its_cookies_are_no_scripts_business_and_no_other_sites(stranger: Client) -> None:
    cookies = stranger.post("/register/", answers()).cookies
    for name, seconds in (("sf_provisional", 7 * 24 * 3600), ("sf_pass", 300), ("sf_welcome", 120)):
        kept = cookies[name]
        assert (kept["httponly"], kept["samesite"], kept["path"], kept["domain"]) == (True, "Lax", "/", "")
        assert kept["max-age"] == seconds
        assert len(kept.value) < 4096


def test_on_https_every_cookie_has_the_host_prefix(stranger: Client, settings: LazySettings, ann: Reader) -> None:
    settings.STANDFIRST_HTTPS = True
    settings.STANDFIRST_COOKIES = CookieNames.for_site(secure=True)
    settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = settings.STANDFIRST_COOKIES.session, True
    settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_SECURE = "__Host-sf_csrf", True
    set_by_us = dict(stranger.get("/register/", secure=True).cookies)
    set_by_us |= stranger.post("/register/", answers(), secure=True).cookies
    sent = {"email": "ann@example.com", "password": "Tulip9 orchard"}
    set_by_us |= stranger.post("/sign-in/", sent, secure=True).cookies
    set_by_us |= stranger.post("/sign-out/", secure=True).cookies
    assert len(set_by_us) >= 7
    for name, kept in set_by_us.items():
        assert name.startswith("__Host-"), name
        assert (kept["secure"], kept["path"], kept["domain"], kept["samesite"]) == (True, "/", "", "Lax"), name
        assert kept["httponly"] or not kept.value or name in {"__Host-sf_in", "__Host-sf_csrf"}, name


def test_it_reads_for_a_week_and_not_longer(post: Post) -> None:
    browser = waits_for_its_mail()
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23), tick=False):
        assert opens(browser, Level.REGISTERED)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        assert not opens(browser, Level.REGISTERED)
        assert browser.get("/account/")["Location"].startswith("/sign-in/")


def test_signing_out_ends_it_wherever_it_was_copied_to(post: Post) -> None:
    browser = waits_for_its_mail()
    copied = Client()
    copied.cookies.load(browser.cookies)
    browser.post("/sign-out/")
    assert not opens(copied, Level.REGISTERED)
    assert copied.get("/account/nav/").context["provisional"] is False


def test_letting_it_go_leaves_the_link_of_the_mail_as_it_was(post: Post) -> None:
    waits_for_its_mail().post("/sign-out/")
    assert Client().post(post.link()).status_code == 200
    assert Reader.objects.count() == 1


def test_it_ends_with_the_account_it_became(post: Post) -> None:
    browser = waits_for_its_mail()
    Client().post(post.link())
    assert opens(browser, Level.REGISTERED), "who confirmed on the phone reads on at the desk"
    Reader.objects.update(is_active=False)
    assert not opens(browser, Level.REGISTERED)


@pytest.mark.parametrize("place", [0, 5, -1])
def test_an_altered_one_opens_nothing(place: int, post: Post) -> None:
    browser = waits_for_its_mail()
    value = browser.cookies["sf_provisional"].value
    altered = list(value)
    altered[place] = "A" if altered[place] != "A" else "B"
    browser.cookies["sf_provisional"] = "".join(altered)
    assert not opens(browser, Level.REGISTERED)
    request = RequestFactory().get("/")
    request.COOKIES = {"sf_provisional": "".join(altered)}
    assert gate.visitor_of(request) == ANONYMOUS


def test_what_is_kept_of_it_cannot_be_turned_into_one(post: Post) -> None:
    browser = waits_for_its_mail()
    registration = Registration.objects.get()
    carried = browser.cookies["sf_provisional"].value
    assert registration.secret not in carried
    browser.cookies["sf_provisional"] = registration.secret
    assert not opens(browser, Level.REGISTERED)
