"""A newsroom without a database: pages are written into a dict, changes into a list, and a real server can serve it."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any, TypeVar

import uvicorn

from standfirst.access.clients import Proxies
from standfirst.access.cookies import CookieNames
from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.passes import PassKeys, ReaderPass
from standfirst.access.policy import NONE, Allowances, Visitor
from standfirst.frontdoor.answers import Rendering
from standfirst.frontdoor.callers import Rules
from standfirst.frontdoor.counts import Counts
from standfirst.frontdoor.flushing import Sink
from standfirst.frontdoor.head import Head, read_head
from standfirst.frontdoor.house import FrontDoor
from standfirst.frontdoor.limits import Limits
from standfirst.frontdoor.noting import Noted, Notes
from standfirst.frontdoor.plan import CachePlan
from standfirst.frontdoor.spending import Wish
from standfirst.live.hub import Hub

T = TypeVar("T")
HOST = "news.example"
COOKIES = CookieNames.for_site(secure=False)
KEYS = PassKeys(["a secret that only this stage knows"], site=f"http://{HOST}")
SECRET_SENTENCE = "the vote was bought with a crate of pears"


@dataclass(frozen=True)
class Rendered:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    plan: CachePlan | None


@dataclass(frozen=True)
class Log:
    upto: int
    ids: tuple[int, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Spent:
    visitor: Visitor
    cookie: str


@dataclass
class Newsroom:
    """What stands behind the front door. ``renders`` records (path, query, variant) of every page asked for."""

    pages: dict[str, CachePlan] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    renders: list[tuple[str, str, Variant]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    marker: int = 0
    database_is_up: bool = True
    wishes: list[list[Wish]] = field(default_factory=list)
    while_rendering: Callable[[], None] = field(default=lambda: None)

    def publish(
        self,
        path: str,
        level: Level = Level.FREE,
        *,
        params: tuple[str, ...] = (),
        article: int = 7,
        allowances: Allowances = NONE,
        until: float = inf,
    ) -> None:
        self.pages[path] = CachePlan(level, article, frozenset({f"page:{article}"}), params, allowances, until)

    def change(self, *tags: str, touch: bool = True) -> None:
        self.tags += tags
        self.marker += touch

    def render(self, path: str, query: str, variant: Variant) -> Rendered:
        self.renders.append((path, query, variant))
        plan = self.pages.get(path)
        if plan is None:
            return Rendered(404, (), b"not here", None)
        text = self.texts.get(path, "A teaser.")
        if variant is Variant.FULL and plan.level is not Level.FREE:
            text += SECRET_SENTENCE
        self.while_rendering()
        body = f"<p>{path} {query} as {variant}: {text}</p>" + "<p>padding</p>" * 40
        return Rendered(200, (("Content-Type", "text/html; charset=utf-8"), ("X-Old", "kept")), body.encode(), plan)

    def spend(self, wishes: Sequence[Wish]) -> list[Spent]:
        """Everybody who has none yet gets what they wish for."""
        self._reach_database()
        self.wishes.append(list(wishes))
        return [Spent(self._opened(wish), "sf_spent=yes; Path=/") for wish in wishes]

    @staticmethod
    def _opened(wish: Wish) -> Visitor:
        visitor = wish.visitor
        return Visitor(visitor.tier, grants=visitor.grants | {wish.article}, used=visitor.used + 1)

    def newest(self) -> int:
        self._reach_database()
        return len(self.tags)

    def changes(self, seen: int) -> Log:
        self._reach_database()
        return Log(len(self.tags), tuple(range(1, len(self.tags) + 1)), tuple(self.tags))

    def _reach_database(self) -> None:
        if not self.database_is_up:
            raise OSError("the database is down")


def a_house(
    newsroom: Newsroom,
    limits: Limits | None = None,
    render: Callable[..., Rendering] | None = None,
    *,
    counts: Counts | None = None,
    sinks: Sequence[Sink] = (),
    notes: Notes | None = None,
    record: Callable[[dict[Noted, int]], object] = lambda noted: None,
    callers: Callable[[], Rules] = Rules,
    hub: Hub | None = None,
    proxies: Proxies | None = None,
) -> FrontDoor:
    return FrontDoor(
        render=render or newsroom.render,
        marker=lambda: newsroom.marker,
        newest=newsroom.newest,
        changes=newsroom.changes,
        spend=newsroom.spend,
        keys=KEYS,
        cookies=COOKIES,
        hosts=[HOST],
        entry_bytes=4_000_000,
        counts=counts or Counts(),
        sinks=sinks,
        notes=notes,
        record=record,
        callers=callers,
        hub=hub,
        proxies=proxies,
        limits=limits,
    )


def a_pass(
    tier: Tier = Tier.REGISTERED,
    *,
    grants: frozenset[int] = frozenset(),
    lasts: int = 300,
    provisional: bool = False,
    used: int = 0,
    subject: bytes = bytes(16),
) -> str:
    now = int(time.time())
    return KEYS.seal(ReaderPass(Visitor(tier, provisional, grants, used), subject, now + lasts, now))


def pass_cookie(tier: Tier = Tier.REGISTERED, *, grants: frozenset[int] = frozenset()) -> str:
    return f"{COOKIES.reader_pass}={a_pass(tier, grants=grants)}"


def request(target: str = "/", method: str = "GET", **lines: str) -> bytes:
    """The bytes of a request; ``lines`` are its header lines, with ``_`` for ``-``."""
    lines = {"Host": HOST, **{name.replace("_", "-"): value for name, value in lines.items()}}
    written = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {target} HTTP/1.1\r\n{written}\r\n".encode("latin-1")


def a_head(target: str = "/", method: str = "GET", **lines: str) -> Head:
    return read_head(request(target, method, **lines)[:-4])


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


async def read_answer(reader: asyncio.StreamReader, *, bodiless: bool = False) -> Answer:
    """The next answer on a connection. Raises IncompleteReadError when the connection ends before it."""
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).decode("latin-1")
    first, *lines = head.split("\r\n")[:-2]
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    status = int(first.split(" ")[1])
    body = b""
    if not bodiless and status != 304:
        if headers.get("transfer-encoding") == "chunked":
            while size := int(await reader.readuntil(b"\r\n"), 16):
                body += (await reader.readexactly(size + 2))[:-2]
            await reader.readexactly(2)
        else:
            body = await asyncio.wait_for(reader.readexactly(int(headers.get("content-length", "0"))), 10)
    return Answer(status, headers, body)


async def django_stands_in(
    scope: Any, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
) -> None:
    """Answers everything with what it got, so that a test sees who answered and what arrived."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    said = (
        f"Django got {scope['method']} {scope['path']}?{scope['query_string'].decode()} with {len(body)} bytes".encode()
    )
    headers = [(b"content-length", b"%d" % len(said)), (b"cache-control", b"private, no-store"), (b"by", b"django")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": said})


@asynccontextmanager
async def served(house: FrontDoor, application: Any = django_stands_in) -> AsyncIterator[int]:
    """Serve ``house`` on a free port of the loopback, on the loop of the test."""
    config = uvicorn.Config(
        application,
        host="127.0.0.1",
        port=0,
        http=house.protocol,  # type: ignore[arg-type]
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    async with house.running():
        await server.startup()
        try:
            yield server.servers[0].sockets[0].getsockname()[1]
        finally:
            server.should_exit = True
            await server.shutdown()


async def exchange(port: int, sent: bytes, *, bodiless: bool = False) -> Answer:
    """Send ``sent`` on a connection of its own and read one answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(sent)
        return await read_answer(reader, bodiless=bodiless)
    finally:
        writer.close()


def played(scene: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run one scene to its end, on a loop of its own, with half a minute at most."""
    return asyncio.run(asyncio.wait_for(scene(), 30))


class Gate:
    """Lets a rendering thread stop until the test opens it."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._open = threading.Event()

    def wait(self) -> None:
        self.reached.set()
        assert self._open.wait(10)

    def open(self) -> None:
        self._open.set()
