"""``standfirst serve`` as an operator runs it: in processes of its own, on a free port, ended at the end."""

import contextlib
import functools
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.serving.wire import Connection

ROOT = Path(__file__).resolve().parents[2]
SECRET = "the secret of a running site of the tests"
STARTS_WITHIN = 60.0
"""Seconds; what is too slow to be right, not what is promised."""


class RunningSite:
    """
    One site: a data folder, an address, and the processes that serve it.

    ``environment`` is added to what every command of the site is given.
    """

    def __init__(self, data: Path, *, environment: Mapping[str, str] | None = None, web: int = 2) -> None:
        self.data = data
        self.web = web
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.extra = dict(environment or {})
        self.process: subprocess.Popen[bytes] | None = None
        self.log = data.with_name(f"{data.name}-{self.port}.log")
        data.mkdir(parents=True, exist_ok=True)

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the test run's own gets in: the site has its own data, secret and address."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("STANDFIRST_", "PYTEST_", "DJANGO_"))
            and name not in {"DATABASE_URL", "EMAIL_URL", "REDIS_URL"}
        }
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "standfirst.settings",
            "STANDFIRST_DATA": str(self.data),
            "STANDFIRST_SITE_URL": self.url,
            "STANDFIRST_SECRET_KEY": SECRET,
            "EMAIL_URL": "file:",
            "STANDFIRST_STAFF_SECOND_FACTOR": "off",
            "STANDFIRST_BOT_CHECK": "none",
            **self.extra,
        }

    def run(self, module: str, *arguments: str, said: str = "") -> str:
        """Run a Python module of ours for this site, with ``said`` on its input; what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT, env=self.environment, input=said, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{module} ended with {done.returncode}:\n{done.stderr[-4000:]}"
        return done.stdout

    def start(self, *arguments: str) -> "RunningSite":
        """Start serving; returns when the site says that it is ready, and all its web processes are there."""
        self.launch(*arguments)
        wait_until(self.is_ready, STARTS_WITHIN, self.what_it_said)
        wait_until(self.is_complete, STARTS_WITHIN, self.what_it_said)
        return self

    def launch(self, *arguments: str) -> None:
        """Start serving, and wait for nothing."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "standfirst.cli", "serve", "--port", str(self.port), "--web", str(self.web),
                 *arguments],
                cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def is_complete(self) -> bool:
        """Whether every web process waits for connections; the first one alone already answers."""
        return len(self.web_processes()) == self.web

    def is_ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"serve ended with {self.process.returncode}: {self.what_it_said()}"
        try:
            with Connection(self.port) as connection:
                return connection.get("/readyz", self.host).status == 200
        except OSError:
            return False

    @functools.cached_property
    def host(self) -> list[tuple[str, str]]:
        """The Host line that the site listens to."""
        return [("Host", self.environment["STANDFIRST_SITE_URL"].partition("://")[2])]

    def what_it_said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-4000:] if self.log.exists() else ""

    def stop(self) -> int:
        """End it as an operator does; the exit status."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            # A process that a test has stopped would not hear it.
            self._signal_children(signal.SIGCONT)
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self._signal_children(signal.SIGKILL)
            self.process.kill()
            raise

    def _signal_children(self, number: signal.Signals) -> None:
        for pid in self.children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    # --- Its processes

    def children(self) -> list[int]:
        """The processes that the supervisor has made and that live."""
        assert self.process is not None
        # The kernel's own list of children may leave some out while others come and go.
        found = [int(place.name) for place in Path("/proc").iterdir() if place.name.isdecimal()]
        return sorted(pid for pid in found if _parent(pid) == self.process.pid and is_alive(pid))

    def web_processes(self) -> list[int]:
        """Those of the children that have an event loop, which others wake up."""
        return [pid for pid in self.children() if "anon_inode:[eventfd]" in _open_files(pid)]

    def worker(self) -> int:
        """The child that runs tasks. There must be one."""
        (pid,) = [pid for pid in self.children() if pid not in self.web_processes()]
        return pid

    def answered_by(self, connection: Connection) -> int:
        """The process at the other end of an open connection."""
        inode = _inode(self.port, *connection.socket.getsockname())
        (pid,) = [pid for pid in self.web_processes() if f"socket:[{inode}]" in _open_files(pid)]
        return pid

    @contextlib.contextmanager
    def connections(self) -> Iterator[dict[int, Connection]]:
        """An open connection to each web process, by its process id."""
        made: dict[int, Connection] = {}
        try:
            for pid in self.web_processes():
                made[pid] = self.connection_to(pid)
            yield made
        finally:
            for connection in made.values():
                connection.close()

    def connection_to(self, pid: int) -> Connection:
        """A connection that ``pid`` has taken: the other web processes are held still until it has."""
        others = [other for other in self.web_processes() if other != pid]
        for other in others:
            os.kill(other, signal.SIGSTOP)
            wait_until(functools.partial(_is_still, other), 10)
        try:
            connection = Connection(self.port)
            connection.get("/healthz", self.host)
        finally:
            for other in others:
                os.kill(other, signal.SIGCONT)
        assert self.answered_by(connection) == pid
        return connection


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(true: Callable[[], bool], within: float, told: Callable[[], str] = str) -> None:
    """Ask again and again until it is so. Fails after ``within`` seconds, with what ``told`` says."""
    until = time.monotonic() + within
    while not true():
        assert time.monotonic() < until, f"not within {within} seconds: {told()}"
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    """Whether ``pid`` runs; a dead process that nobody has asked after does not."""
    return _state(pid) not in "ZX"


def _is_still(pid: int) -> bool:
    return _state(pid) == "T"


def _state(pid: int) -> str:
    """What the kernel says of ``pid``: R, S, D, T (stopped), Z and X (dead)."""
    return _stat(pid)[0]


def _parent(pid: int) -> int:
    return int(_stat(pid)[1])


def _stat(pid: int) -> list[str]:
    """State and parent of a process; dead, and nobody's, when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return ["X", "0"]


def _open_files(pid: int) -> set[str]:
    found = set()
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for link in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                found.add(os.readlink(link))
    return found


def _inode(local: int, address: str, port: int) -> int:
    """The socket at ``local`` of the connection from ``address``, whose ``port`` may be another address's too."""
    remote = f"{int.from_bytes(socket.inet_aton(address), 'little'):08X}:{port:04X}"
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        fields = line.split()
        if fields[1].endswith(f":{local:04X}") and fields[2] == remote and fields[9] != "0":
            return int(fields[9])
    raise LookupError(f"nobody holds the connection from {address}:{port}")
