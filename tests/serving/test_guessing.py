"""Guesses that come at the same moment to all web processes reach the hash no more often than the limits say (A7)."""

import itertools
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from standfirst.readers import limits
from tests.serving import hashing
from tests.serving.conftest import MakeSite
from tests.serving.running import RunningSite
from tests.serving.wire import Connection, request

AT_ONCE = 100
NETS = itertools.count(10)
FORM = [("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded")]
MAKE = "from standfirst.readers.models import Reader; Reader.objects.create_user('ann@example.com', 'Tulip9 orchard')"


@pytest.fixture(scope="module")
def guessed(make_site: MakeSite) -> RunningSite:
    """Four web processes, and a reader to guess at."""
    site = make_site("guessed", environment={"DJANGO_SETTINGS_MODULE": "tests.serving.hashing_settings"}, web=4)
    site.run("standfirst.cli", "manage", "shell", "-c", MAKE)
    return site.start()


@pytest.fixture
def crowd(guessed: RunningSite) -> Iterator[list[Connection]]:
    """As many open connections as there are guesses, each from an address of its own; all four processes have some."""
    net = next(NETS)
    connections = [Connection(guessed.port, source=f"127.0.{net}.{1 + number}") for number in range(AT_ONCE)]
    for connection in connections:
        connection.get("/healthz", guessed.host)
    assert {guessed.answered_by(connection) for connection in connections} == set(guessed.web_processes())
    hashing.forget(guessed.data)
    yield connections
    for connection in connections:
        connection.close()


def guess(site: RunningSite, crowd: list[Connection], address: str) -> Counter[int]:
    """A wrong password from everybody at once, every one sent before the first answer is read; the statuses."""
    for number, connection in enumerate(crowd):
        body = urlencode({"email": address, "password": f"Guess {number} at it"}).encode()
        connection.send(request("POST", "/sign-in/", [*site.host, *FORM], body))
    return Counter(connection.answer().status for connection in crowd)


@pytest.mark.parametrize("address", ["ann@example.com", "nobody@example.com"])
def test_a_hundred_guesses_at_one_address_over_four_processes_hash_no_more_often_than_the_limit(
    guessed: RunningSite, crowd: list[Connection], address: str
) -> None:
    answers = guess(guessed, crowd, address)
    assert 1 <= hashing.hashes(guessed.data) <= limits.SIGN_INS_OF_AN_ACCOUNT.most
    assert answers[422] == hashing.hashes(guessed.data), "who was answered had their guess hashed"
    # A process that has too much to hash turns somebody away before they are counted.
    assert answers[422] + answers[429] + answers[503] == AT_ONCE
    assert answers[429] >= 90


def test_a_spelling_of_the_address_that_means_the_same_is_no_new_account(
    guessed: RunningSite, crowd: list[Connection]
) -> None:
    for spelled in ("cara@example.com", "CARA@Example.com", " cara@example.com "):
        guess(guessed, crowd[:25], spelled)
    assert 1 <= hashing.hashes(guessed.data) <= limits.SIGN_INS_OF_AN_ACCOUNT.most
