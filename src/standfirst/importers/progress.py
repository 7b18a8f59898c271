"""How far an import is: a bar on a terminal, a plain line now and then elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

SECONDS_BETWEEN_LINES = 10.0


class Advance(Protocol):
    """Called with the share of the file that is read, 0 to 1, and the number of things that are in."""

    def __call__(self, share: float, things: int, /) -> None: ...


@contextmanager
def shown(name: str, stderr: TextIO, things: str = "articles") -> Iterator[Advance]:
    """Show progress on ``stderr`` for as long as the block runs. ``things``: what the file is made of."""
    if not stderr.isatty():
        yield _Lines(stderr, things)
        return
    words = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[articles]}"),
    )
    with Progress(*words, TimeRemainingColumn(), console=Console(file=stderr), transient=True) as bar:
        task = bar.add_task(name, total=1.0, articles=0)

        def advance(share: float, articles: int) -> None:
            bar.update(task, completed=share, articles=articles)

        yield advance


class _Lines:
    def __init__(self, stderr: TextIO, things: str) -> None:
        self._stderr = stderr
        self._things = things
        self._last = time.monotonic()

    def __call__(self, share: float, articles: int) -> None:
        now = time.monotonic()
        if now - self._last >= SECONDS_BETWEEN_LINES:
            self._last = now
            print(f"{share:4.0%} of the file read, {articles} {self._things} in", file=self._stderr, flush=True)
