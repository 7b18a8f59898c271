"""Two accounts of one person become one: all of it, or nothing."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.core import mail
from django.db import models
from django.test import Client
from django.utils import timezone

from standfirst.access.levels import Tier
from standfirst.access.models import Entitlement, Unlock
from standfirst.access.subscribing import grant, standing_of
from standfirst.access.unlocking import Wish, held_by, unlock
from standfirst.desk.merging import CannotMerge, merge
from standfirst.desk.models import Look, Merge, Note
from standfirst.frontdoor.revocations import PREFIX
from standfirst.generations.models import Change
from standfirst.holdings import holdings
from standfirst.newsletters.models import Newsletter, Subscription
from standfirst.readers.ledger.acts import GIVEN, Circumstances, Said
from standfirst.readers.ledger.people import acts_of, pseudonyms_of
from standfirst.readers.ledger.recording import record
from standfirst.readers.models import Reader
from standfirst.rights.archiving import person_of
from standfirst.rights.erasing import ask_to_erase
from tests.readers.cast import PASSWORD, Post, signed_in
from tests.rights.filling import ADDRESS, PK, fill, somebody
from tests.rights.searching import places_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]


@pytest.fixture
def old(db: None) -> Reader:
    return Reader.objects.create_user("ann.old@example.com", PASSWORD, first_name="Ann")


@pytest.fixture
def boss(db: None) -> Reader:
    return Reader.objects.create_superuser("boss@example.com", PASSWORD)


def test_what_was_opened_is_united_exactly(ann: Reader, old: Reader, boss: Reader) -> None:
    unlock([Wish(ann.subject, 1), Wish(ann.subject, 2)])
    unlock([Wish(old.subject, 2), Wish(old.subject, 3)])
    Unlock.objects.create(subject=old.subject, article=9, at=datetime(2020, 1, 1, tzinfo=UTC))
    merge(old, ann, by=boss)
    held = held_by(ann.subject)
    assert (held.grants, held.used) == (frozenset({1, 2, 3}), 3)
    assert Unlock.objects.filter(subject=ann.subject, article=9).count() == 1
    assert not Unlock.objects.filter(subject=old.subject).exists()
    unlock([Wish(ann.subject, article) for article in (4, 5, 6)])
    assert held_by(ann.subject).used == 5, "the allowance is that of one reader"


def test_what_one_of_them_opened_last_stays_open_as_long(ann: Reader, old: Reader, boss: Reader) -> None:
    now = timezone.now()
    Unlock.objects.create(subject=ann.subject, article=1, at=now - timedelta(days=40))
    Unlock.objects.create(subject=old.subject, article=1, at=now)
    merge(old, ann, by=boss)
    assert held_by(ann.subject).grants == {1}


def test_subscriptions_newsletters_and_notes_move_and_none_stands_twice(ann: Reader, old: Reader, boss: Reader) -> None:
    grant(old.subject, source="agency", reference="A-1")
    for slug, readers in (("tide", [ann, old]), ("moor", [old])):
        letter = Newsletter.objects.create(name=slug, slug=slug, summary="x", cadence="Daily")
        for reader in readers:
            Subscription.objects.create(reader=reader, newsletter=letter, source="registration")
    Note.objects.create(reader=old, author=boss, text="x")
    merge(old, ann, by=boss)
    assert standing_of(ann.subject).tier is Tier.SUBSCRIBER
    assert Entitlement.objects.values_list("source", "reference", "subject").get() == ("agency", "A-1", ann.subject)
    assert sorted(Subscription.objects.values_list("newsletter__slug", "reader")) == [
        ("moor", ann.pk),
        ("tide", ann.pk),
    ]
    assert Note.objects.get().reader == ann


def test_the_ledger_keeps_both_pseudonyms_and_both_are_the_readers(ann: Reader, old: Reader, boss: Reader) -> None:
    for reader in (ann, old):
        record(reader.subject, [Said("terms", GIVEN, "I agree")], Circumstances("registration", "/register/", "en"))
    before = [*pseudonyms_of(ann), *pseudonyms_of(old)]
    merge(old, ann, by=boss)
    assert sorted(pseudonyms_of(ann)) == sorted(before)
    assert acts_of(ann).count() == 2


def test_the_one_that_goes_is_signed_out_and_both_are_told(ann: Reader, old: Reader, boss: Reader, post: Post) -> None:
    browser = signed_in(old.email)
    merge(old, ann, by=boss)
    assert browser.get("/account/").status_code == 303
    assert Client().post("/sign-in/", {"email": old.email, "password": PASSWORD}).status_code == 422
    for subject in (old.subject, ann.subject):
        assert Change.objects.filter(tag=f"{PREFIX}{subject.hex}").exists()
    post.deliver()
    assert {letter.to[0] for letter in mail.outbox} == {"ann@example.com", "ann.old@example.com"}
    log = Merge.objects.get()
    assert (log.reader, log.address, log.by) == (ann, "ann.old@example.com", boss)


def test_no_room_forgets_anything_and_nothing_is_left_at_the_old_number(boss: Reader) -> None:
    gone, kept = somebody(ADDRESS, PK), somebody("kept@example.com", first_name="Kit", last_name="Kept")
    fill(gone, boss)
    moving = {"unlocks", "subscriptions", "newsletters", "consents", "notes", "bans", "merges", "looks"}
    had = {holding.key: len(list(holding.export(person_of(gone)))) for holding in holdings()}
    merge(gone, kept, by=boss)
    has = {holding.key: len(list(holding.export(person_of(kept)))) for holding in holdings()}
    assert all(has[key] >= had[key] > 0 for key in moving), (had, has)
    left = {place for place in places_of([str(PK)]) if not place.startswith("generations")}
    assert left == set()


def test_killed_half_way_nothing_has_happened(ann: Reader, old: Reader, boss: Reader) -> None:
    unlock([Wish(old.subject, 3)])
    with mock.patch("standfirst.desk.merging.send_mail_later", side_effect=models.ProtectedError("", set())):
        with pytest.raises(models.ProtectedError):
            merge(old, ann, by=boss)
    assert held_by(old.subject).grants == {3}
    assert Reader.objects.filter(pk=old.pk).exists()
    assert not Merge.objects.exists()


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ({"is_staff": True}, "may use the admin"),
        ({"is_active": False}, "is banned"),
    ],
)
def test_some_stay_two(what: dict[str, bool], says: str, ann: Reader, old: Reader, boss: Reader) -> None:
    Reader.objects.filter(pk=old.pk).update(**what)
    with pytest.raises(CannotMerge, match=says):
        merge(old, ann, by=boss)
    with pytest.raises(CannotMerge, match="same account"):
        merge(ann, ann, by=boss)


def test_who_has_asked_to_leave_is_not_merged(ann: Reader, old: Reader, boss: Reader) -> None:
    ask_to_erase(old)
    with pytest.raises(CannotMerge, match="will be erased soon"):
        merge(old, ann, by=boss)


def test_staff_see_first_what_would_happen_and_it_happens_by_a_second_button(
    services: Client, ann: Reader, old: Reader
) -> None:
    unlock([Wish(old.subject, 3)])
    path = f"/admin/readers/{ann.subject}/merge/"
    page = services.post(path, {"email": "ANN.old@example.com"})
    assert "This cannot be undone" in page.text
    assert Reader.objects.filter(pk=old.pk).exists()
    assert Look.objects.filter(subject=old.subject).exists()
    assert services.post(path, {"email": "nobody@example.com"}).status_code == 422
    assert services.post(path, {"email": ann.email}).status_code == 422
    assert services.post(path, {"email": "ann.old@example.com", "sure": "yes"}).status_code == 303
    assert not Reader.objects.filter(pk=old.pk).exists()
    assert services.post(path, {"email": "ann.old@example.com", "sure": "yes"}).status_code == 422
