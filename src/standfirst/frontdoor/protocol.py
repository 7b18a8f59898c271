"""uvicorn's HTTP protocol with the front door before it: ready bytes where there are any, else Django."""

import asyncio
import time
from typing import TYPE_CHECKING, Any

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from standfirst.access.policy import Visitor
from standfirst.frontdoor.answers import with_cookie
from standfirst.frontdoor.chunks import ChunkedBody
from standfirst.frontdoor.door import Ask, Decision, Fill, Spend
from standfirst.frontdoor.head import LONGEST_HEAD, LONGEST_TARGET, BadRequestError, Head, read_head
from standfirst.frontdoor.listening import LIVE
from standfirst.frontdoor.rewriting import for_django
from standfirst.frontdoor.spending import Wish
from standfirst.live.listeners import Listener

if TYPE_CHECKING:
    from standfirst.frontdoor.house import FrontDoor

_END = b"\r\n\r\n"
_EVERYWHERE = frozenset({b"GET", b"HEAD", b"POST"})
_TURNS = 32
"""Requests of one connection that are answered before the others get their turn."""
_DECISIONS = 6


class FrontDoorProtocol(HttpToolsProtocol):
    """
    One connection. It takes one request at a time: what a client sends ahead waits in ``_held``, and past a limit is
    not even read, so answers keep their order and a flood costs what the socket's buffer holds.

    A request is in one of three places: its head is coming in, its body is (``_body_left`` or ``_chunks``), or it
    is being answered (``_answering``): for as long as somebody listens, by ``_listener``. Deadlines are kept by
    ``sweep``, once a second, so that a request costs no timer.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        house: "FrontDoor",
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.house = house
        self._decide = house.door.decide
        self._peer = ""
        self._good_hosts = house.hosts.good
        self._held = b""
        self._answering = False
        self._ended = False
        self._body_left = 0
        self._chunks: ChunkedBody | None = None
        self._receiving_until = 0.0
        self._answered = self._answered_before = 0
        self._quiet_since = 0.0
        self._unread_since = 0.0
        self._refused_at = 0.0
        self._waiter: asyncio.Task[None] | None = None
        self._last = False
        self._listener: Listener | None = None

    # --- What asyncio calls

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._peer = self.client[0] if self.client else ""
        self.house.connections.add(self)
        self._quiet_since = self.loop.time()

    def connection_lost(self, exc: Exception | None) -> None:
        self.house.connections.discard(self)
        self._ended = True
        self._held = b""
        if self._waiter is not None:
            self._waiter.cancel()
        if self._listener is not None:
            self.house.hub.leave(self._listener)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._answering or self._ended or self._held or self._body_left or self._chunks is not None:
            self._more_received(data)
        # One whole head and nothing else is what nearly always comes; it is spared the bookkeeping of ``_take``.
        elif data.find(_END, 0, LONGEST_HEAD + 4) == len(data) - 4 and not self.flow.write_paused:
            try:
                self._take_head(data[:-4])
            except BadRequestError as error:
                self._refuse(error.status)
            except httptools.HttpParserError:
                self._refuse(400)
        else:
            self._take(data)

    def _more_received(self, data: bytes) -> None:
        if self._ended:
            return
        if self._listener is not None:
            # Who listens has nothing more to ask here.
            self.transport.abort()
            return
        if self._held:
            data = self._held + data
        if self._answering and not self._body_left and self._chunks is None:
            self._hold(data)
        else:
            self._take(data)

    def pause_writing(self) -> None:
        self._unread_since = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._go_on()

    def shutdown(self) -> None:
        """Called by the server when it ends: what is being answered is answered, then the connection closes."""
        self._last = True
        if not self._answering or self._listener is not None:
            self.transport.close()
        elif self._waiter is None:
            super().shutdown()

    # --- Taking requests

    def _take(self, data: bytes) -> None:
        """Take what is in ``data``: request after request, as long as each can be answered at once."""
        self._held = b""
        at = 0
        try:
            for _ in range(_TURNS):
                if self._body_left or self._chunks is not None:
                    at = self._take_body(data, at)
                if at == len(data):
                    return
                if self._answering or self._ended or self.flow.write_paused:
                    break
                end = data.find(_END, at, at + LONGEST_HEAD + 4)
                if end < 0:
                    self._hold_head(data[at:])
                    return
                self._take_head(data[at:end])
                at = end + 4
            else:
                self.loop.call_soon(self._go_on)
        except BadRequestError as error:
            self._refuse(error.status)
        except httptools.HttpParserError:
            self._refuse(400)
        else:
            if not self._ended and at < len(data):
                self._hold(data[at:])

    def _take_head(self, raw: bytes) -> None:
        if raw[:2] == b"\r\n":
            raw = raw[2:]
        head = read_head(raw)
        if head.host not in self._good_hosts and head.host not in self.house.hosts:
            raise BadRequestError(400)
        self._receiving_until = 0.0
        if head.simple:
            decision = self._decide(head, time.time(), None, self._peer)
            if isinstance(decision, bytes):
                self.transport.write(decision)
                self._answered += 1
                if head.close:
                    self._end()
                return
            if decision is Ask.NOT_AHEAD:
                raise BadRequestError(503)
            if decision is not Ask.DJANGO:
                self._answering = True
                self._waiter = self.loop.create_task(self._answer_later(head, raw, decision))
                return
        self._pass_on(head, raw)

    def _end(self) -> None:
        self._ended = True
        self.transport.close()

    async def _answer_later(self, head: Head, raw: bytes, decision: Ask | Fill | Spend) -> None:
        """Do what the door asks for until it answers; one that keeps asking is given to Django."""
        house = self.house
        answer: Decision = decision
        held: Visitor | None = None
        cookie = ""
        for _ in range(_DECISIONS):
            if isinstance(answer, Fill):
                filled = await house.filling.fill(answer)
                answer = self._decide(head, time.time(), held, self._peer) if filled else Ask.DJANGO
            elif answer is Ask.LOOK:
                await house.following.look()
                answer = self._decide(head, time.time(), held, self._peer)
            elif isinstance(answer, Spend):
                subject, issued = house.visitors.carrier_of(head.cookie or b"")
                outcome = await house.spending.spend(Wish(subject, answer.article, answer.visitor, issued))
                # Whom nobody can tell about stays who they are: without spending anything they meet the wall.
                held, cookie = (outcome.visitor, outcome.cookie) if outcome else (answer.visitor, "")
                answer = self._decide(head, time.time(), held, self._peer)
            else:
                break
        if isinstance(answer, bytes) and cookie:
            answer = with_cookie(answer, cookie)
        self._waiter = None
        if self.transport.is_closing():
            return
        if answer is Ask.NOT_AHEAD:
            self._answering = False
            self._refuse(503)
            return
        if isinstance(answer, bytes):
            self._answering = False
            self._answered += 1
            self.transport.write(answer)
            if head.close or self._last:
                self._end()
            self._go_on()
            return
        try:
            self._pass_on(head, raw)
        except (BadRequestError, httptools.HttpParserError):
            self._refuse(400)
        if self._last:
            super().shutdown()

    async def _answer_live(self, head: Head) -> None:
        """What stands under ``LIVE`` is answered here: once, or for as long as somebody listens."""
        answer = await self.house.listening.answer(head, self._peer, self.transport)
        self._waiter = None
        if isinstance(answer, Listener):
            self._listener = answer
            if self._held or self._last:
                self.transport.close()
            return
        self._answering = False
        if self.transport.is_closing():
            return
        if isinstance(answer, int):
            self._refuse(answer)
            return
        self._answered += 1
        self.transport.write(answer)
        if head.close or self._last:
            self._end()
        self._go_on()

    def _pass_on(self, head: Head, raw: bytes) -> None:
        """Give the request to Django's application. Raises BadRequestError: 405 or 413."""
        if head.target.startswith(LIVE) and head.method == b"GET" and not head.length:
            self._answering = True
            self._waiter = self.loop.create_task(self._answer_live(head))
            return
        limits = self.house.limits
        if head.method not in _EVERYWHERE and not head.target.startswith(limits.any_method_under):
            raise BadRequestError(405)
        if head.length > limits.for_body(head.target):
            raise BadRequestError(413)
        self._answering = True
        if head.length:
            self._receiving_until = self.loop.time() + limits.time_for(head.length, head.target)
            if head.length < 0:
                self._chunks = ChunkedBody(limits.for_body(head.target))
            else:
                self._body_left = head.length
        before = self.cycle
        self.parser.feed_data(for_django(head, raw) + _END)
        if self.cycle is before:
            # The other parser waits for more: the two do not agree on this head.
            raise BadRequestError(400)

    def _take_body(self, data: bytes, at: int) -> int:
        if self._chunks is not None:
            end = self._chunks.take(data, at)
            complete = self._chunks.complete
        else:
            end = min(len(data), at + self._body_left)
            self._body_left -= end - at
            complete = not self._body_left
        if complete:
            self._chunks = None
            self._receiving_until = 0.0
        self.parser.feed_data(data[at:end])
        return end

    def on_response_complete(self) -> None:
        """Django has answered; the base class would start a timer and a queue of its own here."""
        self._answered += 1
        self._answering = False
        if not self.transport.is_closing():
            self.loop.call_soon(self._go_on)

    def _go_on(self) -> None:
        """Take up what waited for the answer before it, or for the reader to make room."""
        if self._ended or self._answering or self.flow.write_paused:
            return
        self.flow.resume_reading()
        if self._held:
            self._take(self._held)

    def _hold(self, data: bytes) -> None:
        """Keep what came too early, and read no more until it is its turn."""
        if len(data) > self.house.limits.held:
            self.transport.abort()
            return
        self._held = data
        self.flow.pause_reading()

    def _hold_head(self, part: bytes) -> None:
        """Keep the part of a head that is here. Raises BadRequestError when it can only become too long."""
        if len(part) > LONGEST_TARGET + 50 and b"\r\n" not in part[2 : LONGEST_TARGET + 50]:
            raise BadRequestError(414)
        if len(part) >= LONGEST_HEAD:
            raise BadRequestError(431)
        self._held = part
        if not self._receiving_until:
            self._receiving_until = self.loop.time() + self.house.limits.whole_request

    # --- Ending

    def _refuse(self, status: int) -> None:
        """Say no, and end. What still comes in is thrown away for a moment, or a reset would overtake the answer."""
        self._ended = True
        self._held = b""
        self._refused_at = self.loop.time()
        if self._answering:
            if self.cycle.response_started:
                self.transport.abort()
                return
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.transport.is_closing():
            return
        self.transport.write(self.house.refusals[status])
        self.flow.resume_reading()
        self.transport.write_eof()

    def sweep(self, now: float) -> None:
        """End the connection when it is too slow or too quiet. ``now`` is the loop's time."""
        if self._listener is not None:
            self._listener.sweep(now)
            return
        limits = self.house.limits
        if self._answered != self._answered_before:
            self._answered_before = self._answered
            self._quiet_since = now
        if self._refused_at:
            if now - self._refused_at > limits.lingering:
                self.transport.abort()
        elif self.flow.write_paused:
            if now - self._unread_since > limits.slow_reader:
                self.transport.abort()
        elif self._receiving_until:
            if now > self._receiving_until:
                self._refuse(408)
        elif not self._answering and now - self._quiet_since > limits.quiet:
            if self.transport.get_write_buffer_size():
                self.transport.abort()
            else:
                self.transport.close()
