"""Keeps a few child processes running, and ends them all when it is told to end."""

import contextlib
import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass

GRACE = 15.0
"""Seconds that children get to finish what they have in hand."""
_QUICK = 3.0
_MOST_QUICK = 5
_SIGNALS = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGCHLD})
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Duty:
    """What one child does. ``name`` is for the operator."""

    name: str
    run: Callable[[], object]


@dataclass
class _Child:
    duty: Duty
    started: float
    quick_ends: int


class Supervisor:
    """
    Forks a child for each duty and forks it anew when it ends. Start it from a process that has no threads.

    ``say`` gets a line for whatever an operator should know.
    """

    def __init__(self, duties: Sequence[Duty], say: Callable[[str], None]) -> None:
        self._duties = duties
        self._say = say
        self._children: dict[int, _Child] = {}

    def run(self) -> int:
        """
        Supervise until SIGTERM or SIGINT; returns the exit status: 0, or 1 when a child could not be kept running.
        """
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            for duty in self._duties:
                self._start(duty, 0)
            while True:
                arrived = signal.sigtimedwait(_SIGNALS, 1.0)
                if arrived is not None and arrived.si_signo != signal.SIGCHLD:
                    return self._end(0)
                for child, status in self._ended():
                    if not self._replace(child, status):
                        return self._end(1)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _start(self, duty: Duty, quick_ends: int) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        supervisor = os.getpid()
        pid = os.fork()
        if pid == 0:
            _be(duty, supervisor)
        self._children[pid] = _Child(duty, time.monotonic(), quick_ends)

    def _ended(self) -> list[tuple[_Child, int]]:
        ended: list[tuple[_Child, int]] = []
        while self._children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                break
            child = self._children.pop(pid, None)
            if child is not None:
                ended.append((child, os.waitstatus_to_exitcode(status)))
        return ended

    def _replace(self, child: _Child, status: int) -> bool:
        """Start it again; False when it ended too quickly too often."""
        lived = time.monotonic() - child.started
        quick_ends = child.quick_ends + 1 if lived < _QUICK else 0
        if quick_ends >= _MOST_QUICK:
            self._say(f"{child.duty.name} ends as soon as it starts (status {status}); giving up.")
            return False
        self._say(f"{child.duty.name} ended (status {status}); starting it again.")
        if quick_ends > 1:
            time.sleep(0.5)
        self._start(child.duty, quick_ends)
        return True

    def _end(self, status: int) -> int:
        self._signal(signal.SIGTERM)
        until = time.monotonic() + GRACE
        while self._children and time.monotonic() < until:
            signal.sigtimedwait({signal.SIGCHLD}, 0.2)
            self._ended()
        self._signal(signal.SIGKILL)
        for pid in self._children:
            os.waitpid(pid, 0)
        return status

    def _signal(self, number: signal.Signals) -> None:
        for pid in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)


def _be(duty: Duty, supervisor: int) -> None:
    """The child's whole life. It never returns into the supervisor's code."""
    status = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        _end_with(supervisor)
        duty.run()
        status = 0
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 1
    except BaseException:  # noqa: BLE001
        # The last frame of this process: whatever it is must be seen, and nothing may run on as a second supervisor.
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _end_with(supervisor: int) -> None:
    """Have the kernel end this process when the supervisor is killed; only Linux can, elsewhere it lives on."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != supervisor:
            raise SystemExit(1)
