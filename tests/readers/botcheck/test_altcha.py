"""Our own check: a challenge is answered once, in time and as it was given; nothing else gets through."""

import json
import threading
from base64 import b64encode
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from standfirst.readers.botcheck.altcha import LASTS, Altcha
from standfirst.readers.models import Registration
from tests.readers.botcheck.solving import CHALLENGE, fetched, number_of, proof_of
from tests.readers.cast import answers

WORDS = "We could not tell that you are a person. Try again, or ask us to email you a link"


def sends(proof: str, **changed: Any) -> int:
    """The status of the answer to a form with that proof."""
    return int(Client().post("/register/", answers(proof=proof, **changed)).status_code)


def test_a_form_with_the_answer_to_a_challenge_gets_through(altcha: None, db: None) -> None:
    assert sends(proof_of(fetched())) == 303
    assert Registration.objects.count() == 1


def test_an_answer_counts_once_whatever_address_it_comes_with(altcha: None, db: None) -> None:
    proof = proof_of(fetched())
    assert sends(proof) == 303
    assert [sends(proof, email=address) for address in ("bob@example.com", "ann@example.com")] == [422, 422]
    assert Registration.objects.count() == 1


def test_a_refused_form_says_so_keeps_the_answers_and_shows_another_way(altcha: None, db: None) -> None:
    page = Client().post("/register/", answers(proof="nonsense"), headers={"HX-Request": "true"})
    text = page.content.decode()
    assert page.status_code == 422
    assert [problem.words for problem in page.context["form"].problems] == [WORDS]
    assert 'value="ann@example.com"' in text
    assert 'name="unchecked"' in text
    assert 'name="proof" value=""' in text
    assert sends("nonsense", unchecked="1") == 303


def test_a_form_that_is_refused_for_another_reason_does_not_use_its_proof_up(altcha: None, db: None) -> None:
    proof = proof_of(fetched())
    assert sends(proof, email="ann@") == 422
    assert sends(proof) == 303


def test_a_challenge_ends(altcha: None, db: None) -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        early, late = proof_of(fetched()), proof_of(fetched())
        clock.shift(LASTS - 1)
        assert sends(early) == 303
        clock.shift(2)
        assert sends(late) == 422


ALTERED: list[dict[str, Any]] = [
    {"number": -1},
    {"number": 1.0},
    {"number": True},
    {"number": "7"},
    {"number": 10**400},
    {"algorithm": "SHA-1"},
    {"signature": ""},
    {"signature": "x" * 43},
    {"signature": "ü"},
    {"salt": None},
    {"salt": "0" * 24 + "?expires=99999999999&"},
    {"challenge": "0" * 64},
    {"challenge": "ü" * 64},
]


@pytest.mark.parametrize("changed", ALTERED, ids=str)
def test_an_altered_answer_is_none(changed: dict[str, Any], altcha: None, db: None) -> None:
    assert sends(proof_of(fetched(), **changed)) == 422


def test_an_easy_challenge_of_ones_own_is_none(altcha: None, db: None, settings: LazySettings) -> None:
    theirs = Altcha(cost=1).challenge()
    with_our_signature = {**theirs, "signature": fetched()["signature"]}
    assert sends(proof_of(with_our_signature)) == 422
    settings.SECRET_KEY = "the secret of somebody else, who would like to be us"
    foreign = fetched()
    settings.SECRET_KEY = "the secret of a test run and of nothing else"
    assert sends(proof_of(foreign)) == 422


def test_digits_of_the_number_cannot_be_moved_into_the_time_at_which_it_ends(altcha: None, db: None) -> None:
    challenge = fetched()
    number = str(number_of(challenge))
    for cut in range(1, len(number) + 1):
        salt, rest = challenge["salt"] + number[:cut], number[cut:]
        assert sends(proof_of(challenge, salt=salt, number=int(rest or "0"))) == 422
        salt = challenge["salt"].rstrip("&") + number[:cut] + "&"
        assert sends(proof_of(challenge, salt=salt, number=int(rest or "0"))) == 422


def test_an_older_secret_of_the_site_still_counts(altcha: None, db: None, settings: LazySettings) -> None:
    proof = proof_of(fetched())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the next secret of the site, since this morning"
    assert sends(proof) == 303


@given(st.one_of(st.binary(max_size=60), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(
    lambda value: json.dumps({"algorithm": "SHA-256", "salt": value, "number": value}).encode()
)))  # fmt: skip
def test_no_bytes_are_taken_for_an_answer_or_break_it(said: bytes) -> None:
    assert Altcha(cost=1).passes(b64encode(said).decode()) is False
    assert Altcha(cost=1).passes(said.decode("latin-1")) is False


def test_a_challenge_is_each_time_another_and_kept_by_nobody(altcha: None) -> None:
    first, second = Client().get(CHALLENGE), Client().get(CHALLENGE)
    assert first.json()["challenge"] != second.json()["challenge"]
    assert first["Cache-Control"] == "private, no-store"
    assert not first.cookies
    assert Client().post(CHALLENGE).status_code == 405


def test_without_our_check_there_is_no_challenge(db: None) -> None:
    assert Client().get(CHALLENGE).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_many_who_send_one_answer_at_once_one_gets_through(altcha: None) -> None:
    proof, passed = proof_of(fetched()), []
    begin = threading.Barrier(8)

    def send() -> None:
        begin.wait()
        passed.append(Altcha(cost=1).passes(proof))
        connection.close()

    senders = [threading.Thread(target=send) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(passed) == [False] * 7 + [True]
