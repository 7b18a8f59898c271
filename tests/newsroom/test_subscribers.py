"""What a subscription opens, and that its end is met by the very next request."""

import pytest
from django.test import Client

from standfirst.access.levels import Level
from standfirst.access.models import MeterRules, Unlock
from standfirst.access.subscribing import end, grant
from standfirst.newsroom.models import ArticlePage
from standfirst.readers.models import Reader
from tests.newsroom.making import ARTICLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_home(article: ArticlePage, reader: Reader, client: Client) -> Client:
    """The reader's browser, at a publication without an allowance and before a Premium article."""
    MeterRules.objects.create(registered_allowance=0)
    ArticlePage.objects.update(access_level=Level.PREMIUM.value)
    client.force_login(reader)
    return client


def test_a_subscriber_reads_all_and_spends_nothing(at_home: Client, reader: Reader) -> None:
    assert "zebra" not in at_home.get(ARTICLE).text
    grant(reader.subject, source="test")
    assert "zebra" in at_home.get(ARTICLE).text
    assert not Unlock.objects.exists()


def test_the_next_request_after_the_end_meets_the_wall(at_home: Client, reader: Reader) -> None:
    grant(reader.subject, source="test")
    assert "zebra" in at_home.get(ARTICLE).text
    end(reader.subject)
    assert "zebra" not in at_home.get(ARTICLE).text
