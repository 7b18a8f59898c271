"""What the address of a request says of its sender: in an institution's network, or a search engine's crawler."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from standfirst.access.clients import Address, Proxies
from standfirst.access.ranges import Range, Ranges
from standfirst.frontdoor.crawlers import Crawler, Crawlers
from standfirst.frontdoor.head import Head
from standfirst.frontdoor.resolving import Resolver

TAG = "callers"
"""Raised in the log of changes when ``Rules`` have changed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """The networks of institutions, and the crawlers that may read: none unless the publication says so."""

    ranges: Sequence[Range] = ()
    crawlers: Sequence[Crawler] = ()


class Callers:
    """
    Tells where requests come from, by the ``Rules`` that were read last. Belongs to the thread that serves.

    ``watching``: whether an address can matter at all. It is looked at where somebody meets a wall and nowhere else.
    """

    def __init__(self, proxies: Proxies, resolver: Resolver) -> None:
        self._proxies = proxies
        self._ranges = Ranges()
        self._certain = False
        self.crawlers = Crawlers(resolver)
        self.watching = False

    def follow(self, rules: Rules) -> None:
        """From now on by ``rules``."""
        self._ranges = Ranges(rules.ranges)
        self.crawlers.let_in(rules.crawlers)
        self._certain = True
        self.watching = bool(self._ranges) or self.crawlers.any

    def doubt(self) -> None:
        """The rules have changed and are not read yet: nobody is let in by the old ones, Django is asked."""
        self._certain = False

    def may_sit(self, peer: str, head: Head, now: float) -> int:
        """The institution in whose network the client may be; 0: none. Good for asking Django, not for opening."""
        if not self._ranges:
            return 0
        address = self._address(peer, head)
        return self._ranges.institution_at(address, now) if address is not None else 0

    def sits(self, institution: int, peer: str, head: Head, now: float) -> bool:
        """Whether the client is in the network of ``institution`` now."""
        return self._certain and self.may_sit(peer, head, now) == institution

    def is_crawler(self, peer: str, head: Head) -> bool:
        """Whether a search engine sends this that the publication lets read."""
        if not self._certain or not self.crawlers.any:
            return False
        return self.crawlers.is_one(head.field(b"user-agent"), self._address(peer, head))

    def _address(self, peer: str, head: Head) -> Address | None:
        forwarded = head.field(b"x-forwarded-for") if self._proxies.networks else None
        return self._proxies.client(peer, (forwarded or b"").decode("latin-1"))
