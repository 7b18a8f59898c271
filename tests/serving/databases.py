"""
A database of its own for each served site: a file in its folder, or one more on the PostgreSQL of this run. And one
that can be taken away.
"""

import os
import signal
import subprocess
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from tests.scratch_postgres import ScratchPostgres
from tests.serving.running import wait_until


def a_database_like(template: str | None, name: str) -> dict[str, str]:
    """
    What the environment of a site says of its database: nothing on SQLite, where it lies in the data folder.

    On PostgreSQL it is made, as a copy of ``template`` or empty, unless there is one of that ``name``.
    """
    server = os.environ.get("DATABASE_URL")
    if not server:
        return {}
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            made_from = f' TEMPLATE "{template}"' if template else ""
            connection.execute(f'CREATE DATABASE "{name}"{made_from}'.encode())
    return {"DATABASE_URL": urlunsplit(urlsplit(server)._replace(path=f"/{name}"))}


class Losable(Protocol):
    """A database that goes away and comes back, with all that was in it."""

    environment: dict[str, str]

    def take_away(self, data: Path) -> None: ...

    def give_back(self, data: Path) -> None: ...


class LosableFile:
    """
    SQLite in the data folder ``data``. A folder lies in its place while it is away, so that nobody makes a new one.

    Whoever has it open goes on reading it: that is how files are.
    """

    environment: dict[str, str]

    def __init__(self) -> None:
        self.environment = {}

    def take_away(self, data: Path) -> None:
        away = data / "away"
        away.mkdir()
        for part in _parts(data):
            part.rename(away / part.name)
        (data / "standfirst.sqlite3").mkdir()

    def give_back(self, data: Path) -> None:
        (data / "standfirst.sqlite3").rmdir()
        for part in (data / "away").iterdir():
            part.rename(data / part.name)
        (data / "away").rmdir()


def _parts(data: Path) -> list[Path]:
    return sorted(data.glob("standfirst.sqlite3*"))


class LosableServer:
    """A PostgreSQL of its own in ``folder``, which is killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.server = ScratchPostgres(folder)
        self.environment = {"DATABASE_URL": self.server.start()}
        assert self.server.process is not None
        self._pid = self.server.process.pid
        said = Path(f"/proc/{self._pid}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        self._log = folder.parent / "postgres-again.log"
        self._command = [part.decode() for part in said]

    def take_away(self, data: Path) -> None:
        assert self.server.process is not None
        self.server.process.send_signal(signal.SIGQUIT)
        self.server.process.wait(timeout=30)

    def give_back(self, data: Path) -> None:
        wait_until(self._answers, 60, lambda: self._log.read_text()[-2000:])

    def _start(self) -> None:
        user = self.server.user
        with self._log.open("ab") as log:
            self.server.process = subprocess.Popen(
                self._command, stdout=log, stderr=log, cwd=self.server.folder,
                user=user, extra_groups=[] if user else None,
            )  # fmt: skip

    def _answers(self) -> bool:
        assert self.server.process is not None
        if self.server.process.poll() is not None:
            # It does not start while a child of the one that was killed is still there: try until it does.
            self._start()
        import psycopg

        try:
            psycopg.connect(self.environment["DATABASE_URL"], connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True
