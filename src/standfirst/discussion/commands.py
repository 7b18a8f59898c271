"""The commands of this room: ``standfirst comments recount``."""

import argparse
import json
import sys
from typing import TextIO


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the commands to ``standfirst comments``."""
    kinds = parser.add_subparsers(title="what", required=True, metavar="WHAT")
    recount = kinds.add_parser("recount", help="count comments, replies and likes anew; done every night")
    recount.add_argument("--dry-run", action="store_true", help="only say what is off")
    recount.add_argument("--json", action="store_true", help="print what is off as JSON")
    recount.set_defaults(run=_recount)


def _recount(options: argparse.Namespace) -> int:
    import django

    django.setup()
    return recount(options.dry_run, options.json, sys.stdout)


def recount(dry_run: bool, as_json: bool, out: TextIO) -> int:
    """Exit status 1 when something was off, mended or not: a script that watches hears of it."""
    from standfirst.discussion import recounting

    found = list(recounting.drift()) if dry_run else recounting.recount()
    if as_json:
        lines = [{"what": one.what, "field": one.field, "kept": one.kept, "counted": one.counted} for one in found]
        print(json.dumps({"drift": len(found), "mended": not dry_run, "counts": lines}), file=out)
    else:
        for one in found:
            print(one, file=out)
        print(f"drift {len(found)}" if dry_run or not found else f"drift {len(found)}, set right", file=out)
    return 1 if found else 0
