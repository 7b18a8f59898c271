"""
How long a start takes and how much memory a web process needs: ``python -m bench.starting``.

The first start is one on an empty folder. Memory is measured after every page of 2,000 articles was asked for, in both
variants and both encodings, so that the entries fill their budget.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import site as newsroom
from bench.frontdoor import SERVER_CORE, fetch

FIRST_START = 3.0
"""Seconds to the first byte."""
ABOVE_BUDGET = 150
"""Megabytes that a web process may take beside its entries."""
BUDGET = 64
ARTICLES = 2_000


def start(data: Path) -> float:
    """Seconds from the command to the first byte of the front page."""
    port = newsroom.free_port()
    environment = {**os.environ, "STANDFIRST_DATA": str(data), "STANDFIRST_SITE_URL": f"http://127.0.0.1:{port}"}
    began = time.perf_counter()
    serve = [sys.executable, "-m", "standfirst.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(serve, env=environment, stderr=subprocess.DEVNULL)
    try:
        newsroom.wait_for(f"http://127.0.0.1:{port}/")
        return time.perf_counter() - began
    finally:
        server.terminate()
        server.wait(20)


def memory() -> tuple[float, float]:
    """Megabytes (RSS) of a web process when it has just started, and when its entries fill their budget."""
    with newsroom.running(newsroom.prepared(ARTICLES), core=SERVER_CORE) as site:
        before = site.memory()
        cookie = {"Cookie": site.reader_pass()}
        for number in range(ARTICLES):
            section = newsroom.SECTIONS[number % len(newsroom.SECTIONS)].lower()
            for headers in ({}, cookie):
                fetch(f"{site.url}/{section}/story-{number}/", headers)
        return before, site.memory()


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as folder:
        first, second = start(Path(folder)), start(Path(folder))
    fresh, full = memory()
    print("| what | measured | at most |")
    print("| --- | ---: | ---: |")
    print(f"| first start to first byte, s | {first:.1f} | {FIRST_START} |")
    print(f"| later start to first byte, s | {second:.1f} | {FIRST_START} |")
    print(f"| a web process just started, MB | {fresh:.0f} | |")
    print(f"| a web process with full entries, MB | {full:.0f} | {BUDGET + ABOVE_BUDGET} |")
    return 0 if first <= FIRST_START and full <= BUDGET + ABOVE_BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
