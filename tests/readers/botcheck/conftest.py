"""Sites with a bot check: our own, cheap; and one of a third party, whose place a stand-in takes."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from tests.readers.botcheck.standing_in import StandIn


@pytest.fixture(autouse=True)
def quick(cheap_hashes: None) -> None:
    """What is asked here comes before a password is hashed."""


@pytest.fixture
def altcha(settings: LazySettings) -> None:
    """Our own check, at a cost that a test can pay."""
    settings.STANDFIRST_BOT_CHECK = "altcha"
    settings.STANDFIRST_BOT_CHECK_COST = 300


@pytest.fixture
def provider() -> Iterator[StandIn]:
    """Where proofs are verified, in place of the provider's own address."""
    with StandIn() as running:
        yield running


@pytest.fixture
def hcaptcha(settings: LazySettings, provider: StandIn) -> StandIn:
    """A site that asks hCaptcha, and hears the stand-in."""
    settings.STANDFIRST_BOT_CHECK = "hcaptcha"
    settings.STANDFIRST_BOT_CHECK_SITE_KEY = "the-site-key"
    settings.STANDFIRST_BOT_CHECK_SECRET = "the-secret"
    settings.STANDFIRST_BOT_CHECK_VERIFY_URL = provider.url
    return provider
