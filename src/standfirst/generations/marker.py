"""A counter in shared memory that tells every web process on this machine that something changed."""

import fcntl
import mmap
import os
from pathlib import Path

_SIZE = 8


class Marker:
    """
    An 8-byte counter in a memory-mapped file.

    Reading costs about 100 nanoseconds and no system call, so the front door reads it at every request. It carries no
    meaning but "look at the log of changes again"; what it misses (another machine's change, or a process killed
    between commit and ``touch``) the poll of the log finds.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            if os.fstat(self._file).st_size < _SIZE:
                os.ftruncate(self._file, _SIZE)
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._map = mmap.mmap(self._file, _SIZE)
        self._count = memoryview(self._map).cast("Q")

    def value(self) -> int:
        """The counter now. An aligned 8-byte read is whole on every machine that Python runs on."""
        return self._count[0]

    def touch(self) -> None:
        """Raise the counter by one; the lock keeps two processes from writing the same number."""
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            self._count[0] += 1
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the mapping and the file back."""
        self._count.release()
        self._map.close()
        os.close(self._file)
