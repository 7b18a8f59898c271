"""
The meter under load: first unlocks a second through the front door on SQLite, and the time of one decision.

``python -m bench.unlocking`` serves 50 generated articles with one web process, on a copy of their database that holds
``--readers`` readers with ``--unlocks`` unlocks of past months. Each of ``--requests`` requests is a reader who opens a
Premium article for the first time: one transaction each, however many go into it. The exit status is 1 when a figure is
below its mark, or when an answer was not the whole article, or was not counted.
"""

import argparse
import asyncio
import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
import timeit
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import site as newsroom
from bench.wrk import BROWSER
from standfirst.access.levels import Level, Tier
from standfirst.access.policy import Allowances, Visitor, decide

SERVER_CORE, LOAD_CORE = 0, 1
PER_SECOND = 300
P99_MS = 60.0
DECIDE_US = 5.0


@dataclass(frozen=True)
class Figures:
    """Unlocks a second; milliseconds; ``odd``: answers that were not the whole article with a new pass."""

    rate: float
    p50: float
    p99: float
    odd: int
    counted: int


def subject_of(number: int) -> uuid.UUID:
    return uuid.UUID(int=number + 1)


def fill(database: Path, readers: int, unlocks: int) -> None:
    """``unlocks`` rows, as many for each of the readers, none of this period."""
    long_ago = datetime.now(UTC) - timedelta(days=40)
    picked = random.Random(unlocks)
    rows = (
        (
            subject_of(n % readers).hex,
            10_000_000 + n // readers,
            f"{long_ago - timedelta(minutes=picked.randrange(400_000)):%F %T}",
        )
        for n in range(unlocks)
    )
    with sqlite3.connect(database) as connection:
        connection.executemany("INSERT INTO access_unlock (subject, article, at) VALUES (?, ?, ?)", rows)
        meters = ((subject_of(n).hex,) for n in range(readers))
        connection.executemany("INSERT INTO access_meter (subject) VALUES (?)", meters)


def rows_of_now(database: Path) -> int:
    """How many unlocks are counted that ``fill`` did not put there."""
    with sqlite3.connect(database) as connection:
        return int(connection.execute("SELECT count(*) FROM access_unlock WHERE article < 10000000").fetchone()[0])


def wanted(site: newsroom.Site, readers: int, requests: int) -> list[bytes]:
    """Requests as bytes: each another reader, or one who comes again for another article."""
    paths = [f"/{newsroom.SECTIONS[n % 6].lower()}/story-{n}/" for n in range(2, 50, 3)]
    lines = "".join(f"{name}: {value}\r\n" for name, value in BROWSER.items())
    host = site.url.removeprefix("http://")
    made = []
    for number in range(requests):
        cookie = site.reader_pass(subject=subject_of(number % readers).bytes)
        path = paths[(number + number // readers) % len(paths)]
        made.append(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{lines}Cookie: {cookie}\r\n\r\n".encode())
    return made


async def ask_all(port: int, requests: list[bytes], connections: int) -> tuple[float, list[float], int]:
    """Seconds for all, milliseconds of each, and how many answers were odd."""
    waiting = iter(requests)
    took: list[float] = []
    odd = 0

    async def along() -> None:
        nonlocal odd
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in waiting:
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            lowered = head.lower()
            length = int(lowered.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
            body = await reader.readexactly(length)
            took.append((time.perf_counter() - began) * 1_000)
            odd += not (head.startswith(b"HTTP/1.1 200") and b"set-cookie:" in lowered and b'id="continue"' in body)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(along() for _ in range(connections)))
    return time.perf_counter() - began, took, odd


def measured(site: newsroom.Site, options: argparse.Namespace) -> Figures:
    requests = wanted(site, options.readers, options.requests + 200)
    port = int(site.url.rpartition(":")[2])
    # The first fill the memory of the front door.
    asyncio.run(ask_all(port, requests[:200], 4))
    seconds, took, odd = asyncio.run(ask_all(port, requests[200:], options.connections))
    counted = rows_of_now(site.data / newsroom.DATABASE) - 200
    parts = statistics.quantiles(took, n=100)
    return Figures(options.requests / seconds, statistics.median(took), parts[98], odd, counted)


def microseconds_of_a_decision() -> float:
    """The longest way through ``decide``: a reader whose five are spent, at another Premium article."""
    visitor, five = Visitor(Tier.REGISTERED, grants=frozenset(range(5)), used=5), Allowances(registered=5)
    times = timeit.repeat(lambda: decide(Level.PREMIUM, 7, visitor, five), number=100_000, repeat=5)
    return min(times) * 10


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the meter.")
    parser.add_argument("--readers", type=int, default=100_000)
    parser.add_argument("--unlocks", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=3_000)
    parser.add_argument("--connections", type=int, default=16)
    options = parser.parse_args()
    os.sched_setaffinity(0, {LOAD_CORE})
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as folder:
        data = Path(folder) / "data"
        shutil.copytree(newsroom.prepared(50), data, ignore=shutil.ignore_patterns("run"))
        fill(data / newsroom.DATABASE, options.readers, options.unlocks)
        with newsroom.running(data, core=SERVER_CORE) as site:
            got = measured(site, options)
    decision = microseconds_of_a_decision()
    print("| first unlocks, req/s | p50 ms | p99 ms | decide, µs |\n| ---: | ---: | ---: | ---: |")
    print(f"| {got.rate:,.0f} | {got.p50:.1f} | {got.p99:.1f} | {decision:.2f} |")
    if got.odd or got.counted != options.requests:
        print(f"{got.odd} odd answers; {got.counted} of {options.requests} counted", file=sys.stderr)
        return 1
    return 0 if got.rate >= PER_SECOND and got.p99 <= P99_MS and decision <= DECIDE_US else 1


if __name__ == "__main__":
    sys.exit(main())
