"""A newsroom of three pages in memory, to measure the front door alone: no database, no templates."""

import random
import socket
import sys
import tempfile
import time
from pathlib import Path

from standfirst.access.cookies import CookieNames
from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.passes import PassKeys, ReaderPass
from standfirst.access.policy import Visitor
from standfirst.frontdoor.following import Changes
from standfirst.frontdoor.house import FrontDoor
from standfirst.frontdoor.plan import CachePlan
from standfirst.generations.marker import Marker

TEXT = (
    "the council voted on the plan for a new bridge over the river after months of talk about cost and who should pay"
)
WORDS = TEXT.split()
KEYS = PassKeys(["bench " * 8], site="http://127.0.0.1")
COOKIES = CookieNames.for_site(secure=False)
SIZES = {("/news/bridge/", Variant.REGISTER): 9_000, ("/news/bridge/", Variant.FULL): 29_000}


class Page:
    """A rendering of made-up words, as long as asked for."""

    status = 200

    def __init__(self, size: int, plan: CachePlan | None) -> None:
        picked = random.Random(size)
        text = ""
        while len(text) < size:
            text += f"<p>{' '.join(picked.choices(WORDS, k=60))}.</p>\n"
        self.body = text[:size].encode()
        self.headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Language", "en-gb"))
        self.plan = plan


class NoChanges:
    upto = 0
    ids: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()


def render(path: str, query: str, variant: Variant) -> Page:
    level = Level.REGISTERED if path == "/news/bridge/" else Level.FREE
    return Page(SIZES.get((path, variant), 40_000), CachePlan(level, article=7, tags=frozenset({"page:7"})))


def changes(since: int) -> Changes:
    return NoChanges()


def reader_pass() -> str:
    """A pass that opens for an hour."""
    return KEYS.seal(ReaderPass(Visitor(Tier.REGISTERED), b"0123456789abcdef", int(time.time()) + 3_600))


def house(folder: Path) -> FrontDoor:
    return FrontDoor(
        render=render,
        marker=Marker(folder / "generation").value,
        newest=lambda: 0,
        changes=changes,
        keys=KEYS,
        cookies=COOKIES,
        hosts=["127.0.0.1"],
        entry_bytes=64 * 1024 * 1024,
    )


async def nothing_here(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
    await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


if __name__ == "__main__":
    from standfirst.frontdoor import web

    listener = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=1024)
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as scratch:
        web.run(nothing_here, house(Path(scratch)), listener)
