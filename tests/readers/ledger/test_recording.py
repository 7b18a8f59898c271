"""Adding to the ledger: who, how and when, one chain whoever adds, and a database that refuses everything else."""

import uuid
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from standfirst.readers.ledger.acts import Circumstances, Said
from standfirst.readers.ledger.people import acts_of, forget, stands, unite
from standfirst.readers.ledger.recording import record, record_unknown
from standfirst.readers.ledger.verifying import verify
from standfirst.readers.models import Act, Pseudonym, Reader
from standfirst.readers.models.ledger import LedgerIsAppendOnly
from tests.ledger import guards_down
from tests.readers.at_once import at_once
from tests.readers.ledger.making import HERE, SUBJECT, recorded, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob(db: None) -> Reader:
    return Reader.objects.create_user("bob@example.com", "Tulip9 orchard")


def test_acts_stand_in_the_order_in_which_they_were_done_without_a_gap(ann: Reader, bob: Reader) -> None:
    for reader in (ann, bob, ann):
        record(reader.subject, [said(), said(act="withdrawn")], HERE)
    assert list(Act.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert [act.number for act in acts_of(ann)] == [1, 2, 5, 6]
    assert verify().is_whole


def test_what_was_said_last_stands(ann: Reader) -> None:
    assert not stands(ann, "newsletter:tide")
    record(ann.subject, [said()], HERE)
    assert stands(ann, "newsletter:tide")
    record(ann.subject, [said(act="withdrawn")], HERE)
    assert not stands(ann, "newsletter:tide")


def test_saying_nothing_writes_nothing(ann: Reader) -> None:
    record(ann.subject, [], HERE)
    assert Act.objects.count() == Pseudonym.objects.count() == 0


def test_no_query_of_an_address_is_kept_and_nothing_that_a_database_cannot_hold(ann: Reader) -> None:
    how = Circumstances("mail", "/newsletters/?reader=ann@example.com", "en-gb")
    record(ann.subject, [Said("terms", "given", "A\x00B\ud800C")], how)
    (act,) = acts_of(ann)
    assert (act.page, act.wording) == ("/newsletters/", "A\ufffdB\ufffdC")
    assert verify().is_whole


def test_a_purpose_that_does_not_fit_is_refused_not_cut(ann: Reader) -> None:
    with pytest.raises(ValueError, match="purpose"):
        record(ann.subject, [said(purpose="x" * 101)], HERE)
    assert Act.objects.count() == 0


def test_what_is_rolled_back_was_never_said(ann: Reader) -> None:
    record(ann.subject, [said()], HERE)
    with pytest.raises(RuntimeError), transaction.atomic():
        record(ann.subject, [said()], HERE)
        raise RuntimeError
    record(ann.subject, [said()], HERE)
    assert verify().last == 2
    assert verify().is_whole


def test_who_is_forgotten_leaves_rows_that_lead_to_nobody(ann: Reader, bob: Reader) -> None:
    record(ann.subject, [said()], HERE)
    record(bob.subject, [said()], HERE)
    forget(ann)
    forget(ann)
    assert acts_of(ann).count() == 0
    assert [act.purpose for act in Act.objects.all()] == ["newsletter:tide", "newsletter:tide", "account"]
    assert not Pseudonym.objects.filter(subject=ann.subject).exists()
    assert acts_of(bob).count() == 1
    assert verify().is_whole


def test_two_accounts_that_become_one_have_their_acts_together(ann: Reader, bob: Reader) -> None:
    record(ann.subject, [said()], HERE)
    record(bob.subject, [said(act="withdrawn")], HERE)
    unite(ann, bob)
    assert (acts_of(ann).count(), acts_of(bob).count()) == (0, 2)
    assert not stands(bob, "newsletter:tide"), "the later of the two"
    forget(bob)
    assert Pseudonym.objects.count() == 0


def test_somebody_without_an_account_has_a_name_of_their_own(db: None) -> None:
    visitor = uuid.uuid4()
    record_unknown(visitor, [said("cookies:measurement", "refused")], HERE)
    assert Act.objects.get().pseudonym == visitor.hex
    assert Pseudonym.objects.count() == 0


WAYS: dict[str, Any] = {
    "save": lambda act: act.save(),
    "save another": lambda act: Act(number=2).save(),
    "delete": lambda act: act.delete(),
    "update": lambda act: Act.objects.update(act="withdrawn"),
    "update some": lambda act: Act.objects.filter(pk=act.pk).update(act="withdrawn"),
    "delete some": lambda act: Act.objects.filter(pk=act.pk).delete(),
    "create": lambda act: Act.objects.create(number=2),
    "update many": lambda act: Act.objects.bulk_update([act], ["act"]),
    "update or create": lambda act: Act.objects.update_or_create(pk=act.pk, defaults={"act": "withdrawn"}),
    "create many": lambda act: Act.objects.bulk_create([act]),
}


@pytest.mark.parametrize("way", WAYS)
def test_our_own_code_cannot_change_a_row(way: str, db: None) -> None:
    recorded(1)
    act = Act.objects.get()
    act.act = "withdrawn"
    with pytest.raises(LedgerIsAppendOnly):
        WAYS[way](act)
    assert Act.objects.get().act == "given"


COLUMNS = ", ".join(str(field.column) for field in Act._meta.fields)
AGAIN = f"INSERT INTO readers_act ({COLUMNS}) SELECT {COLUMNS} FROM readers_act"
BY_HAND = {
    "change": "UPDATE readers_act SET act = 'withdrawn' WHERE number = 2",
    "change every row": "UPDATE readers_act SET act = act",
    "delete": "DELETE FROM readers_act WHERE number = 3",
    "delete every row": "DELETE FROM readers_act",
    "put one in again": f"{AGAIN} WHERE number = 2",
    "put one in with a gap": f"{AGAIN.replace('SELECT number', 'SELECT number + 2')} WHERE number = 3",
    "put one in that follows another": f"{AGAIN.replace('SELECT number', 'SELECT number + 1')} WHERE number = 3",
    "change on conflict": f"{AGAIN} WHERE number = 2 ON CONFLICT (number) DO UPDATE SET act = 'withdrawn'",
}
BY_HAND_IN = {
    "sqlite": {
        "replace": f"REPLACE{AGAIN.removeprefix('INSERT')} WHERE number = 2",
        "insert or replace": f"INSERT OR REPLACE{AGAIN.removeprefix('INSERT')} WHERE number = 3",
        "update or replace": "UPDATE OR REPLACE readers_act SET number = 1 WHERE number = 2",
    },
    "postgresql": {
        "truncate": "TRUNCATE readers_act",
        "truncate with others": "TRUNCATE readers_act, readers_pseudonym CASCADE",
        "as a replica": "SET LOCAL session_replication_role = replica; UPDATE readers_act SET act = 'withdrawn'",
    },
}


@pytest.mark.parametrize("way", [*BY_HAND, *BY_HAND_IN[connection.vendor]])
def test_the_database_refuses_what_is_done_by_hand(way: str, db: None) -> None:
    recorded(3)
    statement = {**BY_HAND, **BY_HAND_IN[connection.vendor]}[way]
    with pytest.raises(DatabaseError, match="row of the ledger"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement)
    found = verify()
    assert (found.is_whole, found.count) == (True, 3)


def test_the_guards_are_laid_again_where_a_test_took_them_down(db: None) -> None:
    recorded(1)
    with guards_down():
        assert len(verify().unguarded) >= 3
    assert verify().unguarded == ()


@pytest.mark.django_db(transaction=True)
def test_many_threads_at_once_write_one_chain() -> None:
    readers = [uuid.uuid4() for _ in range(8)]
    at_once([partial(record, reader, [said()] * 3, HERE) for reader in readers * 2])
    found = verify()
    assert (found.is_whole, found.count) == (True, 48)
    assert Pseudonym.objects.count() == 8, "two acts of one reader at once do not give them two names"


@pytest.mark.django_db(transaction=True)
def test_acts_of_one_reader_stand_together_whatever_happens_meanwhile() -> None:
    at_once([partial(record, uuid.uuid4(), [said()] * 3, HERE) for _ in range(6)])
    names = list(Act.objects.values_list("pseudonym", flat=True))
    assert [len(set(names[start : start + 3])) for start in range(0, 18, 3)] == [1] * 6


def test_a_reader_is_known_by_the_subject_alone(db: None) -> None:
    recorded(2)
    assert Pseudonym.objects.get().subject == SUBJECT
