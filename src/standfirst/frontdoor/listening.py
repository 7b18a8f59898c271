"""What stands under /live/: the state of a topic, once or as it changes. Not one thread is held for who listens."""

import time
from collections.abc import Iterable
from email.utils import formatdate

from standfirst.access.clients import Proxies, household_of
from standfirst.frontdoor.head import Head
from standfirst.live.events import Told, retry
from standfirst.live.hub import Hub, Unknown
from standfirst.live.listeners import Listener, Transport
from standfirst.live.topics import topic_at

LIVE = b"/live/"
FRESH_FOR = 5
"""Seconds for which a cache on the way may answer those who ask now and then."""


class Listening:
    """Answers for one web process out of ``hub``, under the headers ``security``."""

    def __init__(self, hub: Hub, proxies: Proxies, security: Iterable[tuple[str, str]]) -> None:
        self._hub = hub
        self._proxies = proxies
        lines = "".join(f"{name}: {value}\r\n" for name, value in security).encode()
        self._now = b"Content-Type: application/json\r\nCache-Control: public, max-age=%d\r\n" % FRESH_FOR + lines
        # An answer that ends with its connection needs no framing. nginx would gather the events without the last line.
        self._stream = (
            b"Content-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store, no-transform\r\n"
            b"Connection: close\r\nX-Accel-Buffering: no\r\n" + lines + b"\r\n"
        )

    async def answer(self, head: Head, peer: str, transport: Transport) -> bytes | int | Listener:
        """
        The whole answer, the status of a refusal, or the listener that ``transport`` has become: its head is written,
        and the state too where the browser (Last-Event-ID) has not seen it.
        """
        path, _, _ = head.target.partition(b"?")
        found = topic_at(path.decode("latin-1"))
        if found is None:
            return 404
        topic, only_now = found
        source = household_of(self._proxies.source(peer, (head.field(b"x-forwarded-for") or b"").decode("latin-1")))
        if not only_now and (full := self._hub.full_for(source)) is not None:
            return full.value
        state = await self._hub.state(topic)
        if isinstance(state, Unknown):
            return 404 if state is Unknown.NOT_PUBLIC else 503
        if only_now:
            return self._state_now(state, close=head.close)
        if transport.is_closing():
            return 503
        # Others may have come while the state was asked for.
        if (full := self._hub.full_for(source)) is not None:
            return full.value
        seen = head.field(b"last-event-id")
        transport.write(_first_lines() + self._stream + retry() + (b"" if seen == state.version else state.event))
        return self._hub.listen(transport, topic, source)

    def _state_now(self, state: Told, *, close: bool) -> bytes:
        length = b"Content-Length: %d\r\n" % len(state.body)
        return _first_lines() + self._now + (b"Connection: close\r\n" if close else b"") + length + b"\r\n" + state.body


def _first_lines() -> bytes:
    return b"HTTP/1.1 200 OK\r\nDate: " + formatdate(time.time(), usegmt=True).encode() + b"\r\n"
