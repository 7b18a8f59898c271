"""Makes a data folder ready for this version: tables, collected static files, the site's first page."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from standfirst import __version__, new_database

Say = Callable[[str], None]


def prepare(say: Say) -> None:
    """
    Bring the database and the static files up to this version; does nothing when they are.

    ``say`` gets a line for each step that has work. Safe to run again after it was killed. Raises OperationalError when
    the database cannot be reached, ImproperlyConfigured when the keys for
    connected sites cannot be read.
    """
    from standfirst.provider.keys import keys_in_force

    _lay_new_database(say)
    if pending := pending_migrations():
        say(f"Setting up the database ({pending} steps) …")
        call_command("migrate", interactive=False, verbosity=0)
    # The first start makes the keys; what a setting gives is read before anybody asks for it.
    keys_in_force()
    collected = Path(settings.STATIC_ROOT)
    # Beside the folder: whatever is in it is served.
    stamp = collected.with_name(f"{collected.name}.version")
    done = collected.is_dir() and stamp.exists() and stamp.read_text(encoding="utf-8") == static_stamp()
    if not settings.DEBUG and not done:
        say("Collecting styles, scripts and fonts …")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(static_stamp(), encoding="utf-8")


def _lay_new_database(say: Say) -> None:
    """SQLite only: on a server migrations make the tables."""
    if connection.vendor == "sqlite" and new_database.lay(Path(connection.settings_dict["NAME"]), _known_migrations()):
        say("Laid a new database.")


def pending_migrations() -> int:
    """
    How many migrations this version has that the database has not. Asking makes no database where there is none.

    Raises OperationalError when the database cannot be reached.
    """
    # SQLite makes the file as it is opened, and what is there is no longer laid whole.
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return len(_known_migrations())
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _known_migrations() -> set[tuple[str, str]]:
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def static_stamp() -> str:
    """Changes whenever our own static files do: the version, and their newest time of change in nanoseconds."""
    ours = Path(__file__).parent / "theme" / "static"
    newest = max((file.stat().st_mtime_ns for file in ours.rglob("*") if file.is_file()), default=0)
    return f"{__version__} {newest}"
