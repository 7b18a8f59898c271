"""What the address of a request says of its sender: in an institution's network, or a search engine's crawler."""

from collections.abc import Sequence
from dataclasses import dataclass

from standfirst.access.clients import Address, Proxies, address_of
from standfirst.access.ranges import Range, Ranges, institution_of
from standfirst.frontdoor.crawlers import Crawler, Crawlers
from standfirst.frontdoor.head import Head
from standfirst.frontdoor.resolving import Resolver

TAG = "callers"
"""Raised in the log of changes when ``Rules`` have changed."""

_MOST_REMEMBERED = 10_000


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
        self._is_proxy: dict[str, bool] = {}
        self._around: dict[tuple[str, bytes], list[Range]] = {}
        self.crawlers = Crawlers(resolver)
        self.watching = False

    def follow(self, rules: Rules) -> None:
        """From now on by ``rules``."""
        self._ranges = Ranges(rules.ranges)
        self._around.clear()
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
        said = peer, self._forwarded(peer, head)
        around = self._around.get(said)
        if around is None:
            address = self._proxies.client(peer, said[1].decode("latin-1"))
            around = self._ranges.around(address) if address is not None else []
            if len(self._around) >= _MOST_REMEMBERED:
                self._around.clear()
            self._around[said] = around
        return institution_of(around, now)

    def sits(self, institution: int, peer: str, head: Head, now: float) -> bool:
        """Whether the client is in the network of ``institution`` now."""
        return self._certain and self.may_sit(peer, head, now) == institution

    def is_crawler(self, peer: str, head: Head) -> bool:
        """Whether a search engine sends this that the publication lets read."""
        if not self._certain or not self.crawlers.any:
            return False
        # Every program that names itself has its line there, and people's browsers have not.
        return head.aside is not None and self.crawlers.is_one(head.aside, self._address(peer, head))

    def _address(self, peer: str, head: Head) -> Address | None:
        return self._proxies.client(peer, self._forwarded(peer, head).decode("latin-1"))

    def _forwarded(self, peer: str, head: Head) -> bytes:
        """What ``peer`` says of whom it asks for; nothing where its word does not count."""
        believed = self._is_proxy.get(peer)
        if believed is None:
            if len(self._is_proxy) >= _MOST_REMEMBERED:
                self._is_proxy.clear()
            believed = self._is_proxy[peer] = address_of(peer) in self._proxies
        return (head.field(b"x-forwarded-for") or b"") if believed else b""
