"""``standfirst doctor``: looks at an installation and says, line by line, what is right and what to do."""

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

import django


@dataclass(frozen=True)
class Finding:
    """``remedy`` is empty when all is well."""

    what: str
    remedy: str = ""


def examine(out: TextIO) -> int:
    """Print every finding; returns 0 when all is well, else 1. Changes nothing."""
    django.setup()
    findings = [finding for look in _LOOKS for finding in look()]
    for finding in findings:
        print(f"{'✗' if finding.remedy else '✓'} {finding.what}", file=out)
        if finding.remedy:
            print(f"    {finding.remedy}", file=out)
    wrong = sum(1 for finding in findings if finding.remedy)
    print(f"{wrong} to mend." if wrong else "All is well. Next: standfirst serve", file=out)
    return 1 if wrong else 0


def _database() -> Iterator[Finding]:
    from sqlite3 import sqlite_version  # pysqlite3's, once the settings are read

    from django.db import DatabaseError, connection

    from standfirst.preparing import pending_migrations

    try:
        pending = pending_migrations()
    except DatabaseError as error:
        yield Finding(
            f"{connection.vendor} does not answer: {str(error).strip()}", "Check DATABASE_URL and that it runs."
        )
        return
    version = sqlite_version if connection.vendor == "sqlite" else ""
    yield Finding(f"Database: {connection.vendor} {version}".rstrip())
    yield Finding(
        f"{pending} steps to set up in the database" if pending else "Every table is up to date",
        "Run: standfirst manage migrate (or start standfirst serve, which does it)" if pending else "",
    )
    if not pending:
        yield from _ledger()
        yield from _comment_model()


def _ledger() -> Iterator[Finding]:
    from standfirst.readers.ledger.verifying import missing_guards

    if missing := missing_guards():
        yield Finding(
            f"The database lets the ledger of consents be changed: it lacks {', '.join(missing)}",
            "Run: standfirst ledger verify, and see docs/how-to/prove-a-consent.md",
        )
    else:
        yield Finding("The ledger of consents can only be added to")


def _comment_model() -> Iterator[Finding]:
    from standfirst.discussion.models import ModerationRules, moderation_rules
    from standfirst.discussion.moderating.learning import is_installed
    from standfirst.discussion.moderating.learning_round import something_to_learn

    if moderation_rules().model == ModerationRules.OFF:
        yield Finding("The model that learns from moderators’ decisions is off")
    elif is_installed():
        yield Finding("The model that learns from moderators’ decisions has what it needs")
    elif something_to_learn():
        yield Finding(
            "The model that learns from moderators’ decisions is on, and cannot learn: scikit-learn is not installed",
            "Install standfirst[model] where the worker runs, or turn the model off in Settings, Comment filter.",
        )
    else:
        yield Finding("The model that learns from moderators’ decisions has none yet (it will need standfirst[model])")


def _secret() -> Iterator[Finding]:
    from django.conf import settings

    for name, what in (("secret-key", "The secret key is"), ("openid-keys.json", "The keys for connected sites are")):
        path = settings.STANDFIRST_DATA / name
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Finding(f"Others on this machine can read {path}", f"Run: chmod 600 {path}")
        else:
            yield Finding(f"{what} ours alone")


def _address() -> Iterator[Finding]:
    from django.conf import settings

    site = settings.STANDFIRST_SITE
    if site.scheme == "http" and site.hostname not in {"127.0.0.1", "localhost"}:
        yield Finding(
            f"{settings.STANDFIRST_SITE_URL} is not encrypted",
            "Set STANDFIRST_SITE_URL to the https address that readers use.",
        )
    else:
        yield Finding(f"Readers come to {settings.STANDFIRST_SITE_URL}")
    if settings.DEBUG:
        yield Finding("Debug pages are on", "Unset STANDFIRST_DEBUG before readers come.")


def _mail() -> Iterator[Finding]:
    from django.conf import settings

    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        yield Finding("Mail is printed, not sent", "Set EMAIL_URL, like submission://user:password@mail.example:587.")
    else:
        yield Finding(f"Mail leaves as {settings.STANDFIRST_MAIL_FROM}")


_LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (_database, _secret, _address, _mail)
