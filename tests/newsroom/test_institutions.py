"""Who reads through an institution, on Django's side: by network and by email domain, with and without a seat."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from standfirst.access import gate
from standfirst.access.levels import Level
from standfirst.access.models import EmailDomain, Institution, MeterRules, NetworkRange, Seat, Unlock
from standfirst.access.seating import free
from standfirst.access.subscribing import grant
from standfirst.newsroom.explaining import explain
from standfirst.newsroom.models import ArticlePage
from standfirst.readers.models import Reader
from tests.newsroom.making import ARTICLE

pytestmark = pytest.mark.django_db

NAME = "Northport University Library"
INSIDE, ALSO_INSIDE, OUTSIDE, PROXY = "198.51.100.9", "2001:db8:7::9", "203.0.113.5", "10.0.0.1"
SMALL = "/account/institution/"


@pytest.fixture
def library(article: ArticlePage) -> Institution:
    """With one seat, two networks and a domain; the article is Premium and nobody has an allowance."""
    MeterRules.objects.create(registered_allowance=0, anonymous_allowance=0)
    ArticlePage.objects.update(access_level=Level.PREMIUM.value)
    made = Institution.objects.create(name=NAME, seats=1, starts_at=timezone.now() - timedelta(days=1))
    for network in ("198.51.100.0/24", "2001:db8:7::/48"):
        NetworkRange.objects.create(institution=made, network=network)
    EmailDomain.objects.create(institution=made, domain="northport.example")
    return made


def browser(address: str = INSIDE, **more: Any) -> Client:
    return Client(REMOTE_ADDR=address, **more)


def reads(who: Client, **more: Any) -> bool:
    return "zebra" in who.get(ARTICLE, **more).text


def moved(who: Client, address: str) -> Client:
    who.defaults["REMOTE_ADDR"] = address
    return who


def told(who: Client) -> str:
    answer = who.get(SMALL)
    assert "no-store" in answer["Cache-Control"]
    return re.sub("<[^>]+>", "", answer.text).strip()


@pytest.mark.parametrize("address", [INSIDE, ALSO_INSIDE, "::ffff:198.51.100.9"])
def test_whoever_is_in_the_network_reads_without_an_account(library: Institution, address: str) -> None:
    who = browser(address)
    answer = who.get(ARTICLE)
    assert "zebra" in answer.text
    assert answer["Cache-Control"] == "private, no-store"
    assert NAME not in answer.text
    assert {"sf_pass", "sf_seat", "sf_at"} <= set(answer.cookies)
    assert told(who) == f"Read through {NAME}"
    assert address not in str(list(Seat.objects.values()))


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP"])
def test_whoever_only_says_so_does_not(library: Institution, header: str, settings: Settings) -> None:
    settings.STANDFIRST_TRUSTED_PROXIES = [PROXY]
    assert not reads(browser(OUTSIDE), headers={header: INSIDE})
    assert not reads(browser(OUTSIDE), headers={header: f"{INSIDE}, {PROXY}"})
    assert reads(browser(PROXY), headers={header: f"6.6.6.6, {INSIDE}"}) == (header == "X-Forwarded-For")
    assert not reads(browser(PROXY), headers={header: f"{INSIDE}, {OUTSIDE}"})
    assert Seat.objects.count() == (header == "X-Forwarded-For")


def test_what_was_given_there_opens_nothing_at_home(library: Institution) -> None:
    who = browser()
    assert reads(who)
    sealed = who.cookies["sf_pass"].value
    assert not reads(moved(who, OUTSIDE))
    assert "sf_pass" not in {name for name, kept in who.cookies.items() if kept.value}
    who.cookies["sf_meter"] = sealed
    assert not reads(who), "nor in the place of the meter"
    assert not reads(moved(Client(), OUTSIDE), headers={"Cookie": f"sf_pass={sealed}; sf_meter={sealed}; sf_seat=x"})
    assert told(who) == ""


def test_one_more_than_there_are_seats_is_told_so(library: Institution) -> None:
    first, second = browser(), browser()
    assert reads(first)
    assert not reads(second)
    assert told(second) == f"{NAME} reads here with 1 seat. It is taken just now."
    assert reads(first), "it is theirs"
    free(Seat.objects.all())
    assert reads(second)
    assert not reads(first)


def test_heads_and_pages_fetched_ahead_take_no_seat(library: Institution) -> None:
    who = browser()
    who.head(ARTICLE)
    who.get(ARTICLE, headers={"Sec-Purpose": "prefetch"})
    who.get("/search/")
    assert not Seat.objects.exists()
    assert not who.cookies


def test_a_seat_is_the_browsers_whoever_signs_in_there(library: Institution, reader: Reader) -> None:
    who = browser()
    assert reads(who)
    who.force_login(reader)
    assert reads(who)
    seat = Seat.objects.get()
    assert (seat.carrier, seat.domain) == (reader.subject, "")
    who.post("/sign-out/", headers={"Sec-Fetch-Site": "same-origin"})
    assert "_auth_user_id" not in who.session
    assert reads(who)
    assert Seat.objects.count() == 1


def test_a_subscriber_takes_no_seat(library: Institution, reader: Reader) -> None:
    grant(reader.subject, source="test")
    who = browser()
    who.force_login(reader)
    assert reads(who)
    assert not Seat.objects.exists()
    assert told(who) == ""


@pytest.mark.parametrize("change", [{"ends_at": timezone.now()}, {"starts_at": timezone.now() + timedelta(days=1)}])
def test_before_its_first_and_after_its_last_day_its_network_is_anybodys(library: Institution, change: Any) -> None:
    who = browser()
    assert reads(who)
    Institution.objects.update(**change)
    assert not reads(who)
    assert told(who) == ""


def test_a_reader_with_an_address_there_reads_from_anywhere(library: Institution, reader: Reader) -> None:
    reader.email = "ann@northport.example"
    reader.save()
    who = browser(OUTSIDE)
    who.force_login(reader)
    assert reads(who)
    assert told(who) == f"Read through {NAME}"
    assert NAME in who.get("/account/").text
    other = browser(OUTSIDE)
    other.force_login(Reader.objects.create_user("ben@northport.example", None))
    assert not reads(other)
    assert told(other).startswith(f"{NAME} reads here with 1 seat")
    assert "1 seat" in other.get("/account/").text
    reader.email = "ann@home.example"
    reader.save()
    assert not reads(who), "the address is another one now"
    assert reads(other)


@pytest.mark.parametrize("gone", ["closed", "deleted"])
def test_who_leaves_the_publication_leaves_the_seat(library: Institution, gone: str) -> None:
    ann = Reader.objects.create_user("ann@northport.example", None)
    who = browser(OUTSIDE)
    who.force_login(ann)
    assert reads(who)
    if gone == "closed":
        ann.is_active = False
        ann.save()
    else:
        ann.delete()
    assert not Seat.objects.exists()
    assert not reads(who)


def test_the_anonymous_meter_and_a_seat_are_kept_apart(library: Institution) -> None:
    MeterRules.objects.update(anonymous_allowance=1)
    ArticlePage.objects.update(access_level=Level.REGISTERED.value)
    who = browser(OUTSIDE)
    assert reads(who)
    meter = who.cookies["sf_meter"].value
    ArticlePage.objects.update(access_level=Level.PREMIUM.value)
    assert reads(moved(who, INSIDE))
    opened = gate.pass_keys().open(who.cookies["sf_meter"].value.encode(), 0)
    assert opened is not None
    assert (opened.visitor.used, opened.visitor.institution) == (1, 0)
    assert meter
    assert not reads(moved(who, OUTSIDE))


def test_why_tells_of_the_institution_and_changes_nothing(library: Institution) -> None:
    Reader.objects.create_user("ann@northport.example", None)
    url = f"http://testserver{ARTICLE}"
    inside = dict(explain(url, network=INSIDE).lines)
    assert inside["Network"] == f"of {NAME}, where 0 of 1 seats are taken now"
    assert inside["Sees"] == "the whole article"
    assert "institution" in inside["Decision"]
    assert dict(explain(url, network=OUTSIDE).lines)["Network"] == "of no institution"
    assert "without a seat there" in dict(explain(url, "ann@northport.example").lines)["Reader"]
    assert not Seat.objects.exists()
    who = browser(OUTSIDE)
    who.force_login(Reader.objects.get(email="ann@northport.example"))
    assert reads(who)
    said = dict(explain(url, "ann@northport.example").lines)
    assert said["Reader"] == f"subscriber through {NAME}, as northport.example is its, without an end"
    assert "where 1 of 1 seats" in dict(explain(url, network=INSIDE).lines)["Network"]
    assert dict(explain(url, network=INSIDE).lines)["Sees"] != "the whole article"
    assert not Unlock.objects.exists()
