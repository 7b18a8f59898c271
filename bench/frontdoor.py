"""
The front door beside nginx, in one run: the same bytes, the same browser's header lines, one core each.

``python -m bench.frontdoor`` brings 50 generated articles in (``--articles`` for another number), serves them with one
web process and gives nginx the same bytes as static files. Each row alternates between the two for ``--rounds`` rounds,
and shows the median. The exit status is 1 when a row is below its mark.
"""

import argparse
import json
import statistics
import sys
import tempfile
import urllib.request
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import site as newsroom
from bench.nginx import Nginx
from bench.wrk import BROWSER, Run, measure

SERVER_CORE, LOAD_CORE = 0, 1
P99_MS = 3.0
"""What no row may exceed at 16 connections."""


@dataclass(frozen=True)
class Case:
    """``least`` is the part of nginx's rate that must be reached."""

    name: str
    path: str
    headers: dict[str, str]
    least: float
    revalidates: bool = False


@dataclass(frozen=True)
class Row:
    """What was measured of a case: requests a second, milliseconds, and answers that were odd."""

    case: str
    bytes: int
    ours: float
    nginx: float
    ratio: float
    least: float
    p50_ms: float
    p99_ms: float
    odd: int
    runs: dict[str, list[dict[str, float]]]

    @property
    def passes(self) -> bool:
        return self.ratio >= self.least and self.p99_ms <= P99_MS and not self.odd


def cases(site: newsroom.Site) -> list[Case]:
    """The rows of the table. Identity rows send more bytes; brotli rows are what a browser gets."""
    identity, brotli = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip, deflate, br"}
    walled, reader = newsroom.WALLED, {"Cookie": site.reader_pass()}
    premium = newsroom.PREMIUM
    unlocked = {"Cookie": site.reader_pass(frozenset({site.article_at(premium)}))}
    return [
        Case("walled article, anonymous", walled, identity, 1.0),
        Case("full article, reader pass", walled, identity | reader, 0.8),
        Case("premium article, pass with a grant", premium, identity | unlocked, 0.8),
        Case("front page", "/", identity, 0.8),
        Case("feed", "/feed/", identity, 0.8),
        Case("walled article, 304", walled, identity, 1.0, revalidates=True),
        Case("walled article, anonymous, brotli", walled, brotli, 1.0),
        Case("full article, reader pass, brotli", walled, brotli | reader, 0.8),
        Case("premium article, pass with a grant, brotli", premium, brotli | unlocked, 0.8),
    ]


def fetch(url: str, headers: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    """The body and the headers (names in lower case) of ``url``."""
    request = urllib.request.Request(url, headers=BROWSER | headers | {"Connection": "close"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read(), {name.lower(): value for name, value in answer.headers.items()}


def compare(case: Case, site: str, nginx: Nginx, folder: Path, options: argparse.Namespace) -> Row:
    """Both sides of one row, taking turns."""
    ours_url = site + case.path
    body, answer = fetch(ours_url, case.headers)
    name = f"{case.name.replace(' ', '-').replace(',', '')}.html"
    theirs_url = nginx.put(name, body)
    ours_headers, theirs_headers = dict(case.headers), dict(case.headers)
    if case.revalidates:
        ours_headers["If-None-Match"] = answer["etag"]
        theirs_headers["If-None-Match"] = fetch(theirs_url, case.headers)[1]["etag"]
    runs: dict[str, list[Run]] = {"ours": [], "nginx": []}
    for _ in range(options.rounds):
        for side, url, headers in (("nginx", theirs_url, theirs_headers), ("ours", ours_url, ours_headers)):
            measured = measure(
                url, headers, folder, seconds=options.seconds, connections=options.connections, core=LOAD_CORE
            )
            runs[side].append(measured)
    ratio = statistics.median(a.rate / b.rate for a, b in zip(runs["ours"], runs["nginx"], strict=True))
    return Row(
        case=case.name,
        bytes=0 if case.revalidates else len(body),
        ours=round(statistics.median(run.rate for run in runs["ours"])),
        nginx=round(statistics.median(run.rate for run in runs["nginx"])),
        ratio=round(ratio, 2),
        least=case.least,
        p50_ms=round(statistics.median(run.p50 for run in runs["ours"]), 2),
        p99_ms=round(statistics.median(run.p99 for run in runs["ours"]), 2),
        odd=sum(run.odd for run in runs["ours"]),
        runs={side: [asdict(run) for run in some] for side, some in runs.items()},
    )


def measured(site: newsroom.Site, options: argparse.Namespace, *, only: str = "", of: Sequence[Case] = ()) -> list[Row]:
    """Every row of the table, or ``of`` others, against ``site`` whose name begins with ``only``."""
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as name:
        folder = Path(name)
        nginx = Nginx(folder, newsroom.free_port(), SERVER_CORE)
        try:
            rows = []
            for case in (case for case in of or cases(site) if case.name.startswith(only)):
                rows.append(compare(case, site.url, nginx, folder, options))
                print(f"{case.name}: {rows[-1].ratio}", file=sys.stderr)
            return rows
        finally:
            nginx.stop()


def show(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| page | bytes | ours, req/s | nginx, req/s | ratio | at least | p50 ms | p99 ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        told = (
            row.case,
            row.bytes,
            f"{row.ours:,.0f}",
            f"{row.nginx:,.0f}",
            row.ratio,
            row.least,
            row.p50_ms,
            row.p99_ms,
        )
        lines.append("| " + " | ".join(map(str, told)) + " |")
    return "\n".join(lines)


def add_options(parser: argparse.ArgumentParser) -> None:
    """How long and how hard to measure."""
    parser.add_argument("--seconds", type=int, default=3, help="length of one run in whole seconds (default 3)")
    parser.add_argument("--rounds", type=int, default=3, help="runs a row and side (default 3)")
    parser.add_argument("--connections", type=int, default=16)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the front door beside nginx.")
    parser.add_argument("--articles", type=int, default=50, help="articles in the newsroom (default 50)")
    parser.add_argument("--json", type=Path, help="also write everything measured to this file")
    add_options(parser)
    options = parser.parse_args()
    with newsroom.running(newsroom.prepared(options.articles), core=SERVER_CORE) as site:
        rows = measured(site, options)
    print(show(rows))
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")
    missed = [row.case for row in rows if not row.passes]
    for case in missed:
        print(f"below the mark: {case}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
