"""A policy that changed materially: who is asked to read it, what is written down, and that nothing is locked."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from standfirst.newsroom.models import HomePage, PolicyPage, PolicyVersion, SectionPage
from standfirst.readers.asking_again import changed_for
from standfirst.readers.ledger.people import acts_of
from standfirst.readers.models import Reader
from tests.newsroom.making import an_article
from tests.readers.cast import PASSWORD, Post, answers, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]

TODAY = timezone.localdate()


@pytest.fixture
def terms(db: None) -> PolicyPage:
    """Terms in their first version, of long ago."""
    page: PolicyPage = HomePage.objects.get().add_child(
        instance=PolicyPage(title="Terms of use", slug="terms", kind="terms")
    )
    version(page, 1, date(2026, 1, 1))
    return page


@pytest.fixture
def ann(db: None) -> Reader:
    """Ann has been with us for a week; no row of the ledger says what she accepted."""
    week_ago = timezone.now() - timedelta(days=7)
    return Reader.objects.create_user("ann@example.com", PASSWORD, first_name="Ann", date_joined=week_ago)


def version(page: PolicyPage, number: int, on: date, *, material: bool = True) -> PolicyVersion:
    text = f"<p>Wording no. {number}.</p>"
    return PolicyVersion.objects.create(page=page, number=number, text=text, effective_on=on, material=material)


def asked(reader: Reader) -> list[str]:
    return [policy.named for policy in changed_for(reader)]


def answer(browser: Client, reader: Reader) -> Any:
    """Press the button of the first policy that is asked about."""
    policy = changed_for(reader)[0]
    return browser.post("/account/policies/", {"kind": policy.kind, "version": policy.version})


def test_a_material_change_is_asked_about_from_its_day_on(terms: PolicyPage, ann: Reader) -> None:
    version(terms, 2, TODAY + timedelta(days=1))
    assert asked(ann) == []
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert asked(ann) == ["Terms of use (version 2)"]


def test_a_change_that_is_not_material_is_asked_about_of_nobody(terms: PolicyPage, ann: Reader) -> None:
    version(terms, 2, TODAY, material=False)
    assert asked(ann) == []


def test_a_material_change_under_a_later_small_one_is_still_asked_about(terms: PolicyPage, ann: Reader) -> None:
    version(terms, 2, TODAY - timedelta(days=1))
    version(terms, 3, TODAY, material=False)
    assert asked(ann) == ["Terms of use (version 3)"], "the one in force is the one to read"


def test_who_came_after_the_change_is_not_asked(terms: PolicyPage, ann: Reader) -> None:
    version(terms, 2, TODAY - timedelta(days=30))
    assert asked(ann) == []


def test_who_registered_under_the_old_version_and_confirmed_under_the_new_is_asked(
    terms: PolicyPage, post: Post
) -> None:
    Client().post("/register/", answers())
    version(terms, 2, TODAY)
    Client().post(post.link())
    assert asked(Reader.objects.get()) == ["Terms of use (version 2)"]


def test_who_registered_under_the_new_version_is_not_asked(terms: PolicyPage, post: Post) -> None:
    version(terms, 2, TODAY)
    Client().post("/register/", answers())
    Client().post(post.link())
    assert asked(Reader.objects.get()) == []


def test_the_answer_is_written_down_and_the_question_is_gone(terms: PolicyPage, ann: Reader) -> None:
    made = version(terms, 2, TODAY)
    browser = signed_in()
    page = browser.get("/account/policies/").content.decode()
    assert answer(browser, ann)["Location"] == "/account/policies/?read"
    (act,) = acts_of(ann)
    assert (act.purpose, act.act, act.basis, act.form) == ("policy:terms", "given", "contract", "changed policy")
    assert act.wording in page
    assert act.version.startswith(f"{made.number} ")
    assert asked(ann) == []
    assert "There is nothing else to read." in browser.get("/account/policies/?read").content.decode()


def test_a_notice_is_answered_on_another_ground_than_terms(ann: Reader) -> None:
    page = HomePage.objects.get().add_child(instance=PolicyPage(title="Privacy notice", slug="privacy", kind="privacy"))
    version(page, 1, TODAY)
    answer(signed_in(), ann)
    assert acts_of(ann)[0].basis == "legal obligation"


def test_an_answer_counts_for_the_text_that_was_shown_and_for_no_other(terms: PolicyPage, ann: Reader) -> None:
    version(terms, 2, TODAY)
    shown = changed_for(ann)[0].version
    version(terms, 3, TODAY)
    browser = signed_in()
    for sent in ({"kind": "terms", "version": shown}, {"kind": "terms"}, {}, {"kind": "nonsense", "version": "3"}):
        assert browser.post("/account/policies/", sent)["Location"] == "/account/policies/"
    assert acts_of(ann).count() == 0
    assert asked(ann) == ["Terms of use (version 3)"]


def test_a_second_press_writes_nothing_more(terms: PolicyPage, ann: Reader) -> None:
    version(terms, 2, TODAY)
    browser, policy = signed_in(), changed_for(ann)[0]
    for _ in range(2):
        browser.post("/account/policies/", {"kind": policy.kind, "version": policy.version})
    assert acts_of(ann).count() == 1


def test_a_later_material_change_is_asked_about_again(terms: PolicyPage, ann: Reader) -> None:
    version(terms, 2, TODAY - timedelta(days=1))
    answer(signed_in(), ann)
    version(terms, 3, TODAY)
    assert asked(ann) == ["Terms of use (version 3)"]


def test_the_question_comes_with_the_menu_and_stands_on_the_account_page(terms: PolicyPage, ann: Reader) -> None:
    browser = signed_in()
    assert "policy-asking" not in browser.get("/account/nav/").content.decode()
    version(terms, 2, TODAY)
    assert "We have changed our Terms of use." in browser.get("/account/nav/").content.decode()
    assert "See what changed" in browser.get("/account/").content.decode()
    assert "policy-asking" not in Client().get("/account/nav/").content.decode()


def test_nothing_is_locked_while_the_question_waits(terms: PolicyPage, ann: Reader) -> None:
    harbour = HomePage.objects.get().add_child(instance=SectionPage(title="Harbour", slug="harbour"))
    for level in ("free", "registered"):
        an_article(harbour, level, access_level=level)
    version(terms, 2, TODAY)
    browser = signed_in()
    for level in ("free", "registered"):
        assert "zebra secret" in browser.get(f"/harbour/{level}/").content.decode()


def test_who_is_not_signed_in_is_sent_there_and_back(terms: PolicyPage) -> None:
    assert Client().get("/account/policies/")["Location"] == "/sign-in/?next=/account/policies/"
    assert Client().post("/account/policies/", {"kind": "terms"}).status_code == 303


def test_a_policy_that_is_withdrawn_is_asked_about_of_nobody(terms: PolicyPage, ann: Reader) -> None:
    version(terms, 2, TODAY)
    terms.unpublish()
    assert asked(ann) == []
