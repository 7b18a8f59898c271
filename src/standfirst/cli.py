"""The ``standfirst`` command: one sentence when something is wrong, and an exit status a script can rely on."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from standfirst import __version__
from standfirst.discussion.commands import add_to as add_comments_to
from standfirst.provider.commands import add_to as add_openid_to
from standfirst.readers.ledger.commands import add_to as add_ledger_to

FAILED = 1
WRONG_USE = 2

_BASES = ("consent", "contract", "legitimate interests")
_SYSTEMS = ("disqus", "coral", "isso")
_ENCODINGS = ("utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "iso-8859-2", "windows-1250", "windows-1251")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status: 0 done, 1 not (all) done, 2 the words were off."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["manage"]:
        return _manage(arguments[1:])
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except KeyboardInterrupt:
        return 130
    except _said_plainly() as error:
        print(f"standfirst: {error}", file=sys.stderr)
        return FAILED
    return status


def _said_plainly() -> tuple[type[Exception], ...]:
    """What an operator can mend: said in a sentence. Everything else is a bug and fails loudly."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    from standfirst.sqlite import UnsoundSqlite

    return (ImproperlyConfigured, OperationalError, UnsoundSqlite, OSError)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="standfirst", description="The reader platform of a newsroom.")
    parser.add_argument("--version", action="version", version=f"standfirst {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="run the site: web processes and the worker")
    _add_address(serve)
    serve.add_argument("--web", type=_count, default=2, metavar="N", help="web processes (default 2)")
    serve.add_argument("--no-worker", action="store_true", help="run no worker here; another `standfirst worker` does")
    serve.set_defaults(run=_serve)

    worker = commands.add_parser("worker", help="run only the worker: mail, scheduled publishing")
    worker.set_defaults(run=_worker)

    doctor = commands.add_parser("doctor", help="check this installation and say what is wrong")
    doctor.set_defaults(run=_doctor)

    demo = commands.add_parser("demo", help="build and run the demo newsroom")
    _add_address(demo)
    demo.add_argument("--build-only", action="store_true", help="build it and end, without serving")
    demo.set_defaults(run=_demo)

    _add_import(commands.add_parser("import", help="bring articles, comments and readers in from elsewhere"))

    ledger = commands.add_parser("ledger", help="check the ledger of consents, and write down what it proves")
    add_ledger_to(ledger)

    comments = commands.add_parser("comments", help="the conversations: count anew what they count")
    add_comments_to(comments)

    openid = commands.add_parser("openid", help="the keys that sign what connected sites are told")
    add_openid_to(openid)

    why = commands.add_parser("why", help="say why a reader sees what they see of an article")
    why.add_argument("--url", required=True, help="address of the article, or its path")
    why.add_argument("--reader", default="", metavar="EMAIL", help="without it: somebody without an account")
    why.add_argument("--network", default="", metavar="ADDRESS", help="of the machine, like 192.0.2.7")
    why.add_argument("--at", default="", metavar="TIME", help="like 2026-11-30T18:00:00+00:00 (default now)")
    why.set_defaults(run=_why)

    retention = commands.add_parser(
        "retention", help="take away what is kept longer than it should be; done every night"
    )
    retention.add_argument("--dry-run", action="store_true", help="only say how much it would be")
    retention.add_argument("--json", action="store_true", help="print the counts as JSON")
    retention.set_defaults(run=_retention)

    commands.add_parser("manage", help="Django's own commands: standfirst manage migrate, createsuperuser, …")
    return parser


def _add_address(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    command.add_argument("--port", type=_port, default=8000, help="port to listen on (default 8000)")


def _add_import(command: argparse.ArgumentParser) -> None:
    kinds = command.add_subparsers(title="what", required=True, metavar="WHAT")
    for name, help_text, run in (
        ("articles", "articles from JSON Lines, one a line", _import_articles),
        ("wordpress", "posts from a WordPress export (WXR)", _import_wordpress),
    ):
        kind = kinds.add_parser(name, help=help_text)
        kind.add_argument("file", type=Path, metavar="FILE")
        kind.add_argument("--media", type=Path, metavar="DIR", help="folder that holds the pictures")
        kind.add_argument("--json", action="store_true", help="print the counts as JSON")
        kind.set_defaults(run=run)
    subscriptions = kinds.add_parser("subscriptions", help="who is a subscriber, from when until when (CSV)")
    subscriptions.add_argument("file", type=Path, metavar="FILE")
    subscriptions.add_argument("--json", action="store_true", help="print the counts as JSON")
    subscriptions.set_defaults(run=_import_subscriptions)
    comments = kinds.add_parser("comments", help="comments of Disqus, Coral or Isso, under the articles that are here")
    comments.add_argument("file", type=Path, metavar="FILE")
    comments.add_argument("--from", dest="system", required=True, choices=_SYSTEMS, help="whose export it is")
    comments.add_argument(
        "--confirmed",
        action="store_true",
        help="the other system had addresses confirmed: who has an account here under the same one is the author",
    )
    comments.add_argument("--json", action="store_true", help="print the counts as JSON")
    comments.set_defaults(run=_import_comments)
    _add_import_of_readers(kinds.add_parser("readers", help="who has an account elsewhere, with their password (CSV)"))


def _add_import_of_readers(readers: argparse.ArgumentParser) -> None:
    readers.add_argument("file", type=Path, metavar="FILE")
    readers.add_argument("--confirmed", action="store_true", help="the other system had each address confirmed")
    readers.add_argument("--from", dest="origin", type=_a_name, metavar="NAME", help="what the other system was called")
    readers.add_argument(
        "--basis", choices=_BASES, default="", help="why newsletters may be sent (GDPR Article 6); needed for any"
    )
    readers.add_argument("--wording", default="", metavar="TEXT", help="the words that readers chose newsletters by")
    readers.add_argument("--encoding", choices=_ENCODINGS, default="utf-8", help="of the file (default utf-8)")
    readers.add_argument("--json", action="store_true", help="print the counts as JSON")
    readers.set_defaults(run=_import_readers)


def _a_name(text: str) -> str:
    name = " ".join(text.split())
    if not 1 <= len(name) <= 40 or not name.isprintable():
        raise argparse.ArgumentTypeError("a name has 1 to 40 characters")
    return name


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError(f"{number} is not between 1 and 64")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{number} is not between 1 and 65535")
    return number


def _serve(options: argparse.Namespace) -> int:
    from standfirst import serving

    return serving.serve(options.host, options.port, web=options.web, worker=not options.no_worker)


def _worker(options: argparse.Namespace) -> int:
    from standfirst import working

    return working.work()


def _doctor(options: argparse.Namespace) -> int:
    from standfirst import doctor

    return doctor.examine(sys.stdout)


def _demo(options: argparse.Namespace) -> int:
    os.environ.setdefault("STANDFIRST_DEMO", "on")
    os.environ.setdefault("STANDFIRST_DATA", "var/demo")
    os.environ.setdefault("STANDFIRST_SITE_URL", f"http://127.0.0.1:{options.port}")
    from standfirst.demo import command

    return command.build_only() if options.build_only else command.run(options.host, options.port)


def _import_articles(options: argparse.Namespace) -> int:
    _django_ready()
    from standfirst.importers import commands

    return commands.import_articles(options.file, options.media, options.json, sys.stdout, sys.stderr)


def _import_wordpress(options: argparse.Namespace) -> int:
    _django_ready()
    from standfirst.importers import commands

    return commands.import_wordpress(options.file, options.media, options.json, sys.stdout, sys.stderr)


def _import_subscriptions(options: argparse.Namespace) -> int:
    _django_ready()
    from standfirst.importers import commands

    return commands.import_subscriptions(options.file, options.json, sys.stdout, sys.stderr)


def _import_comments(options: argparse.Namespace) -> int:
    _django_ready()
    from standfirst.importers import commands

    return commands.import_comments(
        options.file, options.system, options.confirmed, options.json, sys.stdout, sys.stderr
    )


def _import_readers(options: argparse.Namespace) -> int:
    if options.basis and not options.origin:
        print("standfirst: --basis needs --from NAME: what the other system was called.", file=sys.stderr)
        return WRONG_USE
    _django_ready()
    from standfirst.importers import commands
    from standfirst.importers.readers import How

    how = How(
        encoding=options.encoding,
        confirmed=options.confirmed,
        words=commands.words_of(options.basis, options.origin or "", options.wording.strip()),
    )
    return commands.import_readers(options.file, how, options.json, sys.stdout, sys.stderr)


def _why(options: argparse.Namespace) -> int:
    _django_ready()
    from standfirst.newsroom.explaining import CannotExplain, explain

    try:
        print(explain(options.url, options.reader, options.at, options.network).in_words())
    except CannotExplain as error:
        print(f"standfirst: {error}", file=sys.stderr)
        return FAILED
    return 0


def _retention(options: argparse.Namespace) -> int:
    _django_ready()
    from standfirst.rights import commands

    return commands.retention(options.dry_run, options.json, sys.stdout, sys.stderr)


def _django_ready() -> None:
    import django

    django.setup()


def _manage(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["standfirst manage", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())
