"""
How fast articles come in: ``python -m bench.importing`` imports 2,000 into an empty newsroom, then the same file again.

The newsroom is on SQLite in a scratch folder that is removed at the end. The time is that of the import itself, without
the start of the command and without setting the database up. Nothing is fetched and there are no pictures.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.site import write_articles

LEAST = 200
"""Articles a second."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how fast articles are imported.")
    parser.add_argument("--articles", type=int, default=2_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as name:
        house = Path(name)
        file = house / "articles.jsonl"
        write_articles(file, options.articles)
        standfirst(house, "manage", "migrate", "--verbosity", "0")
        first, again = (brought_in(house, file, what, options.articles) for what in ("new", "unchanged"))
    print("| import | articles | a second | at least |")
    print("| --- | ---: | ---: | ---: |")
    print(f"| new articles | {options.articles:,} | {first:.0f} | {LEAST} |")
    print(f"| the same file again | {options.articles:,} | {again:.0f} | {LEAST} |")
    return 1 if min(first, again) < LEAST else 0


def brought_in(house: Path, file: Path, what: str, articles: int) -> float:
    """Articles a second of one import, all of which must count as ``what``."""
    counts = json.loads(standfirst(house, "import", "articles", str(file), "--json"))
    if counts["articles"][what] != articles:
        raise SystemExit(f"not all {articles} articles are {what}: {counts['articles']}")
    rate: float = articles / counts["seconds"]
    return rate


def standfirst(house: Path, *words: str) -> str:
    """What the command printed. Raises CalledProcessError when it failed."""
    environment = {**os.environ, "STANDFIRST_DATA": str(house)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "standfirst.cli", *words]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
