"""
The seam to the room that keeps the policies, which is above this one: what readers accept when they register, and which
changes they are asked to read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

PURPOSE = "policy:"


@dataclass(frozen=True, slots=True)
class Policy:
    """
    A public policy. ``number`` is that of the version in force, 0 where there is none; ``digest`` names its very text.

    ``material`` is the newest version in force, from ``material_from`` on, that was called a material change; 0: none.
    """

    kind: str
    title: str
    url: str
    number: int = 0
    digest: str = ""
    in_force_from: date | None = None
    material: int = 0
    material_from: date | None = None

    @property
    def purpose(self) -> str:
        """Its purpose in the ledger."""
        return f"{PURPOSE}{self.kind}"

    @property
    def named(self) -> str:
        """As a consent names it: ``Terms of use (version 3)``."""
        return f"{self.title} (version {self.number})" if self.number else self.title

    @property
    def version(self) -> str:
        """As the ledger keeps it: the number, and the beginning of the text's SHA-256."""
        return f"{self.number} {self.digest}".strip()


def number_of(version: str) -> int:
    """The number in what ``Policy.version`` gave; 0 for anything else."""
    number = version.partition(" ")[0]
    return int(number) if number.isascii() and number.isdecimal() else 0


_in_force: Callable[[], list[Policy]] | None = None


def know_policies_by(in_force: Callable[[], list[Policy]]) -> None:
    """Register who knows the policies."""
    global _in_force
    _in_force = in_force


def policies_in_force() -> list[Policy]:
    """Every public policy, in the editors' order."""
    return _in_force() if _in_force is not None else []
