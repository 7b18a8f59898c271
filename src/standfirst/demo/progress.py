"""How far the building of the demo is: bars on a terminal, a plain line a stage elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from standfirst.demo.building import Step


@contextmanager
def shown(stderr: TextIO) -> Iterator[Step]:
    """Show progress on ``stderr`` for as long as the block runs."""
    if not stderr.isatty():
        yield _lines(stderr)
        return
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=Console(file=stderr)
    ) as bars:
        stages: dict[str, TaskID] = {}

        def step(what: str, done: int, of: int) -> None:
            if what not in stages:
                stages[what] = bars.add_task(what, total=of)
            bars.update(stages[what], completed=done)

        yield step


def _lines(stderr: TextIO) -> Step:
    def step(what: str, done: int, of: int) -> None:
        if done == of:
            print(f"✓ {what}: {of}", file=stderr, flush=True)

    return step
