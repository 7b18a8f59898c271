"""
How fast the ledger of consents is added to and checked: ``python -m bench.ledger`` fills one with 100,000 rows in a
scratch folder on SQLite, verifies it, and lets four processes add to it at once.

``DATABASE_URL`` names another database, which must be empty. The times are those of the work itself, without the start
of the command.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import uuid

MOST_SECONDS = 5.0
"""For the walk of 100,000 rows."""
LEAST = 100
"""Acts a second, each in a transaction of its own, of four processes together."""
PROCESSES = 4


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the ledger of consents.")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--adding", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.adding:
        _add(options.adding)
        return 0
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as name:
        os.environ["STANDFIRST_DATA"] = name
        command = [sys.executable, "-m", "standfirst.cli", "manage", "migrate", "--verbosity", "0"]
        subprocess.run(command, check=True)
        filling = _filled(options.rows)
        verifying = _verified(options.rows)
        rate = _by_processes(250)
        _verified(options.rows + PROCESSES * 250)
    print("| the ledger | measured | mark |")
    print("| --- | ---: | ---: |")
    print(f"| {options.rows:,} rows verified, seconds | {verifying:.2f} | at most {MOST_SECONDS:.0f} |")
    print(f"| acts a second, {PROCESSES} processes, one a transaction | {rate:.0f} | at least {LEAST} |")
    print(f"| rows a second, 1,000 a transaction | {options.rows / filling:.0f} | |")
    return 1 if verifying > MOST_SECONDS or rate < LEAST else 0


def _ready() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
    django.setup()


def _filled(count: int) -> float:
    _ready()
    from django.utils import timezone

    from standfirst.readers.ledger.acts import Circumstances, Said
    from standfirst.readers.ledger.recording import Entry, record_many

    how = Circumstances("registration", "/harbour/the-pilot/", "en-gb", "203.0.113.0/24")
    words = "The Tide: What the sea did, and what it will do. Fridays. You can stop any of these at any time."
    start = time.perf_counter()
    for done in range(0, count, 1_000):
        said = [Said("newsletter:tide", "given", words, channel="email")]
        some = range(min(1_000, count - done))
        record_many([Entry(uuid.uuid4(), said, how, timezone.now()) for _ in some])
    return time.perf_counter() - start


def _verified(count: int) -> float:
    from standfirst.readers.ledger.verifying import verify

    start = time.perf_counter()
    found = verify()
    took = time.perf_counter() - start
    if not found.is_whole or found.count != count:
        raise SystemExit(f"the ledger is not whole: {found}")
    return took


def _by_processes(times: int) -> float:
    command = [sys.executable, "-m", "bench.ledger", "--adding", str(times)]
    some = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)
    ]
    for one in some:
        assert one.stdout is not None
        one.stdout.readline()
    start = time.perf_counter()
    for one in some:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    if any(one.wait() for one in some):
        raise SystemExit("a process failed")
    return PROCESSES * times / (time.perf_counter() - start)


def _add(times: int) -> None:
    _ready()
    from standfirst.readers.ledger.acts import Circumstances, Said
    from standfirst.readers.ledger.recording import record

    print("ready", flush=True)
    sys.stdin.readline()
    how = Circumstances("preferences", "/account/preferences/", "en-gb")
    for _ in range(times):
        record(uuid.uuid4(), [Said("newsletter:tide", "given", "The Tide", channel="email")], how)


if __name__ == "__main__":
    sys.exit(main())
