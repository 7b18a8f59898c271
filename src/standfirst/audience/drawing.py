"""Where the lines of the pictures run, in the units of their view boxes. The templates draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from standfirst.audience.columns import BY_NAME
from standfirst.audience.summing import Row

WIDE, STEP, BAR = 480, 68, 32
"""A picture is so wide; from step to step, and the height of a step's bar. A line of words stands over each bar."""
WORDS = 26
_LEAST = 2.0
DAYS_WIDE, DAYS_HIGH = 960, 160

REGISTERING = ("walls", "begun", "accepted", "completed")
PREMIUM = ("unlocked", "asked", "spent", "premium", "confirm")


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of a funnel: a bar in the middle at ``x``, ``y`` and ``width``; ``fall`` are the points of the slope that
    leads to the next. ``of_before`` and ``of_first`` are shares like ``12.5%``, empty for the first step.
    """

    label: str
    n: int
    x: float
    y: float
    width: float
    fall: str
    of_before: str
    of_first: str

    @property
    def words_y(self) -> float:
        return self.y - 9


@dataclass(frozen=True, slots=True)
class Share:
    """One bar of several that together are all: ``width`` in the units of the picture."""

    label: str
    n: int
    y: float
    width: float
    share: str

    @property
    def words_y(self) -> float:
        return self.y - 9


@dataclass(frozen=True, slots=True)
class DayBar:
    """A day: the height of what was opened, and of the part of it that ended at a wall."""

    day: date
    x: float
    width: float
    y: float
    high: float
    wall_y: float
    wall_high: float


def funnel(row: Row, names: Sequence[str] = REGISTERING) -> list[Step]:
    """The steps from the wall to the account, each as wide as its part of the widest."""
    numbers = [row.numbers[name] for name in names]
    most = max(numbers)
    widths = [max(_LEAST, WIDE * n / most) if most else _LEAST for n in numbers]
    steps = []
    for at, (name, n, width) in enumerate(zip(names, numbers, widths, strict=True)):
        y = at * STEP + WORDS
        after = widths[at + 1] if at + 1 < len(widths) else None
        fall = "" if after is None else _slope(width, after, y + BAR, y + STEP)
        before = share(n, numbers[at - 1]) if at else ""
        steps.append(
            Step(BY_NAME[name].label, n, (WIDE - width) / 2, y, width, fall, before, share(n, numbers[0]) if at else "")
        )
    return steps


def shares(row: Row, names: Sequence[str] = PREMIUM) -> list[Share]:
    """What readers met at Premium articles, each as its part of all of it."""
    numbers = [row.numbers[name] for name in names]
    total, most = sum(numbers), max(numbers)
    return [
        Share(BY_NAME[name].label, n, at * STEP + WORDS, WIDE * n / most if most else 0, share(n, total))
        for at, (name, n) in enumerate(zip(names, numbers, strict=True))
    ]


def days(rows: Sequence[Row]) -> list[DayBar]:
    """A bar for each day, as high as its part of the busiest day."""
    most = max((row.numbers["opened"] for row in rows), default=0)
    room = DAYS_WIDE / max(1, len(rows))
    bars = []
    for at, row in enumerate(rows):
        high = DAYS_HIGH * row.numbers["opened"] / most if most else 0
        walls = sum(row.numbers[name] for name in ("walls", "asked", "spent", "premium", "confirm"))
        wall_high = DAYS_HIGH * walls / most if most else 0
        width = room * 0.8
        bars.append(
            DayBar(row.name, at * room + room * 0.1, width, DAYS_HIGH - high, high, DAYS_HIGH - wall_high, wall_high)
        )
    return bars


def share(n: int, of: int) -> str:
    """``12.5%``; a dash where there is nothing to be a part of."""
    return f"{100 * n / of:.1f}%" if of else "–"


def _slope(above: float, below: float, top: float, bottom: float) -> str:
    middle = WIDE / 2
    corners = ((-above / 2, top), (above / 2, top), (below / 2, bottom), (-below / 2, bottom))
    return " ".join(f"{middle + x:.1f},{y:.1f}" for x, y in corners)
