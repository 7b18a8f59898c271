"""Staff make, change and end institutions in the admin, see who sits there, and free a seat."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from standfirst.access.levels import Tier
from standfirst.access.models import CrawlerRules, Institution, Seat
from standfirst.access.seating import take
from standfirst.access.subscribing import standing_of
from standfirst.frontdoor.callers import TAG
from standfirst.frontdoor.revocations import PREFIX
from standfirst.generations.models import Change
from standfirst.readers.models import Reader
from tests.readers.test_subscriptions_by_staff import staff

pytestmark = pytest.mark.django_db

LIST, NEW = "/admin/institutions/", "/admin/institutions/new/"
NAME = "Northport University Library"
TOLD = {
    "name": NAME,
    "domains": "northport.example\n*.northport.example",
    "networks": "198.51.100.0/24\n2001:db8:7::/48\n192.0.2.7",
    "seats": "2",
    "idle_days": "30",
    "starts_at": "2026-01-01 00:00",
    "ends_at": "",
    "note": "",
}


@pytest.fixture
def desk(db: None) -> Client:
    return staff("Moderators")


@pytest.fixture
def library(desk: Client) -> Institution:
    assert desk.post(NEW, TOLD).status_code == 302
    return Institution.objects.get()


def change(desk: Client, library: Institution, **told: str) -> Any:
    return desk.post(reverse("institutions:edit", args=[library.pk]), {**TOLD, **told})


def raised() -> set[str]:
    return set(Change.objects.values_list("tag", flat=True))


def test_an_institution_has_its_domains_its_networks_and_its_dates(desk: Client, library: Institution) -> None:
    assert [one.domain for one in library.domains.order_by("pk")] == ["northport.example", "*.northport.example"]
    assert [one.network for one in library.ranges.order_by("pk")] == TOLD["networks"].replace(".7", ".7/32").split()
    assert TAG in raised()
    page = desk.get(LIST).text
    for words in (NAME, "Runs", "0 of 2 taken"):
        assert words in page
    form = desk.get(reverse("institutions:edit", args=[library.pk])).text
    assert "*.northport.example" in form
    assert "2001:db8:7::/48" in form


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("domains", "gmail.com", "anybody can have an address at gmail.com"),
        ("domains", "good.example\nnorth port", "“north port”: this is no domain name"),
        ("networks", "0.0.0.0/0", "“0.0.0.0/0”: this is wider than /12"),
        ("networks", "198.51.100.7/24", "Is 198.51.100.0/24 meant?"),
        ("networks", "198.51.100.0/24\nthe library", "“the library”: this is no network"),
        ("networks", "127.0.0.0/16", "this machine itself is in it"),
        ("networks", "10.0.0.0/16", "STANDFIRST_TRUSTED_PROXIES is in it"),
        ("ends_at", "2025-12-31 00:00", "It would end before it begins"),
        ("seats", "0", "greater than or equal to 1"),
        ("name", "", "This field is required"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_typed_is_lost(
    desk: Client, field: str, typed: str, said: str, settings: Settings
) -> None:
    settings.STANDFIRST_TRUSTED_PROXIES = ["10.0.0.1"]
    answer = desk.post(NEW, {**TOLD, field: typed})
    assert answer.status_code == 200
    assert said in str(answer.context["form"].errors[field])
    assert "*.northport.example" in answer.text or field == "domains"
    assert not Institution.objects.exists()


def test_without_a_domain_or_a_network_nobody_could_read_through_it(desk: Client) -> None:
    answer = desk.post(NEW, {**TOLD, "domains": " ", "networks": "\n"})
    assert "without either nobody reads through it" in answer.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("domains", "northport.example", f"northport.example is {NAME}’s at that time"),
        ("networks", "198.51.100.128/25", f"198.51.100.128/25 overlaps 198.51.100.0/24, which is {NAME}’s"),
        ("networks", "2001:db8::/32", f"2001:db8::/32 overlaps 2001:db8:7::/48, which is {NAME}’s"),
    ],
)
def test_what_is_another_institutions_is_refused_while_that_runs(
    desk: Client, library: Institution, field: str, typed: str, said: str
) -> None:
    other = {**TOLD, "name": "Eastmoor College", "domains": "", "networks": "", field: typed}
    assert said in str(desk.post(NEW, other).context["form"].errors[field])
    Institution.objects.update(ends_at=timezone.now() - timedelta(days=1))
    now = f"{timezone.localtime():%Y-%m-%d %H:%M}"
    assert desk.post(NEW, {**other, "starts_at": now}).status_code == 302


def test_an_institution_keeps_what_is_its_own(desk: Client, library: Institution) -> None:
    assert change(desk, library, seats="").status_code == 302
    assert Institution.objects.get().seats is None


def test_a_new_domain_and_the_end_are_heard_of_by_its_readers_passes_at_once(
    desk: Client, library: Institution
) -> None:
    there = Reader.objects.create_user("ann@law.northport.example", None)
    away = Reader.objects.create_user("ben@northport.example.com", None)
    take(library, there.subject, domain="*.northport.example")
    Change.objects.all().delete()
    assert change(desk, library, note="Renewed").status_code == 302
    assert {TAG, f"{PREFIX}{there.subject.hex}"} <= raised()
    assert standing_of(there.subject).tier is Tier.SUBSCRIBER
    Change.objects.all().delete()
    assert change(desk, library, end_now="on").status_code == 302
    assert raised() == {TAG, f"{PREFIX}{there.subject.hex}"}
    assert f"{PREFIX}{away.subject.hex}" not in raised()
    assert standing_of(there.subject).tier is Tier.REGISTERED
    assert "Ended" in desk.get(LIST).text


def test_staff_see_who_sits_there_and_free_a_seat(desk: Client, library: Institution) -> None:
    ann = Reader.objects.create_user("ann@northport.example", None)
    take(library, ann.subject, domain="northport.example")
    seats = reverse("institution_seats", args=[library.pk])
    page = desk.get(seats)
    assert "1 of 2 seats are taken" in page.text
    assert "ann@northport.example" in page.text
    assert "no-store" in page["Cache-Control"]
    Change.objects.all().delete()
    number = Seat.objects.get().pk
    for said in ("The seat is free", "That seat was free already"):
        assert said in desk.post(seats, {"seat": number}, follow=True).text
    assert raised() == {f"{PREFIX}{ann.subject.hex}"}
    assert "Nobody has a seat yet" in desk.get(seats).text


@pytest.mark.parametrize("number", ["", "x", "9" * 40, "-1"])
def test_a_seat_that_is_none_frees_none(desk: Client, library: Institution, number: str) -> None:
    take(library, Reader.objects.create_user("ann@northport.example", None).subject, domain="northport.example")
    assert desk.post(reverse("institution_seats", args=[library.pk]), {"seat": number}).status_code == 302
    assert Seat.objects.exists()


def test_a_seat_of_another_institution_is_not_freed_from_here(desk: Client, library: Institution) -> None:
    other = Institution.objects.create(name="Eastmoor College", seats=3)
    take(other, Reader.objects.create_user("ann@eastmoor.example", None).subject, domain="eastmoor.example")
    desk.post(reverse("institution_seats", args=[library.pk]), {"seat": Seat.objects.get().pk})
    assert Seat.objects.exists()


@pytest.mark.parametrize(
    "place", [LIST, NEW, "/admin/institutions/{pk}/seats/", "/admin/settings/access/crawlerrules/"]
)
def test_editors_keep_no_institutions_and_nobody_deletes_one(place: str, library: Institution, desk: Client) -> None:
    path = place.format(pk=library.pk)
    assert desk.get(path, follow=True).status_code == 200
    assert staff("Editors").get(path).status_code in (302, 403)
    assert desk.get(reverse("institutions:delete", args=[library.pk])).status_code in (302, 403)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Googlebot", "write a name"),
        ("Googlebot:", "no domain is named"),
        ("Googlebot: com", "no domain name"),
        ("G: google.com", "write a name"),
        ("Mozilla: google.com", "a browser of people could be called so"),
        ("Google bot: google.com", "write a name"),
        ("goodbot: good.example\nbadbot: 192.0.2.1", "address of a machine"),
    ],
)
def test_a_crawler_that_cannot_be_is_refused_with_its_line(desk: Client, typed: str, said: str) -> None:
    rules = CrawlerRules.load()
    assert not rules.let_in, "none may read unless the publication says so"
    page = f"/admin/settings/access/crawlerrules/{rules.pk}/"
    answer = desk.post(page, {"may_read": "on", "crawlers": typed})
    assert said in str(answer.context["form"].errors["crawlers"])
    assert not CrawlerRules.load().let_in


def test_the_crawlers_that_we_know_may_read_when_the_publication_says_so(desk: Client) -> None:
    rules = CrawlerRules.load()
    Change.objects.all().delete()
    page = f"/admin/settings/access/crawlerrules/{rules.pk}/"
    assert desk.post(page, {"may_read": "on", "crawlers": rules.crawlers}).status_code == 302
    let_in = {crawler.name: crawler.domains for crawler in CrawlerRules.objects.get().let_in}
    assert let_in["Googlebot"] == ("googlebot.com", "google.com")
    assert set(let_in) == {"Googlebot", "bingbot", "Applebot"}
    assert raised() == {TAG}
