"""
How fast readers come in: ``python -m bench.readers`` imports 100,000 with passwords, newsletters and subscriptions into
a house without any, then the same file again.

It is on SQLite in a scratch folder that is removed at the end, or on the empty database that ``DATABASE_URL`` names.
The time is that of the import itself, without the start of the command and without setting the database up.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

LEAST = 2_000
"""Readers a second."""

_COLUMNS = ("email", "first_name", "last_name", "tier", "newsletters", "registered_at", "password", "confirmed")
_HASHES = (
    "$wp$2y$10$" + "a" * 53,
    "$P$B" + "a" * 30,
    "$2a$10$" + "b" * 53,
    "pbkdf2_sha256$1000000$" + "c" * 22 + "$" + "d" * 43 + "=",
)
_LETTERS = """
from standfirst.newsletters.models import Newsletter
for slug in ("tide", "log"):
    Newsletter.objects.create(name=slug, slug=slug)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how fast readers are imported.")
    parser.add_argument("--readers", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as name:
        house = Path(name)
        file = house / "readers.csv"
        write_readers(file, options.readers)
        standfirst(house, "manage", "migrate", "--verbosity", "0")
        standfirst(house, "manage", "shell", "--verbosity", "0", "--command", _LETTERS)
        first, again = (brought_in(house, file, what, options.readers) for what in ("new", "unchanged"))
    print("| import | readers | a second | at least |")
    print("| --- | ---: | ---: | ---: |")
    print(f"| new readers | {options.readers:,} | {first:.0f} | {LEAST} |")
    print(f"| the same file again | {options.readers:,} | {again:.0f} | {LEAST} |")
    return 1 if min(first, again) < LEAST else 0


def write_readers(file: Path, count: int) -> None:
    """A file of ``count`` readers: all with a password, half with newsletters, every tenth a subscriber."""
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(_COLUMNS)
        for number in range(count):
            tier = "registered" if number % 10 else "subscriber"
            letters = "tide;log" if number % 2 else ""
            joined = f"20{10 + number % 15}-03-01T10:00:00Z"
            password = _HASHES[number % len(_HASHES)]
            names = ("Ada", f"Nancé {chr(97 + number % 26)}")
            rows.writerow((f"reader{number}@example.com", *names, tier, letters, joined, password, "yes"))


def brought_in(house: Path, file: Path, what: str, readers: int) -> float:
    """Readers a second of one import, all of whom must count as ``what``."""
    words = ("import", "readers", str(file), "--json", "--from", "The old site", "--basis", "consent")
    counts = json.loads(standfirst(house, *words))
    if counts["readers"][what] != readers:
        raise SystemExit(f"not all {readers} readers are {what}: {counts['readers']}")
    rate: float = readers / counts["seconds"]
    return rate


def standfirst(house: Path, *words: str) -> str:
    """What the command printed. Raises CalledProcessError when it failed."""
    environment = {**os.environ, "STANDFIRST_DATA": str(house)}
    command = [sys.executable, "-m", "standfirst.cli", *words]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
