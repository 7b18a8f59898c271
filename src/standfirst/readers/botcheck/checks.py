"""The checks there are: an interface, the class that asks nothing, and which one the publisher has chosen."""

from dataclasses import dataclass, field
from typing import Protocol

from django.conf import settings
from django.utils.safestring import SafeString

ACTION = "register"
"""What a provider is told that its answer is for; an answer for something else is refused."""


class Down(Exception):
    """The provider did not say yes or no. The text says why, for the log; there is nothing of the reader in it."""


@dataclass(frozen=True)
class Widget:
    """
    What the form needs to hold, the same for everybody, so that a cached page may hold it.

    ``script``, ``site_key``: of a third party; empty for our own check. ``seen``: whether there is something to see.
    """

    name: str
    script: str = ""
    site_key: str = ""
    seen: bool = False
    action: str = field(default=ACTION)


class BotCheck(Protocol):
    """``widget``: None where the form needs nothing. ``notice``: what its provider wants said at the form, or ""."""

    @property
    def widget(self) -> Widget | None: ...

    @property
    def notice(self) -> SafeString | str: ...

    @property
    def asks_others(self) -> bool:
        """Whether each proof costs a request to somebody else."""
        ...

    def passes(self, proof: str) -> bool:
        """Whether ``proof``, which is not empty, is from a person and was not used before. Raises Down, and Busy."""
        ...


class NoBotCheck:
    """Asks nothing and lets everybody through."""

    widget = None
    notice = ""
    asks_others = False

    def passes(self, proof: str) -> bool:
        """Always."""
        return True


def bot_check() -> BotCheck:
    """The check that the publisher has chosen."""
    from standfirst.readers.botcheck.altcha import Altcha
    from standfirst.readers.botcheck.providers import PROVIDERS
    from standfirst.readers.botcheck.third_party import ThirdParty

    name: str = settings.STANDFIRST_BOT_CHECK
    if name == "none":
        return NoBotCheck()
    if name == "altcha":
        return Altcha(cost=settings.STANDFIRST_BOT_CHECK_COST)
    provider = PROVIDERS[name]
    return ThirdParty(
        provider,
        site_key=settings.STANDFIRST_BOT_CHECK_SITE_KEY,
        secret=settings.STANDFIRST_BOT_CHECK_SECRET,
        hosts=settings.ALLOWED_HOSTS,
        least_score=settings.STANDFIRST_BOT_CHECK_SCORE,
        verify_at=settings.STANDFIRST_BOT_CHECK_VERIFY_URL or provider.verify_at,
    )
