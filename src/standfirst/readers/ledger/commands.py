"""``standfirst ledger …``: the words of the command, and what it prints."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

FAILED = 1


def add_to(parser: argparse.ArgumentParser) -> None:
    """Teach ``parser`` the commands of the ledger. Their ``run`` asks for Django to be ready."""
    kinds = parser.add_subparsers(title="what", required=True, metavar="WHAT")

    verify = kinds.add_parser("verify", help="walk the chain and name the first row that is not as it was written")
    verify.add_argument(
        "--checkpoint", type=Path, action="append", default=[], metavar="FILE", help="checkpoints kept elsewhere"
    )
    verify.add_argument("--json", action="store_true", help="print the findings as JSON")
    verify.set_defaults(run=_verify)

    checkpoint = kinds.add_parser("checkpoint", help="print a line that says where the ledger ends, to keep elsewhere")
    checkpoint.set_defaults(run=_checkpoint)

    evidence = kinds.add_parser("evidence", help="write down everything that one reader agreed to, with what proves it")
    whose = evidence.add_mutually_exclusive_group(required=True)
    whose.add_argument("--reader", default="", metavar="EMAIL", help="somebody who has an account")
    whose.add_argument("--pseudonym", default="", metavar="ID", help="somebody who has none, or has no more")
    evidence.add_argument("--out", type=Path, metavar="FILE", help="default evidence-PSEUDONYM.zip; never overwritten")
    evidence.set_defaults(run=_evidence)


def _verify(options: argparse.Namespace) -> int:
    _django_ready()
    from standfirst.readers.ledger.checkpoints import NoCheckpoint, read_checkpoints
    from standfirst.readers.ledger.verifying import verify

    checkpoints = []
    for file in options.checkpoint:
        try:
            checkpoints += read_checkpoints(file.read_text(encoding="utf-8"))
        except (NoCheckpoint, UnicodeDecodeError) as error:
            why = error if isinstance(error, NoCheckpoint) else "It is not text in UTF-8."
            return _refuse(f"{file}: {why}", "Checkpoints are the lines that `standfirst ledger checkpoint` prints.")
    found = verify(checkpoints)
    if options.json:
        print(json.dumps({"whole": found.is_whole, **asdict(found)}))
    elif found.is_whole:
        against = f", and every one of {len(checkpoints)} checkpoints stands" if checkpoints else ""
        print(f"✓ {found.count} rows, each as it was written{against}.")
        print(f"  The last is {found.last}, with the hash {found.hash}")
        if not checkpoints:
            print("  Next: standfirst ledger checkpoint >> a file that this machine cannot change")
    else:
        _say_what_is_broken(found.broken.how if found.broken else "", found.count, found.unguarded)
    return 0 if found.is_whole else FAILED


def _say_what_is_broken(how: str, before: int, unguarded: tuple[str, ...]) -> None:
    out = sys.stderr
    if how:
        print(f"✗ {how}\n  The {before} rows before it are as they were written.", file=out)
    if unguarded:
        print(f"✗ The database no longer refuses changes: it lacks {', '.join(unguarded)}.", file=out)
    print("  What to do: docs/how-to/prove-a-consent.md, “When verify finds something”.", file=out)


def _checkpoint(options: argparse.Namespace) -> int:
    _django_ready()
    from standfirst.readers.ledger.checkpoints import Checkpoint
    from standfirst.readers.ledger.verifying import verify

    found = verify()
    if found.broken:
        _say_what_is_broken(found.broken.how, found.count, ())
        return FAILED
    print(Checkpoint.now(found.last, found.hash).line())
    return 0


def _evidence(options: argparse.Namespace) -> int:
    _django_ready()
    from standfirst.readers.ledger.evidence import NothingToShow, evidence_of, evidence_under, write

    try:
        found = evidence_of(options.reader) if options.reader else evidence_under(options.pseudonym)
    except NothingToShow as error:
        return _refuse(str(error), "")
    out = options.out or Path(f"evidence-{found.pseudonyms[0]}.zip")
    try:
        write(found, out)
    except FileExistsError:
        return _refuse(f"{out} is there already.", "Say another file: --out FILE")
    print(
        f"✓ {len(found.acts)} acts, written to {out}. It is about one person: give it to nobody else.", file=sys.stderr
    )
    if found.findings.broken:
        _say_what_is_broken(found.findings.broken.how, found.findings.count, ())
        return FAILED
    return 0


def _refuse(what: str, remedy: str) -> int:
    print(f"standfirst: {what}{' ' if remedy else ''}{remedy}", file=sys.stderr)
    return FAILED


def _django_ready() -> None:
    import django

    django.setup()
