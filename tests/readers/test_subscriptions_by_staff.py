"""Staff grant and end subscriptions in the admin."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from standfirst.access.levels import Tier
from standfirst.access.models import Entitlement
from standfirst.access.subscribing import grant, standing_of
from standfirst.frontdoor.revocations import PREFIX
from standfirst.generations.models import Change
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db

LIST, NEW = "/admin/subscriptions/", "/admin/subscriptions/new/"
TOLD = {"email": "ANN@example.com", "starts_at": "2026-01-01 00:00", "ends_at": "", "note": "A prize"}


def staff(group: str, name: str = "") -> Client:
    somebody = Reader.objects.create_user(f"{name or group.lower()}@example.com", None)
    somebody.groups.set([Group.objects.get(name=group)])
    browser = Client()
    browser.force_login(somebody)
    return browser


@pytest.fixture
def desk(db: None) -> Client:
    return staff("Moderators")


def changed(desk: Client, kept: Entitlement, **told: Any) -> Any:
    form = {"starts_at": "2026-01-01 00:00", "ends_at": "", "note": "", **told}
    return desk.post(reverse("subscriptions:edit", args=[kept.pk]), form)


def test_a_moderator_makes_a_reader_a_subscriber_by_their_address(desk: Client, ann: Reader) -> None:
    assert desk.post(NEW, TOLD).status_code == 302
    kept = Entitlement.objects.get()
    assert (kept.subject, kept.source, kept.note) == (ann.subject, "staff", "A prize")
    assert kept.starts_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert standing_of(ann.subject).tier is Tier.SUBSCRIBER
    assert Change.objects.filter(tag=f"{PREFIX}{ann.subject.hex}").exists()


def test_the_list_says_whose_it_is_where_it_is_from_and_who_granted_it(desk: Client, ann: Reader) -> None:
    desk.post(NEW, TOLD)
    grant(Reader.objects.create_user("bob@example.com", None).subject, source="agency")
    page = staff("Moderators", "a-colleague").get(LIST).text
    for word in ("ann@example.com", "Ann O’Neil", "staff", "moderators@example.com", "bob@example.com", "agency"):
        assert word in page


@pytest.mark.parametrize("asked", ["ann@", "o’neil"])
def test_a_subscription_is_found_by_the_readers_address_or_name(asked: str, desk: Client, ann: Reader) -> None:
    grant(ann.subject, source="agency")
    grant(Reader.objects.create_user("bob@example.com", None).subject, source="agency")
    page = desk.get(LIST, {"q": asked}).text
    assert ("ann@example.com" in page, "bob@example.com" in page) == (True, False)


def test_ending_it_now_ends_it_and_leaves_its_source(desk: Client, ann: Reader) -> None:
    kept = grant(ann.subject, source="agency", reference="A-1").entitlement
    assert changed(desk, kept, end_now="on").status_code == 302
    assert standing_of(ann.subject).tier is Tier.REGISTERED
    assert Entitlement.objects.values_list("source", "reference").get() == ("agency", "A-1")


def test_a_new_end_is_kept_and_the_history_says_who_set_it(desk: Client, ann: Reader) -> None:
    kept = grant(ann.subject, source="agency", reference="A-1").entitlement
    assert changed(desk, kept, ends_at="2999-01-01 00:00").status_code == 302
    assert standing_of(ann.subject).until == datetime(2999, 1, 1, tzinfo=UTC)
    colleague = staff("Moderators", "a-colleague")
    assert "moderators@example.com" in colleague.get(reverse("subscriptions:history", args=[kept.pk])).text


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"email": "nobody@example.com"}, "No reader has this address."),
        ({"email": ""}, "This field is required."),
        ({"starts_at": "soon"}, "Enter a valid date/time."),
        ({"ends_at": "2025-01-01 00:00"}, "It would end before it begins."),
    ],
)
def test_what_is_wrong_is_said_in_the_form(told: dict[str, str], sentence: str, desk: Client, ann: Reader) -> None:
    answer = desk.post(NEW, {**TOLD, **told})
    assert (answer.status_code, sentence in answer.text) == (200, True)
    assert not Entitlement.objects.exists()


def test_nobody_deletes_a_subscription_not_even_an_administrator(ann: Reader) -> None:
    Reader.objects.update(is_superuser=True)
    browser = Client()
    browser.force_login(Reader.objects.get())
    kept = grant(ann.subject, source="agency").entitlement
    browser.post(reverse("subscriptions:delete", args=[kept.pk]))
    assert Entitlement.objects.exists()


def test_editors_and_readers_have_no_business_there(ann: Reader) -> None:
    reader = Client()
    reader.force_login(ann)
    kept = grant(ann.subject, source="agency").entitlement
    for browser in (staff("Editors"), reader, Client()):
        for path in (LIST, NEW, reverse("subscriptions:edit", args=[kept.pk])):
            assert browser.get(path).status_code == 302
        browser.post(NEW, TOLD)
        changed(browser, kept, end_now="on")
    assert Entitlement.objects.count() == 1
    assert standing_of(ann.subject).tier is Tier.SUBSCRIBER
