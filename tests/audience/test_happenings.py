"""What happens behind the front door is counted where it happens: unlocks, and each step of a registration."""

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client

from standfirst.access.gate import metered
from standfirst.access.levels import Level
from standfirst.access.models import MeterRules
from standfirst.access.policy import Visitor
from standfirst.access.unlocking import Wish, unlock
from standfirst.audience.counting import counts
from standfirst.frontdoor.counts import Counted
from standfirst.newsroom.models import ArticlePage
from standfirst.readers.confirming import confirm
from standfirst.readers.models import Reader, Registration

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = {
    "email": "nia@example.com", "password": "Tulip9 orchard", "first_name": "Nia", "last_name": "New",
    "over_18": "on", "next": "/harbour/the-pilot/",
}  # fmt: skip
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def _nothing_before() -> Iterator[None]:
    counts.gather()
    yield
    counts.gather()


def counted() -> dict[Counted, int]:
    return {key: n for numbers in (counts.gather() or {}).values() for key, n in numbers.items()}


def test_a_registration_is_counted_at_each_of_its_steps_under_its_article(client: Client, article: ArticlePage) -> None:
    where = (article.pk, article.section_id)
    client.post("/register/", {**GOOD, "email": "no address"}, headers=SAME_SITE)
    assert counted() == {Counted("begun", *where): 1}
    client.post("/register/", {**GOOD, "again": "1"}, headers=SAME_SITE)
    assert counted() == {Counted("accepted", *where): 1}
    registration = Registration.objects.get()
    assert confirm(registration) is not None
    assert counted() == {Counted("completed", *where): 1}
    assert confirm(registration) is None
    assert counted() == {}


def test_the_form_that_is_shown_again_says_that_it_is(client: Client, article: ArticlePage) -> None:
    again = client.post("/register/", {**GOOD, "email": "no address"}, headers=SAME_SITE)
    assert '<input type="hidden" name="again" value="1">' in again.text
    assert 'name="again"' not in client.get("/register/").text


def test_a_registration_from_nowhere_is_counted_under_no_article(client: Client, front: object) -> None:
    client.post("/register/", {**GOOD, "next": ""}, headers=SAME_SITE)
    assert counted() == {Counted("begun"): 1, Counted("accepted"): 1}


def test_an_address_that_has_an_account_is_counted_like_any_other_until_it_would_be_confirmed(
    client: Client, reader: Reader, article: ArticlePage
) -> None:
    client.post("/register/", {**GOOD, "email": reader.email}, headers=SAME_SITE)
    assert {key.kind for key in counted()} == {"begun", "accepted"}
    assert confirm(Registration.objects.get()) is None
    assert counted() == {}


def test_each_unlock_is_counted_once_and_the_last_of_an_allowance_as_what_it_is() -> None:
    MeterRules.objects.update_or_create(pk=1, defaults={"registered_allowance": 2})
    ann, bob = uuid.uuid4(), uuid.uuid4()
    unlock([Wish(ann, 7), Wish(ann, 7), Wish(bob, 7)])
    assert counted() == {Counted("unlocked", 7): 2}
    unlock([Wish(ann, 8), Wish(ann, 9), Wish(bob, 7)])
    assert counted() == {Counted("unlocked", 8): 1, Counted("used_up", 8): 1}


def test_what_somebody_without_an_account_opens_is_counted() -> None:
    rules = MeterRules(anonymous_allowance=1)
    visitor = metered(Visitor(), 7, rules)
    metered(visitor, 7, rules)
    metered(visitor, 8, rules)
    assert counted() == {Counted("metered", 7): 1}


def test_a_page_that_django_answers_is_counted_as_the_door_would(client: Client, article: ArticlePage) -> None:
    ArticlePage.objects.update(access_level=Level.REGISTERED.value)
    assert client.get("/harbour/the-pilot/").status_code == 200
    client.head("/harbour/the-pilot/")
    client.get("/harbour/the-pilot/", headers={"Sec-Purpose": "prefetch"})
    client.get("/harbour/the-pilot/", headers={"User-Agent": "Googlebot/2.1"})
    client.get("/feed/")
    assert counted() == {Counted("register", article.pk, article.section_id): 1}
    client.get("/harbour/")
    client.get("/topics/boats/")
    assert counted() == {Counted("full", 0, article.section_id): 1, Counted("full"): 1}
