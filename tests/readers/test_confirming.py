"""The link in the mail: opened as often as scanners like, used once, for a day, by whoever reads the mail."""

from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from standfirst.readers import tokens
from standfirst.readers.confirming import KEEP_RUN_OUT, forget_run_out
from standfirst.readers.models import Act, Reader, Registration
from tests.readers.cast import ARTICLE, PASSWORD, Post, signed_in, waits_for_its_mail
from tests.readers.markup import Markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]


def heading(page: object) -> str:
    found = Markup.of(page)
    return found.text(found.one("h1"))


def test_opening_the_link_changes_nothing_however_often(post: Post) -> None:
    waits_for_its_mail()
    link = post.link()
    before = Registration.objects.values().get()
    for ask in (Client().get, Client().head) * 5:
        assert ask(link).status_code == 200
    assert Registration.objects.values().get() == before
    assert Reader.objects.count() == 0
    assert heading(Client().get(link)) == "Confirm your address"


def test_the_button_behind_it_makes_the_account_once(post: Post) -> None:
    browser = waits_for_its_mail()
    link = post.link()
    assert browser.post(link).status_code == 303
    reader = Reader.objects.get()
    assert (reader.email, reader.first_name, reader.last_name) == ("ann@example.com", "Ann", "O’Neil-Çelik")
    assert reader.check_password(PASSWORD)
    assert Registration.objects.get().password == "", "the hash has moved to the account"
    again = Client().post(link)
    assert (again.status_code, heading(again)) == (410, "This link has been used")
    assert (Client().get(link).status_code, Reader.objects.count()) == (410, 1)


def test_who_registered_in_this_browser_is_signed_in_by_it_and_reads_on(post: Post) -> None:
    browser = waits_for_its_mail()
    answer = browser.post(post.link())
    assert answer["Location"] == f"{ARTICLE}#continue"
    assert browser.get("/account/").context["reader"].email == "ann@example.com"
    assert "sf_provisional" not in {name for name, kept in browser.cookies.items() if kept.value}


def test_another_browser_is_told_to_sign_in_and_neither_is_signed_in(post: Post) -> None:
    registered, elsewhere = waits_for_its_mail(), Client()
    answer = elsewhere.post(post.link())
    assert (answer.status_code, heading(answer)) == (200, "Your address is confirmed")
    assert f'href="/sign-in/?next={ARTICLE}"' in answer.content.decode()
    for browser in (registered, elsewhere):
        assert browser.get("/account/").status_code == 303, "the account page still asks for a sign-in"
        assert "_auth_user_id" not in browser.session


def test_somebody_elses_link_does_not_change_who_is_signed_in(ann: Reader, post: Post) -> None:
    waits_for_its_mail(email="mallory@example.com")
    browser = signed_in()
    assert browser.post(post.link()).status_code == 200
    assert browser.get("/account/").context["reader"].email == "ann@example.com"


@pytest.mark.parametrize(("hours", "status"), [(23.9, 200), (24.1, 410), (25, 410)])
def test_a_link_is_good_for_a_day(hours: float, status: int, post: Post) -> None:
    waits_for_its_mail()
    link = post.link()
    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
        page = Client().get(link)
        assert page.status_code == Client().post(link).status_code == status
        assert Reader.objects.count() == (1 if status == 200 else 0)
        assert heading(page) == ("Confirm your address" if status == 200 else "This link has run out")


def test_a_link_altered_in_any_character_is_not_known(post: Post) -> None:
    waits_for_its_mail()
    link = post.link()
    start = len("/register/confirm/")
    for place in range(start, len(link) - 1):
        altered = link[:place] + ("A" if link[place] != "A" else "B") + link[place + 1 :]
        assert Client().post(altered).status_code == 404, place
    assert Reader.objects.count() == 0


def test_a_link_of_another_site_is_not_known(post: Post, settings: LazySettings) -> None:
    waits_for_its_mail()
    settings.SECRET_KEY = "the secret of another site"
    foreign = tokens.confirm_token(Registration.objects.get())
    settings.SECRET_KEY = "the secret of this one"
    assert Client().post(f"/register/confirm/{foreign}/").status_code == 404
    assert Client().post(f"/register/confirm/{tokens.confirm_token(Registration.objects.get())}/").status_code == 200


@pytest.mark.parametrize("token", ["x", "a:b:c", "é", "\x00", "%ED%A0%80", "a" * 5000, "..", "null", "YQ:1:YQ"])
def test_a_made_up_link_is_not_known(token: str, db: None) -> None:
    page = Client().get(f"/register/confirm/{token if token.startswith('%') else quote(token)}/")
    assert page.status_code == 404


def test_tokens_of_one_purpose_are_no_good_for_another(ann: Reader, post: Post) -> None:
    browser = waits_for_its_mail(email="bob@example.com")
    for token in (browser.cookies["sf_provisional"].value, tokens.reset_key(ann), browser.cookies["sf_welcome"].value):
        assert Client().post(f"/register/confirm/{token}/").status_code == 404
    assert Client().get(f"/reset-password/{tokens.confirm_token(Registration.objects.get())}/").status_code == 410


def test_a_link_for_a_known_address_does_not_exist(ann: Reader, post: Post) -> None:
    waits_for_its_mail()
    token = tokens.confirm_token(Registration.objects.get())
    assert Client().post(f"/register/confirm/{token}/").status_code == 404
    assert Reader.objects.count() == 1


def test_of_two_registrations_of_an_address_the_first_confirmed_counts(post: Post) -> None:
    waits_for_its_mail(first_name="Mallory", password="Intruder1 here")
    mallorys = post.link()
    waits_for_its_mail()
    assert Client().post(post.link()).status_code == 200
    late = Client().post(mallorys)
    assert (late.status_code, heading(late)) == (410, "This link has run out")
    assert Reader.objects.get().first_name == "Ann"
    assert not Client().login(email="ann@example.com", password="Intruder1 here")


def test_an_address_that_got_an_account_meanwhile_keeps_it(post: Post) -> None:
    waits_for_its_mail()
    link = post.link()
    Reader.objects.create_user("ann@example.com", "Staff4 made this")
    assert Client().post(link).status_code == 410
    assert Reader.objects.get().check_password("Staff4 made this")


def test_the_page_of_a_link_tells_no_other_site_and_no_cache_where_it_was(post: Post) -> None:
    waits_for_its_mail()
    link = post.link()
    for page in (Client().get(link), Client().post(link), Client().post(link), Client().get("/register/confirm/x/")):
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["X-Robots-Tag"] == "noindex"
        assert page["Cache-Control"] == "private, no-store"


def test_registrations_that_ran_out_are_forgotten_and_agreed_to_nothing(post: Post) -> None:
    waits_for_its_mail()
    with time_machine.travel(timezone.now() + timedelta(days=7) + KEEP_RUN_OUT - timedelta(minutes=1), tick=False):
        assert forget_run_out() == 0
    with time_machine.travel(timezone.now() + timedelta(days=7) + KEEP_RUN_OUT + timedelta(minutes=1), tick=False):
        assert forget_run_out() == 1
    assert Act.objects.count() == 0
