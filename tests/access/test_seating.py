"""Seats at institutions: as many as were bought, whatever races, each free again when nobody reads from it."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from standfirst.access.levels import Tier
from standfirst.access.models import EmailDomain, Institution, Seat
from standfirst.access.seating import PROVED_WITHIN, domain_of, free, keep, leave, settle, take
from standfirst.access.subscribing import Standing, grant, standing_of
from standfirst.frontdoor.callers import TAG
from standfirst.frontdoor.revocations import EVERYBODY, PREFIX
from standfirst.generations.models import Change
from tests.readers.at_once import at_once

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
ANN, BEN = uuid.UUID(int=1), uuid.UUID(int=2)
DOMAIN = "northport.example"


def northport(seats: int | None = 1, **told: object) -> Institution:
    fields = {"name": "Northport University Library", "starts_at": NOON - timedelta(days=1), **told}
    made = Institution.objects.create(seats=seats, **fields)
    EmailDomain.objects.create(institution=made, domain=DOMAIN)
    return made


def called_back() -> set[str]:
    return set(Change.objects.values_list("tag", flat=True))


@pytest.mark.django_db
def test_a_seat_that_is_taken_is_nobody_elses_until_it_is_free() -> None:
    library = northport(1)
    assert take(library, ANN, domain=DOMAIN, now=NOON)
    assert take(library, ANN, domain=DOMAIN, now=NOON), "it is theirs"
    assert not take(library, BEN, now=NOON)
    assert free(Seat.objects.filter(subject=ANN)) == 1
    assert called_back() == {f"{PREFIX}{ANN.hex}"}
    assert take(library, BEN, now=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("away", [timedelta(days=29), timedelta(days=31)])
def test_who_has_not_read_for_the_institutions_days_has_left_their_seat(away: timedelta) -> None:
    library = northport(1, idle_days=30)
    take(library, ANN, domain=DOMAIN, now=NOON)
    assert take(library, BEN, now=NOON + away) == (away > timedelta(days=30))


@pytest.mark.django_db
def test_a_browser_that_does_not_come_again_gives_its_seat_back_within_minutes() -> None:
    library = northport(1)
    assert take(library, ANN, now=NOON)
    assert not take(library, BEN, now=NOON + PROVED_WITHIN - timedelta(seconds=1))
    assert take(library, BEN, now=NOON + PROVED_WITHIN)
    assert keep(library, BEN, BEN, NOON + PROVED_WITHIN)
    assert not keep(library, ANN, ANN, NOON + PROVED_WITHIN)
    assert not take(library, ANN, now=NOON + timedelta(days=29))


@pytest.mark.django_db
def test_without_a_limit_nothing_is_kept_of_who_was_in_the_network() -> None:
    library = northport(None)
    assert take(library, ANN, now=NOON)
    assert keep(library, ANN, ANN, NOON)
    assert not Seat.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("moment", [NOON - timedelta(days=2), NOON + timedelta(days=2)])
@pytest.mark.parametrize("seats", [None, 5])
def test_before_its_first_and_after_its_last_day_nobody_sits(moment: datetime, seats: int | None) -> None:
    library = northport(seats, ends_at=NOON + timedelta(days=1))
    assert take(library, ANN, domain=DOMAIN, now=NOON)
    assert not take(library, BEN, now=moment)
    assert not keep(library, ANN, ANN, moment)
    assert standing_of(ANN, moment).tier is Tier.REGISTERED


@pytest.mark.django_db
def test_a_reader_with_a_seat_by_their_domain_is_a_subscriber_until_the_institution_ends() -> None:
    library = northport(5, ends_at=NOON + timedelta(days=9))
    take(library, ANN, domain=DOMAIN, now=NOON)
    take(library, BEN, now=NOON)
    seat = Seat.objects.get(subject=ANN)
    assert standing_of(ANN, NOON) == Standing(Tier.SUBSCRIBER, library.ends_at, seat)
    assert standing_of(BEN, NOON).tier is Tier.REGISTERED, "a seat in the network is the browser's"
    grant(ANN, source="test", starts_at=NOON)
    assert standing_of(ANN, NOON) == Standing(Tier.SUBSCRIBER)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "found"),
    [
        ("ann@northport.example", DOMAIN),
        ("ann@law.northport.example", None),
        ("ann@xnorthport.example", None),
        ("ann@northport.example.evil.example", None),
        ("ann@eastmoor.example", None),
        ("ann@law.eastmoor.example", "*.eastmoor.example"),
        ("ann@a.law.eastmoor.example", "*.eastmoor.example"),
        ("ann@bücher.example", "xn--bcher-kva.example"),
        ("northport.example@other.example", None),
        ("", None),
    ],
)
def test_a_domain_is_itself_and_those_below_it_only_where_that_is_written(email: str, found: str | None) -> None:
    library = northport()
    for domain in ("*.eastmoor.example", "xn--bcher-kva.example"):
        EmailDomain.objects.create(institution=library, domain=domain)
    known = domain_of(email, NOON)
    assert (known.domain if known else None) == found
    assert domain_of(email, NOON - timedelta(days=2)) is None


@pytest.mark.django_db
def test_who_leaves_the_domain_leaves_the_seat_and_their_pass() -> None:
    library = northport(5)
    take(library, ANN, domain=DOMAIN, now=NOON)
    leave(ANN, but="ann@northport.example")
    assert Seat.objects.count() == 1
    leave(ANN, but="ann@home.example")
    assert not Seat.objects.exists()
    assert f"{PREFIX}{ANN.hex}" in called_back()


@pytest.mark.django_db
def test_fewer_seats_are_kept_by_those_who_read_last() -> None:
    library = northport(3)
    people = [uuid.UUID(int=number) for number in range(3)]
    for hour, person in enumerate(people):
        take(library, person, domain=DOMAIN, now=NOON + timedelta(hours=hour))
    library.seats = 1
    library.save()
    settle(library, NOON + timedelta(hours=4))
    assert [seat.subject for seat in Seat.objects.all()] == [people[2]]
    assert called_back() == {TAG, *(f"{PREFIX}{person.hex}" for person in people[:2])}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda library: library.domains.all().delete(),
        lambda library: Institution.objects.filter(pk=library.pk).update(ends_at=NOON),
    ],
    ids=["the domain", "the institution"],
)
def test_seats_go_with_what_gave_them(change: Callable[[Institution], object]) -> None:
    library = northport(3)
    take(library, ANN, domain=DOMAIN, now=NOON)
    change(library)
    settle(Institution.objects.get(), NOON)
    assert not Seat.objects.exists()
    assert {TAG, f"{PREFIX}{ANN.hex}"} <= called_back()


@pytest.mark.django_db
def test_thousands_are_called_back_with_one_line() -> None:
    library = northport(None)
    told = {"institution": library, "domain": DOMAIN, "taken_at": NOON, "free_at": NOON + timedelta(days=9)}
    everybody = [uuid.UUID(int=number) for number in range(2_500)]
    Seat.objects.bulk_create([Seat(subject=one, carrier=one, **told) for one in everybody])
    free(Seat.objects.all())
    assert called_back() == {EVERYBODY}


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_come_at_the_same_moment_three_get_the_three_seats() -> None:
    library = northport(3)
    people = [uuid.UUID(int=number) for number in range(20)]
    domains = ["", DOMAIN] * 10
    verbs = [partial(take, library, who, domain=domain, now=NOON) for who, domain in zip(people, domains, strict=True)]
    taken = at_once(verbs)
    assert sum(taken) == 3
    assert {seat.subject for seat in Seat.objects.all()} == {
        person for person, got in zip(people, taken, strict=True) if got
    }


@pytest.mark.django_db(transaction=True)
def test_one_who_comes_ten_times_at_the_same_moment_has_one_seat() -> None:
    library = northport(2)
    assert all(at_once([partial(take, library, ANN, now=NOON)] * 10))
    assert Seat.objects.count() == 1
