"""Leaving: asked for, undone, carried out; and that nothing is left."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from standfirst.access.models import Entitlement, Unlock
from standfirst.desk.models import Look
from standfirst.frontdoor.revocations import PREFIX
from standfirst.generations.models import Change
from standfirst.holdings import holdings
from standfirst.newsletters.models import Newsletter, Subscription
from standfirst.readers.models import Reader
from standfirst.rights import erasing
from standfirst.rights.archiving import person_of
from standfirst.rights.erasing import SETTLES_IN, OfStaff, TooLate, ask_to_erase, carry_out_due, undo
from standfirst.rights.models import Erasure, ErasureState
from tests.readers.cast import PASSWORD, Post, signed_in
from tests.rights.filling import ADDRESS, PK, fill, somebody
from tests.rights.searching import places_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]


def words_of(reader: Reader) -> list[str]:
    """What must not be found: the address, the name, the number, the id in both spellings."""
    return [reader.email, "Annalind", "O’Neil-Zyx", "annalind", str(reader.pk), str(reader.subject), reader.subject.hex]


def pass_by(erasure: Erasure) -> None:
    """The days of grace go by."""
    Erasure.objects.filter(pk=erasure.pk).update(due_at=timezone.now() - timedelta(seconds=1))


def settle() -> None:
    """So does the quarter of an hour after closing."""
    Erasure.objects.filter(state=ErasureState.CLOSED).update(closed_at=timezone.now() - SETTLES_IN)


def carried_out(reader: Reader) -> None:
    pass_by(ask_to_erase(reader))
    assert carry_out_due() == 0, "closed first"
    settle()
    assert carry_out_due() == 1


def test_after_an_erasure_no_table_no_file_and_no_task_holds_anything_of_the_reader() -> None:
    colleague = somebody("colleague@example.com", first_name="Col", last_name="League")
    ann = somebody(ADDRESS, PK)
    fill(ann, colleague)
    before = places_of(words_of(ann))
    assert len(before) > 20, "the search finds what is there"
    carried_out(ann)
    assert places_of(words_of(ann)) == set()


def test_everybody_else_keeps_what_they_have() -> None:
    colleague = somebody("colleague@example.com", first_name="Col", last_name="League")
    ann, joann = somebody(ADDRESS, PK), somebody(f"jo{ADDRESS}", first_name="Jo", last_name="Bloggs")
    ann_browser = fill(ann, colleague)
    fill(joann, colleague)
    told = {holding.key: list(holding.export(person_of(joann))) for holding in holdings()}
    assert all(told.values()), "something in every room"
    carried_out(ann)
    assert {holding.key: list(holding.export(person_of(joann))) for holding in holdings()} == told
    assert ann_browser.get("/account/").status_code == 303


def test_an_erasure_that_is_killed_goes_on_where_it_stopped() -> None:
    colleague = somebody("colleague@example.com", first_name="Col", last_name="League")
    ann = somebody(ADDRESS, PK)
    fill(ann, colleague)
    going = ask_to_erase(ann)
    pass_by(going)
    carry_out_due()
    settle()
    keys = [holding.key for holding in holdings()]
    for stops_after in range(1, len(keys) + 1):
        with mock.patch.object(erasing, "holdings", return_value=_until_killed(stops_after)), pytest.raises(Killed):
            erasing.erase(going.pk)
        going.refresh_from_db()
        assert going.done == keys[:stops_after]
    assert carry_out_due() == 1
    assert places_of(words_of(ann)) == set()


class Killed(BaseException):
    """The process ends here."""


def _until_killed(number: int) -> Iterable[object]:
    yield from holdings()[:number]
    raise Killed


def test_one_that_fails_keeps_nobody_else_waiting() -> None:
    ann, bob = somebody(ADDRESS, PK), somebody("bob@example.com", first_name="Bob", last_name="Bloggs")
    for reader in (ann, bob):
        pass_by(ask_to_erase(reader))
    carry_out_due()
    settle()
    real = erasing.erase

    def broken(pk: int) -> bool:
        if pk == Erasure.objects.get(subject=ann.subject).pk:
            raise OSError
        return real(pk)

    with mock.patch.object(erasing, "erase", broken):
        assert carry_out_due() == 1
    assert list(Reader.objects.filter(pk__in=[ann.pk, bob.pk])) == [ann]


def test_until_then_the_account_works_and_is_left_out_of_whatever_goes_to_readers(ann: Reader) -> None:
    letter = Newsletter.objects.create(name="The Tide", slug="tide", summary="x", cadence="Daily")
    Subscription.objects.create(reader=ann, newsletter=letter, source="registration")
    assert Subscription.objects.to_be_sent().count() == 1
    ask_to_erase(ann)
    assert Subscription.objects.to_be_sent().count() == 0
    assert list(Reader.objects.staying()) == []
    page = signed_in().get("/account/").text
    assert "Your account will be erased on" in page
    assert "Keep my account" in page


def test_who_has_asked_to_leave_comes_to_the_account_first_when_they_sign_in(ann: Reader) -> None:
    ask_to_erase(ann)
    to = Client().post("/sign-in/", {"email": ann.email, "password": PASSWORD, "next": "/news/harbour/"})
    assert to["Location"] == "/account/"


def test_it_can_be_undone_by_one_button_and_everything_is_as_it_was(ann: Reader, post: Post) -> None:
    browser = signed_in()
    browser.get("/account/erase/")
    assert browser.post("/account/erase/").status_code == 303
    assert "We will erase your account on" in post.latest.subject
    assert browser.get("/account/erase/undo/").status_code == 405
    assert browser.post("/account/erase/undo/").status_code == 303
    assert post.latest.subject == "Your account stays"
    assert "will be erased" not in browser.get("/account/").text
    assert list(Reader.objects.staying()) == [ann]
    Erasure.objects.update(due_at=timezone.now())
    carry_out_due()
    assert Reader.objects.get().is_active


def test_asking_twice_is_asking_once(ann: Reader) -> None:
    assert ask_to_erase(ann) == ask_to_erase(ann)
    assert Erasure.objects.count() == 1
    undo(ann)
    assert ask_to_erase(ann).state == ErasureState.ASKED
    assert Erasure.objects.count() == 2


def test_once_closed_nothing_opens_and_nothing_is_undone(ann: Reader, post: Post) -> None:
    browser = signed_in()
    pass_by(ask_to_erase(ann))
    before = Change.objects.filter(tag=f"{PREFIX}{ann.subject.hex}").count()
    carry_out_due()
    assert Change.objects.filter(tag=f"{PREFIX}{ann.subject.hex}").count() > before, "its passes are called back"
    assert browser.get("/account/").status_code == 303
    assert Client().post("/sign-in/", {"email": ann.email, "password": PASSWORD}).status_code == 422
    assert post.latest.subject == "Your account is closed"
    with pytest.raises(TooLate):
        undo(ann)


def test_the_last_mail_goes_and_then_nothing_says_to_whom(ann: Reader, post: Post) -> None:
    carried_out(ann)
    post.deliver()
    assert not [letter for letter in mail.outbox if letter.to == ["ann@example.com"]]
    assert places_of(["ann@example.com"]) == set()


def test_staff_are_taken_out_of_the_staff_first(ann: Reader) -> None:
    ann.groups.set([Group.objects.get(name="Editors")])
    with pytest.raises(OfStaff):
        ask_to_erase(ann)
    browser = signed_in()
    assert "Ask an administrator" in browser.get("/account/erase/").text
    assert browser.post("/account/erase/").status_code == 422
    assert not Erasure.objects.exists()


def test_a_reader_who_is_gone_can_register_again(ann: Reader) -> None:
    carried_out(ann)
    again = Reader.objects.create_user("ann@example.com", PASSWORD)
    assert not Unlock.objects.filter(subject=again.subject).exists()
    assert not Entitlement.objects.filter(subject=again.subject).exists()


def test_that_a_colleague_looked_stays_on_record_without_the_reader(ann: Reader) -> None:
    from standfirst.desk.looking import What, looked

    colleague = somebody("colleague@example.com")
    looked(colleague, ann.subject, What.OPENED)
    carried_out(ann)
    assert Look.objects.values_list("staff", "subject").get() == (colleague.pk, None)


def test_an_old_session_has_to_show_once_more_who_it_is(ann: Reader) -> None:
    import time_machine

    browser = signed_in()
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        answer = browser.post("/account/erase/")
        assert answer.status_code == 303
        assert answer["Location"] == "/account/prove/?next=%2Faccount%2Ferase%2F"
        assert not Erasure.objects.exists()
        assert browser.post("/account/prove/", {"password": "Wrong9 one", "next": "/account/erase/"}).status_code == 422
        proven = browser.post("/account/prove/", {"password": PASSWORD, "next": "/account/erase/"})
        assert proven["Location"] == "/account/erase/"
        assert browser.post("/account/erase/")["Location"] == "/account/"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server's files are the server's")
def test_in_the_bytes_of_the_database_s_own_files_nothing_is_left_either() -> None:
    colleague = somebody("colleague@example.com", first_name="Col", last_name="League")
    ann = somebody(ADDRESS, PK)
    # A test that commits finds no pages where another has committed before it.
    fill(ann, colleague, colleague_once=False)
    words = [word.encode() for word in (ann.email, "Annalind", str(ann.subject), ann.subject.hex)]
    assert any(word in bytes_of_the_database() for word in words), "the search finds what is there"
    carried_out(ann)
    left = bytes_of_the_database()
    assert [word for word in words if word in left] == []


def bytes_of_the_database() -> bytes:
    file = Path(connection.settings_dict["NAME"])
    return b"".join(part.read_bytes() for part in sorted(file.parent.glob(f"{file.name}*")))
