"""
Conversations under load: ``make bench-discussion``, or ``python -m bench.discussion``.

On SQLite and on PostgreSQL, with a conversation of 100,000 comments beside one of 100: how many comments a second are
taken through the whole pipeline, each on the disk before it is answered, by processes of several threads; how long the
first page takes that nobody has kept; and whether all counts are right after 10,000 random acts of eight writers. Then
the page of the large conversation from the front door beside nginx. ``--database`` for one of them.

The exit status is 1 when a figure misses its mark, or a count was off.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import frontdoor
from bench import site as newsroom
from bench.commenting import LARGE, SMALL
from tests.scratch_postgres import ScratchPostgres

P99_MS = 80.0
FACTOR = 1.3
"""How much longer the first page may take with many comments than with few."""
WRITERS, ACTS = 8, 10_000


@dataclass(frozen=True)
class Database:
    """``least``: comments a second; ``page_ms``: the first page when nobody has kept it, at most."""

    name: str
    data: Path
    environment: dict[str, str]
    least: int
    page_ms: float


@dataclass(frozen=True)
class Figure:
    """One line of the table. ``most``: whether ``mark`` must not be exceeded, or must be reached."""

    database: str
    what: str
    measured: float
    mark: float | None = None
    most: bool = True

    @property
    def misses(self) -> bool:
        if self.mark is None:
            return False
        return self.measured > self.mark if self.most else self.measured < self.mark


@contextmanager
def new_database(name: str, folder: Path) -> Iterator[Database]:
    """A newsroom of 50 articles in a database of that name, gone afterwards."""
    data = folder / "data"
    if name == "sqlite":
        newsroom.bring_in(data, 50)
        yield Database("SQLite", data, {}, 300, 60.0)
        return
    server = ScratchPostgres(folder / "postgres", durable=True)
    try:
        environment = {"DATABASE_URL": server.start()}
        newsroom.bring_in(data, 50, environment)
        yield Database("PostgreSQL", data, environment, 600, 30.0)
    finally:
        server.stop()


def run(database: Database, *words: str) -> Any:
    """What one process of ``bench.commenting`` has to say."""
    return answer_of(start(database, *words))


def start(database: Database, *words: str) -> "subprocess.Popen[bytes]":
    environment = {**newsroom.environment_of(database.data, 8000), **database.environment}
    environment["DJANGO_SETTINGS_MODULE"] = "standfirst.settings"
    environment["STANDFIRST_TASKS"] = "database"
    return subprocess.Popen([sys.executable, "-m", "bench.commenting", *words], env=environment, stdout=subprocess.PIPE)


def answer_of(process: "subprocess.Popen[bytes]") -> Any:
    """Raises SystemExit when the process failed."""
    said, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"{process.args!r} failed")
    return json.loads(said)


def posted(database: Database, options: argparse.Namespace, *, one: bool, first: int) -> list[Figure]:
    """``options.posts`` comments in all, into many conversations or into one; ``first``: where its readers begin."""
    each = options.posts // options.processes
    at = str(time.time() + 8)
    words = ["--count", str(each), "--threads", str(options.threads), "--at", at, *(["--one"] if one else [])]
    processes = [
        start(database, "post", "--number", str(first + number), *words) for number in range(options.processes)
    ]
    told = [answer_of(process) for process in processes]
    took = [milliseconds for one_told in told for milliseconds in one_told["took"]]
    seconds = max(one_told["ended"] for one_told in told) - min(one_told["began"] for one_told in told)
    where = "into one conversation" if one else "into 20 conversations"
    marks = (None, None) if one else (database.least, P99_MS)
    return [
        Figure(database.name, f"comments a second, {where}", len(took) / seconds, marks[0], most=False),
        Figure(database.name, f"the same, median ms of one, {where}", statistics.median(took)),
        Figure(database.name, f"the same, p99 ms, {where}", statistics.quantiles(took, n=100)[98], marks[1]),
    ]


def pages_read(database: Database, told: dict[str, Any]) -> list[Figure]:
    """The first page in each order, in both conversations."""
    figures = []
    for order in ("best", "newest", "oldest"):
        few, many = told[f"small {order}"]["median"], told[f"large {order}"]["median"]
        figures.append(Figure(database.name, f"rows of the first page, {order}, {LARGE:,} comments, ms", many))
        figures.append(Figure(database.name, f"the same, times that of {SMALL} comments", many / few, FACTOR))
    if "large over HTTP" in told:
        few, many = told["small over HTTP"]["median"], told["large over HTTP"]["median"]
        what = f"first page, not kept, {LARGE:,} comments, ms"
        figures.append(Figure(database.name, what, many, database.page_ms))
        figures.append(Figure(database.name, f"the same, times that of {SMALL} comments", many / few, FACTOR))
    middle = told["large, in the middle"]["median"] / told["large best"]["median"]
    figures.append(Figure(database.name, "a page in the middle, times the first", middle, FACTOR + 0.2))
    return figures


def acted(database: Database) -> list[Figure]:
    """Random acts of eight writers at once, and how many counts are off afterwards."""
    each = str(ACTS // WRITERS)
    began = time.time()
    processes = [start(database, "act", "--number", str(number), "--count", each) for number in range(WRITERS)]
    told = [answer_of(process) for process in processes]
    seconds = time.time() - began
    done = sum(sum(one.values()) for one in told)
    refused = sum(one.get("refused", 0) for one in told)
    off = run(database, "drift")
    print(f"{database.name}: {done} acts in {seconds:.0f} s, {refused} refused, drift {off}", file=sys.stderr)
    return [Figure(database.name, f"counts off after {done:,} random acts of {WRITERS} writers", off["drift"], 0)]


def all_of(databases: Sequence[str], options: argparse.Namespace) -> Iterator[Figure]:
    for name in databases:
        with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as folder:
            Path(folder).chmod(0o755)
            with new_database(name, Path(folder)) as database:
                laid = run(database, "lay", "--readers", str(2 * options.posts + 100))
                print(f"{database.name}: {laid}", file=sys.stderr)
                yield from pages_read(database, run(database, "read"))
                yield from posted(database, options, one=False, first=0)
                yield from posted(database, options, one=True, first=options.processes)
                if not options.without_acts:
                    yield from acted(database)
                if name == "sqlite" and not options.without_nginx:
                    yield from beside_nginx(database, laid["large"], options)


def beside_nginx(database: Database, path: str, options: argparse.Namespace) -> Iterator[Figure]:
    """The page of the large conversation, ready in the front door, and the same bytes as a static file."""
    identity, brotli = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip, deflate, br"}
    cases = [
        frontdoor.Case("conversation", f"{path}comments/", identity, 0.8),
        frontdoor.Case("conversation, brotli", f"{path}comments/", brotli, 0.8),
    ]
    with newsroom.running(database.data, core=frontdoor.SERVER_CORE, database=database.environment) as site:
        for row in frontdoor.measured(site, options, of=cases):
            what = f"{row.case} of {LARGE:,}, {row.bytes:,} bytes: part of nginx’s rate"
            yield Figure("front door", what, row.ratio, row.least, most=False)


def show(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = ["| where | what | measured | mark |", "| --- | --- | ---: | ---: |"]
    for one in figures:
        mark = "" if one.mark is None else f"{'at most' if one.most else 'at least'} {one.mark:,.6g}"
        lines.append(f"| {one.database} | {one.what} | {one.measured:,.4g} | {mark} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure conversations.")
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--posts", type=int, default=3_000, help="comments that are posted (default 3000)")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4, help="in each process (default 4)")
    parser.add_argument("--without-acts", action="store_true", help="leave the random acts out")
    parser.add_argument("--without-nginx", action="store_true", help="leave the front door out")
    frontdoor.add_options(parser)
    options = parser.parse_args()
    print(f"Load of the machine before: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    databases = ["sqlite", "postgres"] if options.database == "both" else [options.database]
    figures = list(all_of(databases, options))
    print(show(figures))
    missed = [one for one in figures if one.misses]
    for one in missed:
        print(f"misses its mark: {one.database}, {one.what}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
