"""
The meter under load: ``make bench-unlocks``, or ``python -m bench.unlocking``.

On SQLite and on PostgreSQL, with 100,000 readers who have 1,000,000 unlocks of past months between them, and with ten
times as many, one web process serves a small newsroom. Each of ``--requests`` requests is a reader who opens a Premium
article for the first time; it is on the disk before the article is sent. Then the time of one decision, and a
Premium page that is unlocked already beside nginx. ``--database`` and ``--times`` for a part of it.

The exit status is 1 when a figure misses its mark, or when an answer was not the whole article, or was not counted.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
import timeit
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import frontdoor
from bench import site as newsroom
from bench.meters import Meters, new_meters, subject_of
from bench.wrk import BROWSER
from standfirst.access.levels import Level, Tier
from standfirst.access.policy import Allowances, Visitor, decide

SERVER_CORE, LOAD_CORE = 0, 1
READERS, UNLOCKS = 100_000, 1_000_000
P99_MS = 60.0
DECIDE_US = 5.0
FACTOR = 1.3
"""How far the rate with ten times as many may be below."""
WARMING = 200
"""Requests before it counts: they fill the memory of the front door."""


@dataclass(frozen=True)
class Row:
    """Unlocks a second; milliseconds; ``processor``: milliseconds of the web process for one."""

    database: str
    least: int
    times: int
    readers: int
    unlocks: int
    rate: float
    p50: float
    p99: float
    processor: float

    @property
    def passes(self) -> bool:
        return self.rate >= self.least and self.p99 <= P99_MS


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
    """Seconds for all, milliseconds of each, and how many answers were not the whole article with a new pass."""
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


def measured(meters: Meters, times: int, options: argparse.Namespace) -> Row:
    """One database at one size. Raises SystemExit when the answers were not what they have to be."""
    readers, unlocks, count = READERS * times, UNLOCKS * times, options.requests
    meters.fill(readers, unlocks)
    with newsroom.running(meters.data, core=SERVER_CORE, database=meters.environment) as site:
        requests = wanted(site, readers, count + WARMING)
        port = int(site.url.rpartition(":")[2])
        asyncio.run(ask_all(port, requests[:WARMING], 4))
        before = site.processor_seconds()
        seconds, took, odd = asyncio.run(ask_all(port, requests[WARMING:], options.connections))
        processor = (site.processor_seconds() - before) / count * 1_000
    counted = meters.unlocked_now() - WARMING
    if odd or counted != count:
        raise SystemExit(f"{meters.name}: {odd} odd answers; {counted} of {count} counted")
    p99 = statistics.quantiles(took, n=100)[98]
    told = (meters.name, meters.least, times, readers, unlocks)
    return Row(*told, count / seconds, statistics.median(took), p99, processor)


def microseconds_of_a_decision() -> float:
    """The longest way through ``decide``: a reader whose five are spent, at another Premium article."""
    visitor, five = Visitor(Tier.REGISTERED, grants=frozenset(range(5)), used=5), Allowances(registered=5)
    times = timeit.repeat(lambda: decide(Level.PREMIUM, 7, visitor, five), number=100_000, repeat=5)
    return min(times) * 10


def all_of(databases: list[str], sizes: list[int], options: argparse.Namespace) -> Iterator[Row]:
    for database in databases:
        for times in sizes:
            with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as folder:
                Path(folder).chmod(0o755)
                with new_meters(database, Path(folder)) as meters:
                    row = measured(meters, times, options)
            print(f"{row.database}, {row.unlocks:,}: {row.rate:,.0f} a second", file=sys.stderr)
            yield row


def show(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| database | readers | unlocks | first unlocks a second | at least | p50 ms | p99 ms | at most"
        " | web process, ms each |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {row.database} | {row.readers:,} | {row.unlocks:,} | {row.rate:,.0f} | {row.least} | {row.p50:.1f}"
        f" | {row.p99:.1f} | {P99_MS:.0f} | {row.processor:.2f} |"
        for row in rows
    ]
    return "\n".join(lines)


def factors(rows: list[Row]) -> dict[str, float]:
    """By database: how far the rate with most unlocks is below the rate with fewest."""
    found = {}
    for name in dict.fromkeys(row.database for row in rows):
        mine = sorted((row for row in rows if row.database == name), key=lambda row: row.times)
        if len(mine) > 1:
            found[name] = mine[0].rate / mine[-1].rate
    return found


def unlocked_already(options: argparse.Namespace) -> list[frontdoor.Row]:
    """A Premium page with a grant in the pass, beside nginx."""
    with newsroom.running(newsroom.prepared(50), core=SERVER_CORE) as site:
        return frontdoor.measured(site, options, only="premium")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the meter.")
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument(
        "--times", type=int, nargs="+", default=[1, 10], help="sizes, in 1,000,000 unlocks (default 1 10)"
    )
    parser.add_argument("--requests", type=int, default=3_000)
    parser.add_argument("--without-nginx", action="store_true", help="leave the page that is unlocked already out")
    frontdoor.add_options(parser)
    options = parser.parse_args()
    os.sched_setaffinity(0, {LOAD_CORE})
    print(f"Load of the machine before: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    databases = ["sqlite", "postgres"] if options.database == "both" else [options.database]
    rows = list(all_of(databases, options.times, options))
    decision = microseconds_of_a_decision()
    missed = [f"{row.database}, {row.unlocks:,}" for row in rows if not row.passes]
    print(show(rows))
    print("\n| what | measured | at most |\n| --- | ---: | ---: |")
    for name, factor in factors(rows).items():
        print(f"| {name}, {options.times[-1]} times as many: slower by a factor of | {factor:.2f} | {FACTOR} |")
        missed += [f"{name}, factor"] if factor > FACTOR else []
    print(f"| one decision, µs | {decision:.2f} | {DECIDE_US:.0f} |")
    missed += ["one decision"] if decision > DECIDE_US else []
    if not options.without_nginx:
        beside = unlocked_already(options)
        print(f"\n{frontdoor.show(beside)}")
        missed += [row.case for row in beside if not row.passes]
    for case in missed:
        print(f"misses its mark: {case}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
