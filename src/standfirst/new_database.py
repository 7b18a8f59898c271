"""
A new SQLite database, laid from one that was made with this version: to migrate an empty one takes ten seconds.

``python -m standfirst.new_database`` makes that one anew; it is due whenever a migration is added, and a test says so.
"""

import lzma
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

KEPT = Path(__file__).with_name("new_database.xz")


def lay(place: Path, known: set[tuple[str, str]]) -> bool:
    """
    Put the new database at ``place`` where there is none, whole or not at all; whether it was put there.

    ``known`` are the migrations of the installed versions (app, name): a database that has seen others is not laid.
    """
    if place.exists():
        return False
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        draft.write_bytes(lzma.decompress(KEPT.read_bytes()))
        if not applied(draft) <= known:
            return False
        # Of two processes that start at once one lays it; a link appears whole or not at all.
        os.link(draft, place)
    except FileExistsError:
        return False
    finally:
        draft.unlink(missing_ok=True)
    return True


def applied(database: Path) -> set[tuple[str, str]]:
    """The migrations that ``database`` has seen, as app and name."""
    with closing(sqlite3.connect(database)) as connection:
        return set(connection.execute("SELECT app, name FROM django_migrations"))


def migrate_anew(folder: Path) -> Path:
    """A database that every migration has made in the empty ``folder``. Raises CalledProcessError."""
    environment = {**os.environ, "STANDFIRST_DATA": str(folder), "STANDFIRST_TASKS": "immediate"}
    environment.pop("DATABASE_URL", None)
    migrate = [sys.executable, "-m", "standfirst.cli", "manage", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=environment, check=True)
    return folder / "standfirst.sqlite3"


def make() -> None:
    """Migrate an empty database in a folder of its own, and keep it beside this file."""
    with tempfile.TemporaryDirectory(prefix="standfirst-new-") as folder:
        whole = Path(folder) / "whole.sqlite3"
        with closing(sqlite3.connect(migrate_anew(Path(folder)))) as connection:
            connection.execute("VACUUM INTO ?", [str(whole)])
        KEPT.write_bytes(lzma.compress(whole.read_bytes(), preset=9))


if __name__ == "__main__":
    make()
