"""The hub of one web process: who listens to what, told whenever the log of changes names it."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto

from standfirst.live.events import GONE, Told, told
from standfirst.live.listeners import Full, Listener, Places, Room, Transport
from standfirst.live.topics import State

BETWEEN = 0.4
"""Seconds between two rounds: however much is written, nobody is told more often."""
AGAIN_AFTER = 1.0
"""Seconds after a round in which the states could not be read."""
KEPT_FOR = 60.0
"""Seconds for which the state of a topic is kept that nobody listens to, for those who ask now and then."""
MOST_TOPICS = 10_000
EVERYTHING = "site"
"""The tag that stands for all the others."""
_AT_ONCE = 250

log = logging.getLogger(__name__)


class Unknown(Enum):
    """Why there is no state."""

    NOT_PUBLIC = auto()
    NOBODY_CAN_TELL = auto()  # now


class _Topic:
    __slots__ = ("asked_at", "listeners", "state", "waiting")

    def __init__(self) -> None:
        self.state: Told | None = None
        self.listeners: set[Listener] = set()
        self.asked_at = 0.0
        self.waiting: asyncio.Future[Told | Unknown] | None = None


class Hub:
    """
    ``tell`` gives the states of topics and runs in a thread of its own. All else belongs to the loop that serves.

    Everything that is said is the whole state of a topic, so who missed an event misses nothing with the next one.
    """

    def __init__(self, tell: Callable[[Sequence[str]], Mapping[str, State]], room: Room | None = None) -> None:
        self._tell = tell
        self._places = Places(room or Room())
        self._topics: dict[str, _Topic] = {}
        self._dirty: set[str] = set()
        self._wake = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self._failing = False

    @property
    def listening(self) -> int:
        """How many listen."""
        return self._places.taken

    def full_for(self, source: str) -> Full | None:
        """Why ``source`` may not listen as well, None when it may."""
        return self._places.full_for(source)

    async def state(self, topic: str) -> Told | Unknown:
        """The state of ``topic`` as far as this process has been told; asked for when it holds none."""
        known = self._topics.get(topic)
        if known is None:
            if len(self._topics) >= MOST_TOPICS:
                return Unknown.NOBODY_CAN_TELL
            known = self._topics[topic] = _Topic()
        loop = asyncio.get_running_loop()
        known.asked_at = loop.time()
        if known.state is not None:
            return known.state
        if known.waiting is None:
            known.waiting = loop.create_future()
            self._doubt([topic])
        return await asyncio.shield(known.waiting)

    def listen(self, transport: Transport, topic: str, source: str) -> Listener:
        """Take up a listener to a topic whose state was just told."""
        known = self._topics.setdefault(topic, _Topic())
        listener = Listener(transport, topic, source, asyncio.get_running_loop().time())
        known.listeners.add(listener)
        self._places.take(source)
        return listener

    def leave(self, listener: Listener) -> None:
        """The connection is gone. To be called once for each listener."""
        self._places.leave(listener.source)
        known = self._topics.get(listener.topic)
        if known is not None:
            known.listeners.discard(listener)

    def changed(self, tags: frozenset[str]) -> None:
        """The log of changes names ``tags``: those of them that somebody listens to are told anew."""
        self._doubt(self._topics if EVERYTHING in tags else [tag for tag in tags if tag in self._topics])

    async def run(self) -> None:
        """Tell what has changed, until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            self._forget_unasked(asyncio.get_running_loop().time())
            if not await self._round():
                await asyncio.sleep(AGAIN_AFTER)
                self._wake.set()
            await asyncio.sleep(BETWEEN)

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _doubt(self, topics: Iterable[str]) -> None:
        self._dirty.update(topics)
        if self._dirty:
            self._wake.set()

    async def _round(self) -> bool:
        asked, self._dirty = sorted(self._dirty & self._topics.keys()), set()
        if not asked:
            return True
        try:
            states = await asyncio.get_running_loop().run_in_executor(self._thread, self._tell, asked)
        except Exception as error:  # noqa: BLE001
            # Any failure means the same here: who listens hears nothing new until the database can be asked again.
            if not self._failing:
                log.warning("what is listened to cannot be read: %s", error)
            self._failing = True
            self._give_up(asked)
            return False
        self._failing = False
        for name in asked:
            await self._publish(name, states.get(name))
        return True

    def _give_up(self, asked: Sequence[str]) -> None:
        for name in asked:
            known = self._topics[name]
            if known.waiting is not None:
                known.waiting.set_result(Unknown.NOBODY_CAN_TELL)
                known.waiting = None
            if known.state is not None or known.listeners:
                self._dirty.add(name)
            else:
                del self._topics[name]

    async def _publish(self, name: str, state: State | None) -> None:
        known = self._topics[name]
        before, now = known.state, None if state is None else told(state)
        known.state = now
        if known.waiting is not None:
            known.waiting.set_result(now or Unknown.NOT_PUBLIC)
            known.waiting = None
        if now is None:
            del self._topics[name]
        elif before is not None and before.version == now.version:
            return
        event = GONE if now is None else now.event
        for number, listener in enumerate(tuple(known.listeners), start=1):
            listener.send(event)
            if now is None:
                listener.end()
            if not number % _AT_ONCE:
                # Pages are served meanwhile.
                await asyncio.sleep(0)

    def _forget_unasked(self, now: float) -> None:
        """Called at each round, which every new topic causes."""
        for name, known in tuple(self._topics.items()):
            if not known.listeners and known.waiting is None and now - known.asked_at > KEPT_FOR:
                del self._topics[name]
