"""The cookie that the front door hands out after it has had an allowance spent."""

import time
from http.cookies import SimpleCookie

import pytest
from django.db import connection

from standfirst.access import gate
from standfirst.access.at_the_door import spend
from standfirst.access.levels import Tier
from standfirst.access.passes import LIFETIME
from standfirst.access.policy import Visitor
from standfirst.frontdoor.spending import Wish

SUBJECT = bytes(range(16))


@pytest.mark.django_db(transaction=True)
def test_a_pass_that_gains_a_grant_lasts_no_longer_than_it_would_have_and_is_called_back_with_the_one_before() -> None:
    issued = int(time.time()) - 200
    (spent,) = spend([Wish(SUBJECT, 7, Visitor(Tier.REGISTERED), issued)])
    (given,) = SimpleCookie(spent.cookie).values()
    ends = issued + LIFETIME
    opened = gate.pass_keys().open(given.value.encode(), ends - 1)
    assert opened is not None
    assert (opened.visitor.grants, opened.subject, opened.issued) == (frozenset({7}), SUBJECT, issued)
    assert gate.pass_keys().open(given.value.encode(), ends) is None


@pytest.mark.django_db(transaction=True)
def test_a_server_that_ended_the_connection_since_the_last_time_costs_no_reader_their_article() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("a file ends no connection")
    try:
        spend([Wish(SUBJECT, 7, Visitor(Tier.REGISTERED), int(time.time()))])
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (backend,) = cursor.fetchone()
        with connection.copy().cursor() as another:
            another.execute("SELECT pg_terminate_backend(%s)", [backend])
        (spent,) = spend([Wish(SUBJECT, 8, Visitor(Tier.REGISTERED), int(time.time()))])
        assert spent.visitor.grants == {7, 8}
    finally:
        connection.close()
