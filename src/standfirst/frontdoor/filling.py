"""Has a page rendered for the front door: once for all who wait, and never kept when it was overtaken by a change."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from standfirst.access.levels import Variant
from standfirst.frontdoor.answers import Answers, Rendering, prepare
from standfirst.frontdoor.door import Fill
from standfirst.frontdoor.entries import EntryStore
from standfirst.frontdoor.following import Following, Sight
from standfirst.frontdoor.plan import CachePlan

AT_ONCE = 2
"""Pages rendered at the same time; more would only take turns at the interpreter."""
MOST_WAITING = 64
"""Pages waiting to be rendered. Beyond that Django is asked, which has limits of its own."""
REFUSED_FOR = 5.0
"""Seconds for which a page that may not be kept is not tried again."""
_TRIES = 3

log = logging.getLogger(__name__)

Render = Callable[[str, str, Variant], Rendering]
Made = tuple[CachePlan, Answers] | None


class Filling:
    """Fills ``store`` with what ``render(path, query, variant)`` makes, under the headers ``security``."""

    def __init__(
        self, render: Render, store: EntryStore, following: Following, security: Iterable[tuple[str, str]]
    ) -> None:
        self._render = render
        self._store = store
        self._following = following
        self._security = tuple(security)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="filling")
        self._under_way: dict[Fill, asyncio.Task[bool]] = {}

    async def fill(self, wanted: Fill) -> bool:
        """
        Render ``wanted``, or wait for whoever already does. False: it is not to be kept, Django has to answer.
        """
        task = self._under_way.get(wanted)
        if task is None:
            if len(self._under_way) >= MOST_WAITING:
                return False
            task = asyncio.get_running_loop().create_task(self._make(wanted))
            self._under_way[wanted] = task
            task.add_done_callback(lambda _: self._under_way.pop(wanted, None))
        # One reader who goes away must not end the work for the others.
        return await asyncio.shield(task)

    def close(self) -> None:
        """End the threads; what they still render is dropped."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _make(self, wanted: Fill) -> bool:
        loop = asyncio.get_running_loop()
        for _ in range(_TRIES):
            epoch = self._following.epoch
            try:
                made = await loop.run_in_executor(self._threads, self._rendered, wanted)
            except Exception:
                # Django answers those who wait, with its own error page and its own report.
                log.exception("%s could not be rendered as %s", wanted.key.decode(), wanted.variant.value)
                made = None
            if made is None:
                break
            plan, answers = made
            if self._following.sight() is Sight.BEHIND:
                await self._following.look()
            # Neither may stand between this check and the put: both belong to the loop's thread.
            if self._following.sight() is not Sight.CLEAR:
                return False
            if self._following.raised_since(epoch, plan.tags):
                continue
            if self._store.put(wanted.key, plan, wanted.variant, answers):
                return True
            break
        self._store.refuse(wanted.key, time.time() + REFUSED_FOR)
        return False

    def _rendered(self, wanted: Fill) -> Made:
        path, _, query = wanted.key.decode("ascii").partition("?")
        rendering = self._render(path, query, wanted.variant)
        if rendering.status != 200 or rendering.plan is None:
            return None
        if any(name.lower() == "set-cookie" for name, _ in rendering.headers):
            log.error("%s sets a cookie and is not kept", path)
            return None
        return rendering.plan, prepare(rendering, rendering.plan, wanted.variant, self._security)
