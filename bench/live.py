"""
How many browsers may listen to one web process, what each costs in memory, and how soon they hear of a comment.

``python -m bench.live`` serves a newsroom with one web process on one core, has 2,000 connections listen to one
conversation, and writes comments in a process of its own; both share the other core. A comment's way is measured from
the end of its transaction to the arrival of the event at the last listener. The exit status is 1 when a row is beyond
its mark.
"""

import argparse
import asyncio
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench import site as newsroom

SERVER_CORE, LOAD_CORE = 0, 1
WITHIN = 1.0
"""Seconds until the last of all has heard."""
MOST_KB = 30.0
"""Memory of the web process for each listener."""
_FROM_ONE_ADDRESS = 200

# What a comment writes that is published: its row, the counts, and the line in the log of changes.
_WRITER = """
import sys, time
import django
django.setup()
from django.db import transaction
from django.utils import timezone
from standfirst.discussion.counting import moved
from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.generations.raising import raise_for
conversation, _ = Conversation.objects.get_or_create(
    story_key="bench", defaults={"path": "https://bench.example/", "title": "Bench"})
print(conversation.pk, flush=True)
for line in sys.stdin:
    with transaction.atomic():
        comment = Comment.objects.create(conversation=conversation, text=line, author_name="Bench",
            written_at=timezone.now(), state=CommentState.PUBLISHED)
        moved(comment, None, CommentState.PUBLISHED)
        raise_for(conversation.tag)
    print(time.time(), flush=True)
"""


@dataclass(frozen=True)
class Row:
    """KB a listener; seconds from the end of the transaction to the first, the median and the last who heard."""

    listeners: int
    kilobytes: float
    first: float
    median: float
    last: float
    lost: int

    @property
    def passes(self) -> bool:
        return self.kilobytes <= MOST_KB and self.last <= WITHIN and not self.lost


class Listener(asyncio.Protocol):
    """Notes when the last event came."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self.heard = 0
        self.at = 0.0
        self.open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self.open = True
        transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        self.open = False

    def data_received(self, data: bytes) -> None:
        if events := data.count(b"\ndata: "):
            self.heard += events
            self.at = time.time()


class Writer:
    """Writes comments for ``site``, each when it is told to."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.conversation = int(self._line())

    def write(self, number: int) -> float:
        """A comment; when its transaction was over, in seconds since 1970."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"Comment {number}\n")
        self._process.stdin.flush()
        return float(self._line())

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextmanager
def writer(site: newsroom.Site) -> Iterator[Writer]:
    """A writer, for as long as the context is open."""
    environment = {**newsroom.environment_of(site.data, urlsplit(site.url).port or 0), **_settings()}
    process = subprocess.Popen(
        ["taskset", "-c", str(LOAD_CORE), sys.executable, "-c", _WRITER],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield Writer(process)
    finally:
        process.communicate(timeout=20)


async def listen(site: newsroom.Site, conversation: int, count: int, *, first: int) -> list[Listener]:
    """So many listeners, all of whom have heard the state, from 127.0.0.``first`` and as many more as they need."""
    port = urlsplit(site.url).port or 80
    request = (
        f"GET /live/conversation/{conversation}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        "Accept: text/event-stream\r\nCache-Control: no-cache\r\nSec-Fetch-Dest: empty\r\n\r\n"
    ).encode()
    loop = asyncio.get_running_loop()
    made: list[Listener] = []
    for number in range(count):
        address = f"127.0.0.{first + number // _FROM_ONE_ADDRESS}"
        _, listener = await loop.create_connection(
            lambda: Listener(request), "127.0.0.1", port, local_addr=(address, 0)
        )
        made.append(listener)
    await until(lambda: all(one.heard for one in made))
    return made


async def until(true: Callable[[], bool], within: float = 20.0) -> None:
    """Wait until it is so, or for so long."""
    end = time.monotonic() + within
    while not true() and time.monotonic() < end:
        await asyncio.sleep(0.005)


async def measured(site: newsroom.Site, count: int, rounds: int) -> Row:
    """One row of the table."""
    with writer(site) as comments:
        await listen(site, comments.conversation, 20, first=1)
        before = site.memory()
        made = await listen(site, comments.conversation, count, first=2)
        await asyncio.sleep(1)
        kilobytes = (site.memory() - before) * 1024 / count
        firsts, medians, lasts = [], [], []
        for number in range(rounds):
            for one in made:
                one.heard = 0
            written = await asyncio.to_thread(comments.write, number)
            await until(lambda: all(one.heard for one in made))
            after = sorted(one.at - written for one in made)
            firsts.append(after[0])
            medians.append(statistics.median(after))
            lasts.append(after[-1])
            # So that the next one does not find the hub in the pause between two rounds each time, or never.
            await asyncio.sleep(0.3 + 0.37 * (number % 3))
        lost = sum(not one.open for one in made)
    return Row(count, kilobytes, statistics.median(firsts), statistics.median(medians), max(lasts), lost)


def show(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        f"| listeners | KB each (at most {MOST_KB:.0f}) | the first hears after, ms | the median |"
        f" the last of all, at worst (at most {WITHIN * 1000:,.0f}) | lost |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        lines.append(
            f"| {row.listeners:,} | {row.kilobytes:.1f} | {row.first * 1000:.0f} | {row.median * 1000:.0f} |"
            f" {row.last * 1000:.0f} | {row.lost} |"
        )
    return "\n".join(lines)


def _settings() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "standfirst.settings"}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure listeners of a conversation.")
    parser.add_argument("--listeners", type=int, nargs="+", default=[200, 2_000], help="one row for each number")
    parser.add_argument("--rounds", type=int, default=20, help="comments written for each row (default 20)")
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    rows = []
    for count in options.listeners:
        with newsroom.running(newsroom.prepared(50), core=SERVER_CORE) as site:
            rows.append(asyncio.run(measured(site, count, options.rounds)))
    print(show(rows))
    missed = [row.listeners for row in rows if not row.passes]
    for count in missed:
        print(f"beyond the mark: {count} listeners", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
