"""The front door with all its parts: what a web process makes once and every connection shares."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from standfirst.access.clients import Proxies
from standfirst.access.cookies import CookieNames
from standfirst.access.passes import PassKeys
from standfirst.frontdoor.callers import TAG, Callers, Rules
from standfirst.frontdoor.counts import Counts
from standfirst.frontdoor.door import Door
from standfirst.frontdoor.entries import EVERYTHING, EntryStore
from standfirst.frontdoor.filling import Filling, Render
from standfirst.frontdoor.flushing import Flushing, Sink
from standfirst.frontdoor.following import Changes, Following
from standfirst.frontdoor.guests import NOBODY, Guests
from standfirst.frontdoor.hosts import Hosts
from standfirst.frontdoor.limits import Limits
from standfirst.frontdoor.listening import Listening
from standfirst.frontdoor.noting import Noted, Notes, noting_sink
from standfirst.frontdoor.protocol import FrontDoorProtocol
from standfirst.frontdoor.refusals import Refusals
from standfirst.frontdoor.resolving import NobodyAnswers, Resolver
from standfirst.frontdoor.revocations import Revocations
from standfirst.frontdoor.security_headers import security_headers
from standfirst.frontdoor.spending import Spending, SpendMany
from standfirst.frontdoor.visitors import Visitors
from standfirst.live.hub import Hub

_SWEEP_EVERY = 1.0
_AGAIN_AFTER = 0.25

log = logging.getLogger(__name__)


class FrontDoor:
    """
    Everything is handed in: ``render`` makes a variant of a page, ``marker``, ``newest`` and ``changes`` tell what
    changed, ``spend`` spends allowances, ``entry_bytes`` is the budget of the memory, ``others`` are origins that a
    page may load from once its reader agreed. ``callers`` reads what addresses say of who asks, ``proxies`` are
    those whose word counts, ``resolver`` asks name servers. Pages are counted in ``counts``, decisions noted in
    ``notes`` for ``record``; that and ``sinks`` are flushed once a second, and at the end. ``hub`` tells those who
    listen. ``guests`` are let in by the content security policy. ``protocol`` is what uvicorn makes for every
    connection.
    """

    def __init__(
        self,
        *,
        render: Render,
        marker: Callable[[], int],
        newest: Callable[[], int],
        changes: Callable[[int], Changes],
        spend: SpendMany,
        keys: PassKeys,
        cookies: CookieNames,
        hosts: Iterable[str],
        entry_bytes: int,
        counts: Counts,
        hub: Hub | None = None,
        sinks: Sequence[Sink] = (),
        notes: Notes | None = None,
        record: Callable[[dict[Noted, int]], object] = lambda noted: None,
        callers: Callable[[], Rules] = Rules,
        proxies: Proxies | None = None,
        resolver: Resolver | None = None,
        limits: Limits | None = None,
        others: Sequence[str] = (),
        guests: Guests = NOBODY,
    ) -> None:
        security = security_headers(https=cookies.secure, others=others, guests=guests)
        self.limits = limits or Limits()
        self.hosts = Hosts(hosts)
        self.refusals = Refusals(security)
        self.store = EntryStore(entry_bytes)
        self.revocations = Revocations()
        self.spending = Spending(spend)
        self.following = Following(marker=marker, newest=newest, changes=changes, apply=self._apply)
        self.filling = Filling(render, self.store, self.following, security)
        self.visitors = Visitors(keys, cookies, self.revocations)
        noted = None if notes is None else notes.now
        proxies = proxies or Proxies(())
        self.callers = Callers(proxies, resolver or NobodyAnswers())
        self.hub = hub or Hub(lambda topics: {})
        self.listening = Listening(self.hub, proxies, security)
        self._read_callers = callers
        self._callers_changed = asyncio.Event()
        self._callers_thread = ThreadPoolExecutor(1, thread_name_prefix="callers")
        self.door = Door(self.store, self.visitors.who, self.following.sight, counts.now, self.callers, noted)
        noting = [] if notes is None else [noting_sink(notes, self.visitors, record)]
        self.flushing = Flushing([*sinks, *noting], first=self.door.tell)
        self.connections: set[FrontDoorProtocol] = set()
        self.protocol = partial(FrontDoorProtocol, house=self)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follow changes, end slow connections and flush for as long as the context is open."""
        await self.following.look()
        loop = asyncio.get_running_loop()
        if not await self._know_callers():
            self._callers_changed.set()
        running = (self.following.poll(), self._sweep(), self.flushing.run(), self._follow_callers(), self.hub.run())
        duties = [loop.create_task(duty) for duty in running]
        try:
            yield
        finally:
            for duty in duties:
                duty.cancel()
            await asyncio.gather(*duties, return_exceptions=True)
            await self.flushing.end()
            self.filling.close()
            self.spending.close()
            self.following.close()
            self.callers.crawlers.close()
            self.hub.close()
            self._callers_thread.shutdown(wait=False, cancel_futures=True)

    def _apply(self, tags: frozenset[str]) -> None:
        self.store.drop(tags)
        self.revocations.note(tags, time.time())
        self.hub.changed(tags)
        if TAG in tags or EVERYTHING in tags:
            self.callers.doubt()
            self._callers_changed.set()

    async def _follow_callers(self) -> None:
        """Read the rules about addresses whenever they have changed; again and again while they cannot be read."""
        while True:
            await self._callers_changed.wait()
            self._callers_changed.clear()
            if not await self._know_callers():
                self._callers_changed.set()
                await asyncio.sleep(_AGAIN_AFTER)

    async def _know_callers(self) -> bool:
        try:
            rules = await asyncio.get_running_loop().run_in_executor(self._callers_thread, self._read_callers)
        except Exception as error:  # noqa: BLE001
            # Any failure means the same here: by address nobody is let in until the rules are known.
            log.warning("the networks of institutions cannot be read: %s", error)
            return False
        if not self._callers_changed.is_set():
            self.callers.follow(rules)
        return True

    async def _sweep(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_SWEEP_EVERY)
            now = loop.time()
            for connection in tuple(self.connections):
                connection.sweep(now)
