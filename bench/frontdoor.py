"""
The front door beside nginx, in one run: the same bytes, the same browser's header lines, one core each.

``python -m bench.frontdoor`` starts a synthetic newsroom in memory. ``--site URL`` measures a running site instead (one
web process, pinned with taskset by whoever started it): give ``--walled``, ``--pass`` and the other addresses.
Each row alternates between the two for ``--rounds`` rounds and shows the median.
"""

import argparse
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import synthetic
from bench.nginx import Nginx
from bench.wrk import BROWSER, Run, measure

SERVER_CORE, LOAD_CORE = 0, 1


@dataclass(frozen=True)
class Case:
    """``least`` is the part of nginx's rate that must be reached."""

    name: str
    path: str
    headers: dict[str, str]
    least: float
    revalidates: bool = False


def cases(walled: str, front: str, feed: str, cookie: str) -> list[Case]:
    """The rows of the table. Identity rows send more bytes; brotli rows are what a browser gets."""
    identity, brotli = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip, deflate, br"}
    return [
        Case("walled article, anonymous", walled, identity, 1.0),
        Case("full article, reader pass", walled, identity | {"Cookie": cookie}, 0.8),
        Case("front page", front, identity, 0.8),
        Case("feed", feed, identity, 0.8),
        Case("walled article, 304", walled, identity, 1.0, revalidates=True),
        Case("walled article, brotli", walled, brotli, 1.0),
        Case("full article, reader pass, brotli", walled, brotli | {"Cookie": cookie}, 0.8),
    ]


def fetch(url: str, headers: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    request = urllib.request.Request(url, headers=BROWSER | headers | {"Connection": "close"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read(), {name.lower(): value for name, value in answer.headers.items()}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def synthetic_site() -> Iterator[str]:
    """Our server with pages in memory, pinned to the server's core."""
    port = free_port()
    program = Path(synthetic.__file__)
    server = subprocess.Popen(["taskset", "-c", str(SERVER_CORE), sys.executable, str(program), str(port)])
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(15)


def compare(case: Case, site: str, nginx: Nginx, folder: Path, options: argparse.Namespace) -> dict[str, object]:
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
    return {
        "case": case.name,
        "bytes": 0 if case.revalidates else len(body),
        "ratio": round(ratio, 2),
        "least": case.least,
        "ours": round(statistics.median(run.rate for run in runs["ours"])),
        "nginx": round(statistics.median(run.rate for run in runs["nginx"])),
        "p50_ms": round(statistics.median(run.p50 for run in runs["ours"]), 2),
        "p99_ms": round(statistics.median(run.p99 for run in runs["ours"]), 2),
        "odd": sum(run.odd for run in runs["ours"]),
        "runs": {side: [asdict(run) for run in some] for side, some in runs.items()},
    }


def show(rows: list[dict[str, object]]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| page | bytes | ours, req/s | nginx, req/s | ratio | at least | p50 ms | p99 ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        columns = ("case", "bytes", "ours", "nginx", "ratio", "least", "p50_ms", "p99_ms")
        lines.append("| " + " | ".join(str(row[column]) for column in columns) + " |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the front door beside nginx.")
    parser.add_argument("--site", help="a running site instead of the synthetic one, such as http://127.0.0.1:8000")
    parser.add_argument("--walled", default="/news/bridge/", help="path of an article for registered readers")
    parser.add_argument("--front", default="/", help="path of the front page")
    parser.add_argument("--feed", default="/feed/", help="path of the feed")
    parser.add_argument("--cookie", help="a reader's Cookie line, such as sf_pass=…")
    parser.add_argument("--seconds", type=float, default=3, help="length of one run (default 3)")
    parser.add_argument("--rounds", type=int, default=3, help="runs a row and side (default 3)")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--json", type=Path, help="also write everything measured to this file")
    options = parser.parse_args()
    if options.site and not options.cookie:
        parser.error("--site needs --cookie")
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as name:
        folder = Path(name)
        if options.site:
            rows = measured(options.site, options.cookie, folder, options)
        else:
            with synthetic_site() as site:
                rows = measured(site, f"sf_pass={synthetic.reader_pass()}", folder, options)
    print(show(rows))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    missed = [row["case"] for row in rows if float(str(row["ratio"])) < float(str(row["least"])) or row["odd"]]
    for case in missed:
        print(f"below the mark: {case}", file=sys.stderr)
    return 1 if missed else 0


def measured(site: str, cookie: str, folder: Path, options: argparse.Namespace) -> list[dict[str, object]]:
    """Every row against ``site``."""
    nginx = Nginx(folder, free_port(), SERVER_CORE)
    try:
        rows = []
        for case in cases(options.walled, options.front, options.feed, cookie):
            rows.append(compare(case, site, nginx, folder, options))
            print(f"{case.name}: {rows[-1]['ratio']}", file=sys.stderr)
        return rows
    finally:
        nginx.stop()


if __name__ == "__main__":
    sys.exit(main())
