"""
Whether a request that calls itself a search engine's is one: its address has a name in the engine's domain, and that
name leads back to the address. What it calls itself is only a reason to look.

Nobody waits for a name server: who is not known yet is nobody known, and known when they come again.
Source: SECURITY rows F4 to F6; "Verifying Googlebot", Google Search Central; "Verifying Bingbot", Bing Webmaster Help.
"""

import logging
import re
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv6Address, IPv6Network
from typing import NamedTuple

from standfirst.access.clients import Address
from standfirst.frontdoor.resolving import CannotTell, Resolver

CONFIRMED_FOR = 86_400.0
REFUSED_FOR = 3_600.0
UNKNOWN_FOR = 60.0
"""Seconds for which a yes, a no, and no answer at all are remembered."""
LONGEST = 1.0
"""Seconds that one look may take, all its questions together."""
AT_ONCE = 2
MOST_WAITING = 20
A_SECOND, AT_FIRST = 5.0, 20.0
"""Looks that one web process begins in a second, and how many it may begin at first. More claims are not looked at."""
_MOST_REMEMBERED = 4_096

log = logging.getLogger(__name__)


class Crawler(NamedTuple):
    """``name`` stands in the User-Agent line; the names of its machines are in one of ``domains``."""

    name: str
    domains: tuple[str, ...]


def confirms(resolver: Resolver, address: Address, domains: Sequence[str]) -> bool:
    """Whether ``address`` has a name in one of ``domains`` that leads back to it. Raises CannotTell."""
    deadline = time.monotonic() + LONGEST
    for name in resolver.names_of(address, deadline):
        if any(name.endswith(f".{domain}") for domain in domains):
            return address in resolver.addresses_of(name, address.version, deadline)
    return False


class Crawlers:
    """Remembers who was confirmed. Belongs to the thread that serves; only ``confirms`` runs in others."""

    def __init__(self, resolver: Resolver, clock: Callable[[], float] = time.monotonic) -> None:
        self._resolver = resolver
        self._clock = clock
        self._crawlers: tuple[Crawler, ...] = ()
        self._named: re.Pattern[bytes] | None = None
        self._yes: OrderedDict[tuple[Address, str], float] = OrderedDict()
        self._no: OrderedDict[tuple[object, str], float] = OrderedDict()
        self._under_way: set[tuple[Address, str]] = set()
        self._found: deque[tuple[Address, Crawler, bool | None]] = deque()
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="crawlers")
        self._tokens, self._counted_at = AT_FIRST, clock()

    @property
    def any(self) -> bool:
        """Whether the publication lets one read."""
        return bool(self._crawlers)

    def let_in(self, crawlers: Sequence[Crawler]) -> None:
        """From now on these, and no others. What was found out by other rules is forgotten."""
        if tuple(crawlers) == self._crawlers:
            return
        self._crawlers = tuple(crawlers)
        names = b"|".join(re.escape(crawler.name.encode()) for crawler in crawlers)
        self._named = re.compile(names, re.IGNORECASE) if names else None
        self._yes.clear()
        self._no.clear()

    def is_one(self, agent: bytes | None, address: Address | None) -> bool:
        """Whether a request from ``address`` that calls itself ``agent`` is a crawler's, as far as is known by now."""
        if agent is None or address is None or self._named is None:
            return False
        claimed = self._named.search(agent)
        if claimed is None:
            return False
        said = claimed[0].decode().lower()
        crawler = next(one for one in self._crawlers if one.name.lower() == said)
        self._note()
        now = self._clock()
        if self._yes.get((address, crawler.name), -1.0) > now:
            return True
        if self._no.get((_counted(address), crawler.name), -1.0) <= now:
            self._look(address, crawler, now)
        return False

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _look(self, address: Address, crawler: Crawler, now: float) -> None:
        self._tokens = min(AT_FIRST, self._tokens + (now - self._counted_at) * A_SECOND)
        self._counted_at = now
        wanted = (address, crawler.name)
        if self._tokens < 1 or len(self._under_way) >= MOST_WAITING or wanted in self._under_way:
            return
        self._tokens -= 1
        self._under_way.add(wanted)
        self._threads.submit(self._ask, address, crawler)

    def _ask(self, address: Address, crawler: Crawler) -> None:
        verdict: bool | None = None
        try:
            verdict = confirms(self._resolver, address, crawler.domains)
        except CannotTell:
            log.info("whether a crawler is %s could not be found out", crawler.name)
        except Exception:
            log.exception("whether a crawler is %s could not be found out", crawler.name)
        self._found.append((address, crawler, verdict))

    def _note(self) -> None:
        """Take in what the threads have found."""
        now = self._clock()
        while self._found:
            address, crawler, verdict = self._found.popleft()
            self._under_way.discard((address, crawler.name))
            if crawler not in self._crawlers:
                continue
            if verdict:
                self._yes[(address, crawler.name)] = now + CONFIRMED_FOR
                self._yes.move_to_end((address, crawler.name))
            else:
                key = (_counted(address), crawler.name)
                self._no[key] = now + (UNKNOWN_FOR if verdict is None else REFUSED_FOR)
                self._no.move_to_end(key)
            while len(self._yes) > _MOST_REMEMBERED:
                self._yes.popitem(last=False)
            while len(self._no) > _MOST_REMEMBERED:
                self._no.popitem(last=False)


def _counted(address: Address) -> object:
    """A no is said to a whole /64, which is what one machine is given: it has more addresses than we have memory."""
    return IPv6Network((address, 64), strict=False) if isinstance(address, IPv6Address) else address
