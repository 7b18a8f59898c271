"""Addresses that are thrown away: refused where somebody registers, in plain words, and nowhere else."""

import pytest
from django.conf import LazySettings
from django.test import Client

from standfirst.readers.disposable import is_disposable
from standfirst.readers.models import Reader, Registration
from tests.readers.cast import PASSWORD, answers, signed_in

LISTED = "mailinator.com"
WORDS = f"Enter an address that you keep: those at {LISTED} last a short time"


def test_one_is_refused_at_its_field_and_nothing_is_lost(db: None) -> None:
    page = Client().post("/register/", answers(email=f"ann@{LISTED}"))
    assert page.status_code == 422
    assert [(problem.control, problem.words) for problem in page.context["form"].problems] == [("id_email", WORDS)]
    assert f'value="ann@{LISTED}"' in page.content.decode()
    assert Registration.objects.count() == 0


@pytest.mark.parametrize("address", [f"a@{LISTED}", f"a@inbox.{LISTED}", f"A@{LISTED.upper()}", f"a.b+c@{LISTED}"])
def test_what_stands_below_a_listed_domain_is_listed_too(address: str) -> None:
    assert is_disposable(address.lower())


@pytest.mark.parametrize(
    "address",
    ["a@example.com", "a@gmail.com", f"a@x{LISTED}.example", f"a@{LISTED}.example", "a@duck.com", "a@例え.jp", "a"],
)
def test_others_are_not(address: str) -> None:
    assert not is_disposable(address)


def test_a_publisher_adds_domains_and_takes_some_out(settings: LazySettings) -> None:
    settings.STANDFIRST_DISPOSABLE_ALSO = ["Spam.Example", "例え.jp"]
    settings.STANDFIRST_DISPOSABLE_NEVER = [f"desk.{LISTED}", "good.spam.example"]
    assert is_disposable("a@spam.example")
    assert is_disposable("a@box.spam.example")
    assert is_disposable("a@例え.jp")
    assert not is_disposable("a@good.spam.example")
    assert not is_disposable(f"a@desk.{LISTED}")
    assert is_disposable(f"a@{LISTED}")
    settings.STANDFIRST_DISPOSABLE_NEVER = [LISTED]
    assert not is_disposable(f"a@{LISTED}")


def test_it_can_be_turned_off(settings: LazySettings, db: None) -> None:
    settings.STANDFIRST_DISPOSABLE_REFUSED = False
    assert Client().post("/register/", answers(email=f"ann@{LISTED}")).status_code == 303


def test_who_has_an_account_there_gets_in_and_nobody_learns_who_has(db: None) -> None:
    Reader.objects.create_user(f"ann@{LISTED}", PASSWORD)
    told = [
        Client().post("/register/", answers(email=f"{name}@{LISTED}")).content.decode().replace(name, "NAME")
        for name in ("ann", "bob")
    ]
    assert told[0].count(WORDS) == told[1].count(WORDS) == 2
    assert signed_in(f"ann@{LISTED}").get("/account/").status_code == 200


def test_an_account_does_not_move_to_one(ann: Reader) -> None:
    browser = signed_in()
    page = browser.post("/account/address/", {"email": f"ann@{LISTED}"})
    assert WORDS in page.content.decode()
