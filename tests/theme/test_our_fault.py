"""When we broke, the page says so, says what to do, and gives a reference that is in the log and says nothing else."""

import re

import pytest
from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from django.test import AsyncClient, Client
from django.urls import path


def breaks(request: HttpRequest) -> HttpResponse:
    """A view with a bug in it."""
    raise RuntimeError("the secret of the bug")


urlpatterns = [path("breaks/", breaks)]
handler500 = "standfirst.theme.errors.failed"

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def test_a_failure_has_a_reference_that_the_log_knows(caplog: pytest.LogCaptureFixture) -> None:
    found = []
    for ask in (
        Client(raise_request_exception=False).get,
        async_to_sync(AsyncClient(raise_request_exception=False).get),
    ):
        page = ask("/breaks/?token=secret")
        text = page.content.decode()
        assert page.status_code == 500
        assert "Something went wrong on our side" in text
        reference = re.search(r"Nothing was saved. Try again in a minute. Reference ([0-9a-f]{8})", text)
        assert reference
        assert f"reference {reference[1]}: RuntimeError at {__file__}:" in caplog.text
        assert "secret" not in text
        found.append(reference[1])
    assert found[0] != found[1]
