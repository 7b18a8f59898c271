"""
How fast staff find a reader among a million: ``python -m bench.finding``, on SQLite and on PostgreSQL.

Each figure is of the whole page of the admin, asked for in the process without a server between: by an address, by the
beginning of one, by a surname. ``--readers`` and ``--database`` for a part of it. The exit status is 1 when a figure
misses its mark.
"""

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from bench.house import inside

if TYPE_CHECKING:
    from django.test import Client

MOST_MS = {"sqlite": 150.0, "postgres": 50.0}
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
TRIES = 60
_AT_ONCE = 5_000
_SURNAMES = ("Abara", "Baptiste", "Çelik", "Dubois", "Eriksen", "Farouk", "Grünwald", "Horvát", "Iqbal", "O’Malley")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how fast a reader is found.")
    parser.add_argument("--readers", type=int, default=1_000_000)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(measured(options.readers)))
        return 0
    missed = False
    print("| database | readers | found by | p50 ms | p95 ms | at most |\n| --- | ---: | --- | ---: | ---: | ---: |")
    for database in NAMES if options.database == "both" else [options.database]:
        for what, times in inside(database, "bench.finding", "--readers", str(options.readers)).items():
            p95 = statistics.quantiles(times, n=20)[18]
            row = (NAMES[database], f"{options.readers:,}", what, f"{statistics.median(times):.1f}", f"{p95:.1f}")
            print(f"| {' | '.join(row)} | {MOST_MS[database]:.0f} |", flush=True)
            missed |= p95 > MOST_MS[database]
    return int(missed)


def measured(readers: int) -> dict[str, list[float]]:
    """Fill the house with ``readers``, then look for some."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from standfirst.readers.models import Reader

    settings.ALLOWED_HOSTS = ["*"]
    for first in range(0, readers, _AT_ONCE):
        some = range(first, min(first + _AT_ONCE, readers))
        Reader.objects.lay_down(
            [
                Reader(email=f"reader{n}@example.com", first_name="Ada", last_name=f"{_SURNAMES[n % 10]} {n // 1_000}")
                for n in some
            ]
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    chief = Reader.objects.create_superuser("chief@example.org", "Tulip9 orchard")
    browser.force_login(chief, "standfirst.readers.backend.LimitedBackend")
    picked = random.Random(1)
    looked_for: dict[str, Callable[[], str]] = {
        "an address": lambda: f"reader{picked.randrange(readers)}@example.com",
        "the beginning of an address": lambda: f"reader{picked.randrange(readers // 100)}",
        "a surname": lambda: f"{picked.choice(_SURNAMES)} {picked.randrange(readers // 1_000)}",
    }
    return {what: [_milliseconds(browser, asked()) for _ in range(TRIES)] for what, asked in looked_for.items()}


def _milliseconds(browser: "Client", asked: str) -> float:
    began = time.perf_counter()
    answer = browser.post("/admin/readers/", {"q": asked})
    took = (time.perf_counter() - began) * 1_000
    if answer.status_code != 200 or b"@example.com" not in answer.content:
        raise SystemExit(f"{asked} was not found: {answer.status_code}")
    return took


if __name__ == "__main__":
    sys.exit(main())
