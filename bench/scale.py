"""
The same table with few articles and with many: ``python -m bench.scale`` shows that the number does not matter.

Bringing 50,000 articles in takes some minutes at the first run; they are kept under ``build/bench``.
"""

import argparse
import sys

from bench import site as newsroom
from bench.frontdoor import SERVER_CORE, add_options, measured, show

FACTOR = 1.2
"""How far the rate with many articles may be below that with few."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the front door with few and with many articles.")
    parser.add_argument("--few", type=int, default=50)
    parser.add_argument("--many", type=int, default=50_000)
    add_options(parser)
    options = parser.parse_args()
    tables = {}
    for articles in (options.few, options.many):
        with newsroom.running(newsroom.prepared(articles), core=SERVER_CORE) as site:
            tables[articles] = measured(site, options)
        print(f"\n{articles:,} articles\n\n{show(tables[articles])}")
    print(f"\n| page | ratio with {options.few:,} | with {options.many:,} | factor | at most |")
    print("| --- | ---: | ---: | ---: | ---: |")
    missed = 0
    for few, many in zip(*tables.values(), strict=True):
        factor = few.ratio / many.ratio
        missed += factor > FACTOR
        print(f"| {few.case} | {few.ratio} | {many.ratio} | {factor:.2f} | {FACTOR} |")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
