"""A hasher of a running site that writes down, for the test, how often a guess reached it in any of the processes."""

import os
from pathlib import Path

from standfirst.readers.hashing import PooledArgon2Hasher


class WritesDown(PooledArgon2Hasher):
    """One byte for each hash; appending one is a single step, whoever else appends."""

    def encode(self, password: str, salt: str) -> str:
        _write(b"e")
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        _write(b"v")
        return super().verify(password, encoded)


def hashes(data: Path) -> int:
    """How many there were since the last ``forget``."""
    return len(_book(data).read_bytes()) if _book(data).exists() else 0


def forget(data: Path) -> None:
    """Count from nought."""
    _book(data).unlink(missing_ok=True)


def _book(data: Path) -> Path:
    return data / "hashes"


def _write(what: bytes) -> None:
    with _book(Path(os.environ["STANDFIRST_DATA"])).open("ab", buffering=0) as book:
        book.write(what)
